// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.List;
import vfnet.model.Problem;
import vfnet.model.desired.SavedPort;

/**
 * What another tool's files say of ports and their VFs.
 *
 * @param ports as entries of the saved configuration; what the files do not say is empty
 * @param lost what is valid and cannot be saved, each with its file and line
 * @param flaws errors in the files that were left out, each with its file and line
 */
public record Imported(List<ImportedPort> ports, List<Problem> lost, List<Problem> flaws) {

    /** Copies the lists. */
    public Imported {
        ports = List.copyOf(ports);
        lost = List.copyOf(lost);
        flaws = List.copyOf(flaws);
    }

    /**
     * A port that the files configure.
     *
     * @param place file and line
     * @param port its settings; its addresses and name are those that the files match by
     */
    public record ImportedPort(String place, SavedPort port) {

        /** {@return the file alone} */
        public String file() {
            int line = place.lastIndexOf(SourceFile.LINE);
            return line < 0 ? place : place.substring(0, line);
        }
    }
}
