// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vfnet.model.host.VfDrivers;
import vfnet.system.SriovText;

/** The excerpts of texts, and nothing else. An excerpt of an excerpt is that excerpt. */
final class Excerpt {
    private static final String GRUB_OPTIONS = "GRUB_CMDLINE_LINUX";

    private Excerpt() {}

    /** The lines that match, with those that continue after a backslash joined. */
    static String lines(String text, Predicate<String> kept) {
        return joined(text).filter(kept).map(line -> line + "\n").collect(Collectors.joining());
    }

    static Stream<String> joined(String text) {
        return text.replace("\\\n", " ").lines().map(String::strip);
    }

    /** Of ifupdown's configuration its interfaces, without their addresses, and the files that it sources. */
    static String interfaces(String text) {
        return joined(text)
                .map(line -> line.startsWith("iface ") ? iface(line) : line.startsWith("source") ? line + "\n" : "")
                .collect(Collectors.joining());
    }

    /** The files that such lines name, and whether each is a folder. */
    static Map<String, Boolean> sources(String text) {
        Map<String, Boolean> sources = new LinkedHashMap<>();
        joined(text)
                .map(line -> line.split("\\s+"))
                .filter(words -> words[0].equals("source") || words[0].equals("source-directory"))
                .forEach(words -> Arrays.stream(words)
                        .skip(1)
                        .filter(word -> !word.contains("..") && !word.contains("$"))
                        .forEach(word -> sources.put(word.replace("\"", ""), words[0].equals("source-directory"))));
        return sources;
    }

    private static String iface(String line) {
        String[] words = line.split("\\s+", 3);
        return words.length > 1 ? words[0] + " " + words[1] + "\n" : "";
    }

    static boolean isWriter(String line) {
        return !line.startsWith("#") && !line.startsWith(";") && SriovText.writes(line);
    }

    /** The interfaces of sessions, without the numbers and addresses of their peers. */
    static String pppoe(String text) {
        StringBuilder sessions = new StringBuilder("Id Address Device\n");
        text.lines()
                .skip(1)
                .map(line -> line.substring(line.stripTrailing().lastIndexOf(' ') + 1)
                        .strip())
                .forEach(device -> sessions.append("- - ").append(device).append('\n'));
        return sessions.toString();
    }

    /** Names only, in order: the rest of a line shows the address of the module. */
    static String loadedModules(String text) {
        StringBuilder names = new StringBuilder();
        text.lines()
                .map(line -> line.substring(0, (line + " ").indexOf(' ')))
                .filter(VfDrivers::isAbout)
                .forEach(name -> names.append(name).append('\n'));
        return names.toString();
    }

    /** modprobe's lines about modules that bear on VFs. */
    static String modprobe(String text) {
        return lines(text, line -> {
            String[] words = line.split("\\s+", 3);
            return words.length > 1
                    && List.of("blacklist", "install", "options").contains(words[0])
                    && VfDrivers.isAbout(words[1]);
        });
    }

    /** The lines of {@code modules.dep} or {@code modules.builtin} about such modules. */
    static String modules(String text) {
        return lines(text, line -> {
            String path = line.indexOf(':') < 0 ? line : line.substring(0, line.indexOf(':'));
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.contains(".ko") && VfDrivers.isAbout(name.substring(0, name.indexOf(".ko")));
        });
    }

    /** GRUB's variables with kernel options, without unrelated options. */
    static String grub(String text) {
        List<String> lines = new ArrayList<>();
        joined(text)
                .filter(line -> line.startsWith(GRUB_OPTIONS) && line.contains("="))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    lines.add(line.substring(0, equals + 1) + "\""
                            + KernelOptions.bearing(line.substring(equals + 1)
                                    .replace("\"", " ")
                                    .replace("'", " ")) + "\"\n");
                });
        return lines.isEmpty() ? "\n" : String.join("", lines);
    }

    /** The first interrupt that shows whether the IOMMU remaps interrupts: its number and its chip. */
    static String interrupts(String text) {
        for (String chip : List.of("IR-", "PCI-MSI")) {
            for (String line : text.lines().toList()) {
                List<String> words = List.of(line.strip().split("\\s+"));
                List<String> chips =
                        words.stream().filter(word -> word.startsWith(chip)).toList();
                if (!chips.isEmpty()) {
                    return words.getFirst() + " " + chips.getFirst() + "\n";
                }
            }
        }
        return "";
    }

    /** The processor's vendor, once. */
    static String processor(String text) {
        return text.lines()
                .filter(line -> line.startsWith("vendor_id"))
                .findFirst()
                .map(line -> line + "\n")
                .orElse("");
    }
}
