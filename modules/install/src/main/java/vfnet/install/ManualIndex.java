// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.Optional;
import vfnet.model.Problem;

/** The index that {@code man -k} searches. */
@FunctionalInterface
public interface ManualIndex {

    /**
     * Updates it with the pages of a folder.
     *
     * @param manual the folder, by its path on this machine
     * @return why it failed; empty when it succeeded
     */
    Optional<Problem> update(String manual);
}
