// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths inside a snapshot. None may lead out of it: the text cannot be trusted. */
public final class MachinePath {
    /** Sysroot.capturedAnswers() as a path on the machine. */
    private static final String ANSWERS = "/.vfnet-machine";

    private static final int LONGEST_NAME = 255;
    /** Linux allows 4096 bytes; the folder in which the machine is unpacked needs some of them. */
    private static final int LONGEST_PATH = 3072;

    private MachinePath() {}

    /** Of any path except the root. */
    static String parent(String path) {
        return path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
    }

    static String in(String directory, String name) {
        return directory.equals("/") ? directory + name : directory + "/" + name;
    }

    /** @throws MachineFormatException when it is not absolute and plain */
    static String checked(String path) throws MachineFormatException {
        if (!path.startsWith("/")) {
            throw new MachineFormatException("[" + path + "] is neither a path nor a question to ip");
        }
        if (path.equals(ANSWERS) || path.startsWith(ANSWERS + "/")) {
            throw new MachineFormatException(
                    ANSWERS + " is no file of a machine: a folder keeps there what ip answered");
        }
        checkLength(path, LONGEST_PATH);
        MachineBounds.checkSteps(path);
        if (!path.equals("/")) {
            for (String step : path.substring(1).split("/", -1)) {
                checkedName(step);
            }
        }
        return path;
    }

    /** A name in a directory that was checked itself. */
    static String checkedName(String directory, String name) throws MachineFormatException {
        checkedName(name);
        if (directory.length() + name.length() > LONGEST_NAME || directory.equals("/")) {
            checked(in(directory, name));
        }
        return name;
    }

    static String checkedName(String name) throws MachineFormatException {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.indexOf(0) >= 0) {
            throw new MachineFormatException("'" + name + "' is no name of a file");
        }
        checkLength(name, LONGEST_NAME);
        return name;
    }

    /** A link's target: relative, and inside the machine when followed as text. */
    static String checkedTarget(String directory, String target) throws MachineFormatException {
        checkLength(target, LONGEST_PATH);
        MachineBounds.checkSteps(target);
        if (isOnlyRead(directory)) {
            return target;
        }
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (directory + "/" + target).split("/")) {
            if (step.equals("..") && steps.pollLast() == null) {
                throw new MachineFormatException("a link to '" + target + "' leads out of the machine");
            }
            if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.addLast(step);
            }
        }
        if (target.isEmpty() || target.startsWith("/") || target.indexOf(0) >= 0) {
            throw new MachineFormatException("a link's target must be relative");
        }
        return target;
    }

    private static void checkLength(String text, int most) throws MachineFormatException {
        // A char takes at most three bytes.
        if (text.length() * 3 > most && Escapes.utf8(text).length > most) {
            throw new MachineFormatException("a name or a path is longer than " + most + " bytes");
        }
    }

    /**
     * {@return whether a link is allowed in a snapshot: its target is relative, not too long, and does not lead out of
     * the machine} The open files of a process ({@code /proc/1/fd}) may have any target, since they are not followed.
     *
     * @param directory where the link is, as a path on the machine
     * @param target its target
     */
    public static boolean staysInside(String directory, String target) {
        try {
            checkedTarget(directory, target);
            return true;
        } catch (MachineFormatException e) {
            return false;
        }
    }

    /** The open files of a process are links that are read and never followed; they name devices. */
    static boolean isOnlyRead(String directory) {
        return directory.matches("/proc/[0-9]+(/task/[0-9]+)?/fd");
    }
}
