// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.HashSet;
import java.util.Set;

/**
 * Limits on the size of a snapshot. A few lines can name tens of thousands of folders, so that a text of some kilobytes
 * would fill a disk's inodes. 16 cards of 255 VFs each have 20,500 folders, 4,100 of them without a line of their own.
 */
final class MachineBounds {
    static final int MAX_STEPS = 64;
    private static final int MAX_FOLDERS = 60_000;
    private static final int MAX_ENTRIES = 1_000_000;
    /** In addition to those that lead to content. */
    private static final int MAX_EMPTY = 1000;
    /**
     * For each with content. Of an unpacked snapshot the errors alone are in a text: those of a VF's interface lie
     * below the VF, its {@code net} and the interface, which have no line of their own there.
     */
    private static final int EMPTY_PER_FILLED = 4;

    private MachineBounds() {}

    /** @throws MachineFormatException when it has more folders or files than any machine */
    static void check(CapturedMachine machine) throws MachineFormatException {
        Set<String> folders = new HashSet<>();
        long entries = 0;
        int filled = 0;
        for (var directory : machine.directories().entrySet()) {
            entries += directory.getValue().size();
            filled += directory.getValue().isEmpty() ? 0 : 1;
            for (String path = directory.getKey();
                    path.length() > 1 && folders.add(path);
                    path = MachinePath.parent(path)) {}
            requireAtMost(folders.size(), MAX_FOLDERS, "folders");
        }
        requireAtMost(entries, MAX_ENTRIES, "files and links");
        requireAtMost(folders.size() - filled, MAX_EMPTY + EMPTY_PER_FILLED * filled, "folders with nothing in them");
    }

    private static void requireAtMost(long number, long most, String what) throws MachineFormatException {
        if (number > most) {
            throw new MachineFormatException("it has more than " + most + " " + what + ", which no snapshot has");
        }
    }

    /** Of a path or a link's target. */
    static void checkSteps(String path) throws MachineFormatException {
        int steps = 0;
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            steps++;
        }
        if (steps > MAX_STEPS) {
            throw new MachineFormatException(
                    "a path of more than " + MAX_STEPS + " folders, one in the other, is in no machine");
        }
    }
}
