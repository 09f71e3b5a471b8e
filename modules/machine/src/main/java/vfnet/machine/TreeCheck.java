// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Checks that a machine can be a tree, following its links as a file system would. Each alone stays inside
 * (MachinePath), but after another link a {@code ..} leads elsewhere than the text says. Whether the target exists does
 * not matter: it may be created later.
 */
final class TreeCheck {
    /** The kernel's limit. */
    private static final int MAX_LINKS = 40;

    /** All links of 4,080 VFs take half a million. */
    private static final int MAX_STEPS = 2_000_000;

    private int steps;
    private final Map<String, ? extends SortedMap<String, Entry>> directories;

    private TreeCheck(CapturedMachine machine) {
        directories = machine.directories();
    }

    /**
     * @throws MachineFormatException when links lead out of the machine, or a path is a directory and a file or link
     */
    static void check(CapturedMachine machine) throws MachineFormatException {
        TreeCheck check = new TreeCheck(machine);
        for (Map.Entry<String, SortedMap<String, Entry>> directory :
                machine.directories().entrySet()) {
            check.checkDirectory(directory.getKey());
            for (Map.Entry<String, Entry> entry : directory.getValue().entrySet()) {
                if (entry.getValue() instanceof Entry.LinkTo(String target)
                        && !MachinePath.isOnlyRead(directory.getKey())
                        && check.leadsOut(directory.getKey(), target)) {
                    throw new MachineFormatException("the link " + MachinePath.in(directory.getKey(), entry.getKey())
                            + " leads out of the machine");
                }
            }
        }
    }

    /** A directory cannot be anything else. */
    private void checkDirectory(String directory) throws MachineFormatException {
        for (String path = directory; path.length() > 1; path = MachinePath.parent(path)) {
            if (entry(MachinePath.parent(path), path.substring(path.lastIndexOf('/') + 1))
                    .filter(entry -> entry instanceof Entry.Content || entry instanceof Entry.LinkTo)
                    .isPresent()) {
                throw new MachineFormatException(path + " is a directory and a file or link too");
            }
        }
    }

    private boolean leadsOut(String directory, String target) throws MachineFormatException {
        Deque<String> path = new ArrayDeque<>(steps(directory));
        Deque<String> ahead = new ArrayDeque<>(steps(target));
        int links = 1;
        while (!ahead.isEmpty() && links <= MAX_LINKS) {
            String step = ahead.removeFirst();
            if (++steps > MAX_STEPS || path.size() > 2 * MachineBounds.MAX_STEPS) {
                throw new MachineFormatException("its links lead through more folders than those of any snapshot");
            }
            if (step.equals("..")) {
                if (path.pollLast() == null) {
                    return true;
                }
                continue;
            }
            String here = "/" + String.join("/", path);
            Optional<Entry> entry = entry(here, step);
            if (entry.isPresent() && entry.get() instanceof Entry.LinkTo(String next)) {
                if (MachinePath.isOnlyRead(here)) {
                    return true;
                }
                steps(next).reversed().forEach(ahead::addFirst);
                links++;
            } else {
                path.addLast(step);
            }
        }
        return false;
    }

    private Optional<Entry> entry(String directory, String name) {
        return Optional.ofNullable(directories.get(directory)).map(entries -> entries.get(name));
    }

    private static List<String> steps(String path) {
        return List.of(path.split("/")).stream()
                .filter(step -> !step.isEmpty() && !step.equals("."))
                .toList();
    }
}
