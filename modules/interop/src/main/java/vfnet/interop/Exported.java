// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.List;
import vfnet.model.desired.SavedPort;

/**
 * Ports in another tool's format.
 *
 * @param files the files for the tool
 * @param lost what the format cannot express
 * @param impossible ports that could not be exported at all
 * @param notes what the user should know of ports that were exported
 */
public record Exported(List<ExportedFile> files, List<Loss> lost, List<Loss> impossible, List<Loss> notes) {

    /** Copies the lists. */
    public Exported {
        files = List.copyOf(files);
        lost = List.copyOf(lost);
        impossible = List.copyOf(impossible);
        notes = List.copyOf(notes);
    }

    /**
     * A file.
     *
     * @param name its path below the folder of the tool: a drop-in has the name of its folder before it
     * @param text its content
     */
    public record ExportedFile(String name, String text) {}

    /**
     * What the other tool's format cannot express.
     *
     * @param port the port
     * @param vfs the VFs that it is about, in order; none where it is about the port
     * @param what what, and why
     */
    public record Loss(SavedPort port, List<Integer> vfs, String what) {

        /** Copies the list. */
        public Loss {
            vfs = List.copyOf(vfs);
        }
    }
}
