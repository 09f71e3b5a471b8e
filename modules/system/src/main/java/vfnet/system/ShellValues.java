// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that a script assigns to its variables literally; computed ones are unknown. */
public final class ShellValues {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:^|[\\s;&\"])([A-Za-z_]\\w*)=(\"[^\"]*\"|'[^']*'|\\([^)]*\\)|[^\\s;&|\"']*)");
    private static final Pattern LOOP =
            Pattern.compile("\\bfor\\s+([A-Za-z_]\\w*)\\s+in\\s+([^;]*?)\\s*(?:;|$|\\bdo\\b)");
    private static final Pattern USE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*|[1-9@*])(?:\\[[@*]])?}?");
    private static final Pattern BRACES = Pattern.compile("\\{([^{}$\\s]*,[^{}$\\s]*)}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final String ENVIRONMENT = "Environment=";
    private static final int MAX = 64;
    private static final int DEEPEST = 4;

    private final Map<String, Set<String>> values = new LinkedHashMap<>();
    private final Map<String, List<String>> places = new LinkedHashMap<>();

    /**
     * Reads them.
     *
     * @param lines of a script or a unit
     */
    public ShellValues(List<String> lines) {
        for (String line : lines) {
            String told = line.startsWith(ENVIRONMENT) ? line.substring(ENVIRONMENT.length()) : line;
            read(ASSIGNMENT.matcher(told), line.startsWith(ENVIRONMENT) ? ENVIRONMENT : "");
            read(LOOP.matcher(told), "for ");
        }
    }

    private void read(Matcher matcher, String head) {
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = matcher.group(2);
            if (!value.contains("$(") && !value.contains("`")) {
                Arrays.stream(value.replaceAll("[\"'()]", " ").strip().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .forEach(word -> values.computeIfAbsent(name, none -> new LinkedHashSet<>())
                                .add(word));
                places.computeIfAbsent(name, none -> new ArrayList<>())
                        .add(head.equals("for ") ? "for " + name + " in " + value + "; do" : head + name + "=" + value);
            }
        }
    }

    /**
     * {@return the command with each value that its variables may have; an unknown variable stays}
     *
     * @param command the command
     * @param arguments what the script is started with: any of them that may name a device is used for {@code $1}
     */
    public List<String> expanded(String command, List<String> arguments) {
        Set<String> devices = new LinkedHashSet<>();
        arguments.stream()
                .filter(word -> !word.startsWith("-") && !NUMBER.matcher(word).matches())
                .forEach(devices::add);
        Set<String> now = new LinkedHashSet<>(Set.of(command));
        for (int depth = 0; depth < DEEPEST; depth++) {
            Set<String> next = new LinkedHashSet<>();
            now.forEach(one -> next.addAll(once(one, devices)));
            now = next;
        }
        return List.copyOf(now);
    }

    /** With one more variable or list in braces expanded. */
    private List<String> once(String command, Set<String> arguments) {
        Matcher use = USE.matcher(command);
        while (use.find()) {
            String name = use.group(1);
            Set<String> known = Character.isLetter(name.charAt(0)) || name.charAt(0) == '_'
                    ? values.getOrDefault(name, Set.of())
                    : arguments;
            if (!known.isEmpty()) {
                return replaced(command, use, known);
            }
        }
        Matcher braces = BRACES.matcher(command);
        return braces.find()
                ? replaced(command, braces, Arrays.asList(braces.group(1).split(",")))
                : List.of(command);
    }

    private static List<String> replaced(String command, Matcher place, Iterable<String> values) {
        List<String> all = new ArrayList<>();
        for (String value : values) {
            if (all.size() < MAX) {
                all.add(command.substring(0, place.start()) + value + command.substring(place.end()));
            }
        }
        return all;
    }

    /** The lines that assign what these commands use, directly or through another variable. */
    List<String> assignmentsFor(List<String> commands) {
        List<String> kept = new ArrayList<>();
        List<String> looked = new ArrayList<>(commands);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < looked.size(); i++) {
            Matcher use = USE.matcher(looked.get(i));
            while (use.find()) {
                if (seen.add(use.group(1))) {
                    looked.addAll(places.getOrDefault(use.group(1), List.of()));
                    kept.addAll(places.getOrDefault(use.group(1), List.of()));
                }
            }
        }
        return kept;
    }
}
