// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.List;
import vfnet.model.desired.SavedPort;

/**
 * Ports in the words of another tool.
 *
 * @param files what to give to it
 * @param lost what it has no words for
 * @param impossible ports of which it could not be told at all
 * @param notes what one should know of ports that it was told of
 */
public record Exported(List<ExportedFile> files, List<Loss> lost, List<Loss> impossible, List<Loss> notes) {

    /** Keeps copies of the lists. */
    public Exported {
        files = List.copyOf(files);
        lost = List.copyOf(lost);
        impossible = List.copyOf(impossible);
        notes = List.copyOf(notes);
    }

    /**
     * A file.
     *
     * @param name below the folder of the tool: a drop-in has the name of its folder before it
     * @param text its content
     */
    public record ExportedFile(String name, String text) {}

    /**
     * What the other tool has no words for.
     *
     * @param port whose it is
     * @param vfs which of its VFs it is about, in order; none where it is about the port
     * @param what what, and why
     */
    public record Loss(SavedPort port, List<Integer> vfs, String what) {

        /** Keeps a copy of the list. */
        public Loss {
            vfs = List.copyOf(vfs);
        }
    }
}
