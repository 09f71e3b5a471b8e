// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vfnet.interop.HostPort;
import vfnet.interop.Imported;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.system.SriovText;

/** Reads what a boot does to VFs from the files that people put it into. No shell is run. */
public final class BootImport {
    private static final Set<String> UP = Set.of("pre-up", "up", "post-up");
    private static final Set<String> AUTO = Set.of("auto", "allow-auto", "allow-hotplug");
    private static final Set<String> STARTS = Set.of("ExecStart", "ExecStartPre", "ExecStartPost");
    private static final String REBOOT = "@reboot";
    private static final Pattern SHELL = Pattern.compile("(?:\\S*/)?(?:(?:ba|da|k|z|a)?sh|env|nice|timeout)\\s");
    private static final Pattern SPECIFIER = Pattern.compile("%[A-Za-z]");

    private final List<HostPort> host;
    private final Findings findings = new Findings();
    private final BootPorts ports;
    private final BootCommands commands;
    private final RemovableLines removable = new RemovableLines();
    private final Set<String> automatic = new HashSet<>();

    private BootImport(List<HostPort> host) {
        this.host = host;
        ports = new BootPorts(host);
        commands = new BootCommands(ports, findings);
    }

    /**
     * What the files do.
     *
     * @param imported the ports, and what is not understood, each with its file and line
     * @param lines the lines that are saved now and can be removed: file and line, then the text
     */
    public record Result(Imported imported, List<String> lines) {

        /** Copies the list. */
        public Result {
            lines = List.copyOf(lines);
        }
    }

    /**
     * {@return what the files do}
     *
     * @param files the files
     * @param host the ports of the host
     */
    public static Result of(List<BootFile> files, List<HostPort> host) {
        BootImport reader = new BootImport(host);
        List<BootFile> inOrder =
                files.stream().sorted(Comparator.comparing(BootFile::kind)).toList();
        inOrder.stream()
                .filter(file -> file.kind() == BootFile.Kind.INTERFACES)
                .forEach(file -> lines(file.file().text()).values().forEach(reader::automatic));
        inOrder.forEach(reader::read);
        reader.ports.into(reader.findings);
        return new Result(reader.findings.imported(), reader.removable.texts());
    }

    private void read(BootFile file) {
        SourceFile source = file.file();
        switch (file.kind()) {
            case SCRIPT -> script(source, source.text(), 1, Map.of(), Optional.empty());
            case INTERFACES -> interfaces(source);
            case UNIT -> unit(source);
            case CRONTAB -> lines(source.text()).forEach((number, line) -> cron(source, number, line, false));
            case SYSTEM_CRONTAB -> lines(source.text()).forEach((number, line) -> cron(source, number, line, true));
            case TMPFILES -> lines(source.text()).forEach((number, line) -> tmpfiles(source, number, line));
            case SYSFS_CONF -> lines(source.text()).forEach((number, line) -> sysfs(source, number, line));
            case UDEV -> lines(source.text()).forEach((number, line) -> udev(source, number, line));
        }
    }

    /** Lines by the number of their first one: a backslash continues a line, comments are left out. */
    private static Map<Integer, String> lines(String text) {
        Map<Integer, String> lines = new LinkedHashMap<>();
        StringBuilder line = new StringBuilder();
        int first = 1;
        int number = 0;
        for (String part : text.split("\n", -1)) {
            number++;
            first = line.isEmpty() ? number : first;
            boolean isContinued = part.endsWith("\\");
            line.append(isContinued ? part.substring(0, part.length() - 1) + " " : part);
            String whole = line.toString().strip();
            if (!isContinued) {
                if (!whole.isEmpty() && whole.charAt(0) != '#' && whole.charAt(0) != ';') {
                    lines.put(first, whole);
                }
                line.setLength(0);
            }
        }
        return lines;
    }

    /** @param doubt why it may not be run at boot */
    private void script(
            SourceFile file, String text, int first, Map<String, String> variables, Optional<String> doubt) {
        for (ShellCommand command : ShellRun.commands(text, first, variables)) {
            take(file, doubt.map(command::doubted).orElse(command));
        }
    }

    private void take(SourceFile file, ShellCommand command) {
        if (!BootCommands.isTest(command)) {
            removable.add(file, command, commands.take(command, file.line(command.line())));
        }
    }

    private void automatic(String line) {
        String[] words = line.split("\\s+");
        if (AUTO.contains(words[0])) {
            automatic.addAll(List.of(words).subList(1, words.length));
        }
    }

