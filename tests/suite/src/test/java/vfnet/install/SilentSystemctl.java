// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.Optional;
import vfnet.model.Problem;

/** Succeeds silently. */
final class SilentSystemctl implements Systemctl {
    @Override
    public Optional<Problem> reload() {
        return Optional.empty();
    }

    @Override
    public Optional<Problem> stop(String unit) {
        return Optional.empty();
    }
}
