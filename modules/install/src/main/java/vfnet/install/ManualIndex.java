// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.util.Optional;
import vfnet.model.Problem;

/** The index that {@code man -k} searches. */
@FunctionalInterface
public interface ManualIndex {

    /**
     * Brings it up to date with the pages of a folder.
     *
     * @param manual the folder, as this machine calls it
     * @return what went wrong; empty when it was done
     */
    Optional<Problem> update(String manual);
}