    /** interfaces(5): the commands of an interface are run when it is brought up. */
    private void interfaces(SourceFile file) {
        String name = "";
        for (Map.Entry<Integer, String> line : lines(file.text()).entrySet()) {
            String[] words = line.getValue().split("\\s+", 2);
            if (words[0].equals("iface") && words.length > 1) {
                name = words[1].split("\\s+")[0];
            } else if (UP.contains(words[0]) && words.length > 1) {
                String own = name;
                script(
                        file,
                        words[1],
                        line.getKey(),
                        Map.of("IFACE", own),
                        automatic.contains(own)
                                ? Optional.empty()
                                : Optional.of("is run when " + own + " is brought up, which no boot does ('auto " + own
                                        + "' is missing)"));
            }
        }
    }

    /** systemd starts programs without a shell (systemd.service(5), "Command lines"). */
    private void unit(SourceFile file) {
        Map<String, String> variables = new HashMap<>();
        Map<Integer, String> lines = lines(file.text());
        lines.values().stream()
                .filter(line -> line.startsWith("Environment="))
                .map(line -> line.substring("Environment=".length()).replace("\"", ""))
                .filter(line -> line.matches("[A-Za-z_][A-Za-z0-9_]*=\\S*"))
                .forEach(line ->
                        variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        lines.forEach((number, line) -> {
            int equals = line.indexOf('=');
            if (equals > 0 && STARTS.contains(line.substring(0, equals).strip())) {
                program(file, number, line.substring(equals + 1).strip().replaceFirst("^[-@:+!|]+", ""), variables);
            }
        });
    }

    private void program(SourceFile file, int number, String line, Map<String, String> variables) {
        boolean isShells = SHELL.matcher(line).lookingAt();
        boolean isReplaced = SPECIFIER.matcher(line.replace("%%", "")).find();
        for (ShellCommand command : ShellRun.commands(line.replace("%%", "%"), number, variables)) {
            ShellCommand known = isReplaced ? command.doubted("has a % that is replaced when it is started") : command;
            take(
                    file,
                    known.output().isPresent() && !isShells
                            ? known.doubted("is started without a shell, for which > is an argument")
                            : known);
        }
    }

    private void cron(SourceFile file, int number, String line, boolean hasUser) {
        String[] words = line.split("\\s+", hasUser ? 3 : 2);
        boolean isAtBoot = words[0].equals(REBOOT);
        if (isAtBoot && words.length == (hasUser ? 3 : 2)) {
            script(file, words[words.length - 1], number, Map.of(), Optional.empty());
        } else if (SriovText.writes(line)) {
            findings.lost(file.line(number), "is run at other times than at boot: " + line);
        }
    }

    /** tmpfiles.d(5): {@code w PATH MODE USER GROUP AGE ARGUMENT}. */
    private void tmpfiles(SourceFile file, int number, String line) {
        String[] words = line.split("\\s+", 7);
        if (words.length == 7 && words[0].startsWith("w")) {
            take(file, echo(number, words[6], words[1]));
        } else if (SriovText.writes(line)) {
            findings.lost(file.line(number), "is not understood: " + line);
        }
    }

    private static ShellCommand echo(int line, String value, String file) {
        return new ShellCommand(
                line, List.of("echo", value), Optional.of(file), List.of(), Optional.empty(), Optional.empty());
    }

    private void sysfs(SourceFile file, int number, String line) {
        int equals = line.indexOf('=');
        if (equals > 0) {
            String key = line.substring(0, equals).strip();
            take(file, echo(number, line.substring(equals + 1).strip(), SysfsNames.ofKey(key)));
        }
    }

    private void udev(SourceFile file, int number, String line) {
        Optional<UdevRule> rule = UdevRule.parse(line);
        boolean isOurs = SriovText.writes(line)
                || rule.map(UdevRule::programs).orElse(List.of()).stream()
                        .anyMatch(program -> program.contains("sriov_numvfs") || program.contains(" vf "));
        if (!isOurs) {
            return;
        }
        Optional<String> unknown = rule.flatMap(UdevRule::unknown);
        List<HostPort> own = rule.map(known -> known.ports(host)).orElse(List.of());
        if (rule.isEmpty() || unknown.isPresent() || own.isEmpty()) {
            findings.lost(
                    file.line(number),
                    "is not understood, for "
                            + unknown.map(what -> what + " is not compared")
                                    .orElse("no port of this host is what it compares")
                            + ": " + line);
            return;
        }
        for (HostPort port : own) {
            String name = port.identity().name().map(Object::toString).orElse("");
            rule.get().counts().forEach(count -> take(file, echo(number, count, SysfsNames.countOf(name))));
            rule.get().programs().forEach(run -> program(file, number, UdevRule.substituted(run, name), Map.of()));
        }
    }
}
