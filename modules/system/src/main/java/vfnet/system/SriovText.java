// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Detects text that may write to {@code sriov_numvfs}: a shell script, a unit, a udev rule, a table. It is read as text
 * and never run, so what a script computes is unknown.
 *
 * @param lines its lines without comments and here-documents; one that ends in a backslash continues in the next
 */
public record SriovText(List<String> lines) {
    /** The kernel's attribute, and the one that Mellanox's own driver package adds. */
    static final String ATTRIBUTE = "(?:sriov_numvfs|mlx5_num_vfs)";

    private static final List<String> ATTRIBUTES = List.of("sriov_numvfs", "mlx5_num_vfs");
    /** Longer than any line written by hand. */
    private static final int LONGEST_LINE = 4096;

    private static final String REDIRECTION = ">\\s*[\"']?[^\\s\"';|&]*" + ATTRIBUTE;
    /** {@code tee}, an assignment of udev or sysfsutils, tmpfiles' {@code w}, dd, a script's open, systemd's output. */
    private static final Pattern WRITES =
            Pattern.compile(REDIRECTION + "|\\btee\\b[^;|&]*" + ATTRIBUTE + "|" + ATTRIBUTE
                    + "}?\\s*\\+?=(?!=)|^w[+!]*\\s+\\S*" + ATTRIBUTE + "|" + ATTRIBUTE
                    + "[\"']\\s*,\\s*[\"']w|\\bof=\\S*" + ATTRIBUTE
                    + "|^Standard(?:Output|Error)=[a-z]+:\\S*" + ATTRIBUTE);

    private static final Pattern REDIRECTS = Pattern.compile(REDIRECTION);
    /** The end of one command in a shell's line. */
    private static final Pattern BETWEEN_COMMANDS = Pattern.compile("\\s*(?:;|&&|\\|\\|)\\s*");
    /** Text that is printed and not run, though it may look like a command. */
    private static final Pattern PRINTS = Pattern.compile("^(?:\\S*/)?(?:echo|printf|logger|print)\\s");

    private static final Pattern PRINTED =
            Pattern.compile("\"[^\"]*(?:>|\\btee\\b)[^\"]*\"|'[^']*(?:>|\\btee\\b)[^']*'");
    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<-?\\s*[\"'\\\\]?(\\w+)");
    private static final Pattern SHELL = Pattern.compile("(?:^|[\\s/])(?:ba|da|k|z|a)?sh(?:\\s|$)");
    /** A unit's line that starts no program at boot. */
    private static final Pattern AT_STOP = Pattern.compile("^Exec(?:Stop|StopPost|Reload|Condition)=");

    private static final Pattern REMOVES =
            Pattern.compile("\\b(?:echo|printf)\\s+(?:-\\w+\\s+)*[\"']?0(?:\\\\n)?[\"']?\\s*[>|]|="
                    + "\\s*\"?0\"?\\s*$|^w\\S*\\s.*\\s0\\s*$");
    /** A path of a program or script. */
    private static final Pattern PATH = Pattern.compile("(?<![\\w/.$}])/[\\w.+@/:-]+");

    /** The same, where it begins a command or is what a shell reads. */
    private static final Pattern STARTED =
            Pattern.compile("^(?:(?:exec|sudo|nohup|source|\\.|then|do|else|if|python3?|perl"
                    + "|(?:\\S*/)?(?:ba|da)?sh)\\s+(?:-\\w+\\s+)*)*[\"']?(/[\\w.+@/:-]+)");

    /** Copies the list. */
    public SriovText {
        lines = List.copyOf(lines);
    }

    /**
     * {@return the text}
     *
     * @param text the content of its file
     */
    public static SriovText of(String text) {
        List<String> lines = new ArrayList<>();
        String end = "";
        for (String raw : text.replace("\\\n", " ").lines().toList()) {
            String line = raw.strip();
            if (!end.isEmpty()) {
                end = line.equals(end) ? "" : end;
            } else if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != ';') {
                lines.add(withoutComment(line));
                Matcher document = HERE_DOCUMENT.matcher(line);
                // Input of a shell is run; input of any other program is data.
                end = document.find()
                                && !line.contains("<<<")
                                && !SHELL.matcher(line.substring(0, document.start()))
                                        .find()
                        ? document.group(1)
                        : "";
            }
        }
        return new SriovText(lines);
    }

    private static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#' && i > 0 && Character.isWhitespace(line.charAt(i - 1))) {
                return line.substring(0, i).stripTrailing();
            }
        }
        return line;
    }

    /** {@return the commands that change the number of VFs, as opposed to reading it} */
    public List<String> writers() {
        List<String> writers = new ArrayList<>();
        for (String line : lines) {
            if (line.length() <= LONGEST_LINE && mentions(line) && isRun(line)) {
                BETWEEN_COMMANDS.splitAsStream(line).filter(SriovText::writes).forEach(writers::add);
            }
        }
        return writers;
    }

    private static boolean mentions(String line) {
        return ATTRIBUTES.stream().anyMatch(line::contains);
    }

    /** systemd starts programs without a shell: there, {@code >} is an ordinary argument (systemd.service(5)). */
    private static boolean isRun(String line) {
        return !AT_STOP.matcher(line).find()
                && !(line.startsWith("Exec")
                        && REDIRECTS.matcher(line).find()
                        && !SHELL.matcher(line.replace('=', ' ')).find());
    }

    /**
     * {@return whether a command changes the number of VFs}
     *
     * @param command one command of a line
     */
    public static boolean writes(String command) {
        String run = PRINTS.matcher(command).find() ? PRINTED.matcher(command).replaceAll("") : command;
        return run.length() <= LONGEST_LINE
                && mentions(run)
                && WRITES.matcher(run).find();
    }

    /**
     * {@return whether a command that writes removes all VFs}
     *
     * @param writer the command
     */
    public static boolean removes(String writer) {
        return REMOVES.matcher(writer).find();
    }

    /**
     * {@return the paths of programs that it may start, scripts among them}
     *
     * @param anywhere whether any path counts, as in a unit or a crontab, and not only one that begins a command
     */
    public Set<String> programs(boolean anywhere) {
        Set<String> programs = new LinkedHashSet<>();
        for (String line : lines) {
            if (line.length() <= LONGEST_LINE) {
                BETWEEN_COMMANDS
                        .splitAsStream(line)
                        .map(command -> (anywhere ? PATH : STARTED).matcher(command))
                        .forEach(path -> {
                            while (path.find()) {
                                add(programs, path.group(path.groupCount()));
                            }
                        });
            }
        }
        return programs;
    }

    private static void add(Set<String> programs, String path) {
        if (!path.startsWith("/sys/")
                && !path.startsWith("/dev/")
                && !path.startsWith("/proc/")
                && !path.contains("..")) {
            programs.add(path);
        }
    }

    /** {@return the part of the text that bears on VFs: what writes, and the values that it uses} */
    public String excerpt() {
        List<String> writers = writers();
        if (writers.isEmpty()) {
            return "";
        }
        List<String> kept = new ArrayList<>(new ShellValues(lines).assignmentsFor(writers));
        lines.stream().filter(line -> mentions(line) && isRun(line)).forEach(line -> {
            List<String> own = Arrays.stream(BETWEEN_COMMANDS.split(line))
                    .filter(SriovText::writes)
                    .toList();
            if (!own.isEmpty()) {
                kept.add(String.join("; ", own));
            }
        });
        return String.join("\n", kept) + "\n";
    }
}
