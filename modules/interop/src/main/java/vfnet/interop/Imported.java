// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.List;
import vfnet.model.Problem;
import vfnet.model.desired.SavedPort;

/**
 * What another tool's files say of ports and their VFs.
 *
 * @param ports as the saved configuration would have them; what the files do not say is empty
 * @param lost what is well written and has no place in the saved configuration, each with its file and line
 * @param flaws what is wrong in the files and was left out, each with its file and line
 */
public record Imported(List<ImportedPort> ports, List<Problem> lost, List<Problem> flaws) {

    /** Keeps copies of the lists. */
    public Imported {
        ports = List.copyOf(ports);
        lost = List.copyOf(lost);
        flaws = List.copyOf(flaws);
    }

    /**
     * A port of which the files say something.
     *
     * @param place where they say it: file and line
     * @param port what they say; its addresses and name are those that the files match by
     */
    public record ImportedPort(String place, SavedPort port) {

        /** {@return the file alone} */
        public String file() {
            int line = place.lastIndexOf(SourceFile.LINE);
            return line < 0 ? place : place.substring(0, line);
        }
    }
}
