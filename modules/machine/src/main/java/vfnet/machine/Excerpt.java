package vfnet.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vfnet.model.VfDrivers;

/** What is kept of a text, and nothing else. An excerpt of an excerpt is that excerpt. */
final class Excerpt {
    private static final String ATTRIBUTE = "sriov_numvfs";
    /** Where one command of a shell's line ends. */
    private static final String BETWEEN_COMMANDS = "\\s*(?:;|&&|\\|\\|)\\s*";
    private static final String GRUB_OPTIONS = "GRUB_CMDLINE_LINUX";

    private Excerpt() {}

    /** The lines that fit, those that go on behind a backslash joined. */
    static String lines(String text, Predicate<String> kept) {
        return joined(text).filter(kept).map(line -> line + "\n").collect(Collectors.joining());
    }

    static Stream<String> joined(String text) {
        return text.replace("\\\n", " ").lines().map(String::strip);
    }

    /** The lines of a shell script, a table or a unit that write to {@code sriov_numvfs}, without what else they do. */
    static String writers(String text) {
        return joined(text).filter(Excerpt::isWriter).map(line -> Arrays.stream(line.split(BETWEEN_COMMANDS))
                        .filter(command -> command.contains(ATTRIBUTE)).collect(Collectors.joining("; ")) + "\n")
                .collect(Collectors.joining());
    }

    /** Of ifupdown's configuration also which interfaces it is about, without their addresses. */
    static String interfaces(String text) {
        return joined(text).filter(line -> line.startsWith("iface ") || isWriter(line))
                .map(line -> line.startsWith("iface ") ? iface(line) : writers(line)).collect(Collectors.joining());
    }

    private static String iface(String line) {
        String[] words = line.split("\\s+", 3);
        return words.length > 1 ? words[0] + " " + words[1] + "\n" : "";
    }

    static boolean isWriter(String line) {
        return line.contains(ATTRIBUTE) && !line.startsWith("#") && !line.startsWith(";");
    }

    /** A unit's lines that do so themselves, or start a program for which that holds. */
    static String unit(String text, Predicate<String> program) {
        return lines(text, line -> isWriter(line) || line.startsWith("Exec") && words(line).anyMatch(program));
    }

    static Stream<String> words(String line) {
        return Arrays.stream(line.split("[\\s\"';=|:@+!-]+(?=/)|[\\s\"';]+")).filter(word -> word.startsWith("/"));
    }

    /** modprobe's lines about modules that bear on VFs. */
    static String modprobe(String text) {
        return lines(text, line -> {
            String[] words = line.split("\\s+", 3);
            return words.length > 1 && List.of("blacklist", "install", "options").contains(words[0]) && VfDrivers.isAbout(words[1]);
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

    /** GRUB's variables with kernel options, the others' options left out. */
    static String grub(String text) {
        List<String> lines = new ArrayList<>();
        joined(text).filter(line -> line.startsWith(GRUB_OPTIONS) && line.contains("=")).forEach(line -> {
            int equals = line.indexOf('=');
            lines.add(line.substring(0, equals + 1) + "\""
                    + KernelOptions.bearing(line.substring(equals + 1).replace("\"", " ").replace("'", " ")) + "\"\n");
        });
        return lines.isEmpty() ? "\n" : String.join("", lines);
    }

    /** The first interrupt that tells whether interrupts go through the IOMMU: its number and the chip that it comes from. */
    static String interrupts(String text) {
        for (String chip : List.of("IR-", "PCI-MSI")) {
            for (String line : text.lines().toList()) {
                List<String> words = List.of(line.strip().split("\\s+"));
                List<String> chips = words.stream().filter(word -> word.startsWith(chip)).toList();
                if (!chips.isEmpty()) {
                    return words.getFirst() + " " + chips.getFirst() + "\n";
                }
            }
        }
        return "";
    }

    /** The processor's maker, once. */
    static String processor(String text) {
        return text.lines().filter(line -> line.startsWith("vendor_id")).findFirst().map(line -> line + "\n").orElse("");
    }
}
