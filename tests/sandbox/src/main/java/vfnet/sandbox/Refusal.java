// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.model.Errno;

/** An error of the kernel. */
final class Refusal {
    private Refusal() {}

    static Answer of(Errno errno) {
        return new Answer.Refused(Optional.of(errno), errno.message());
    }
}
