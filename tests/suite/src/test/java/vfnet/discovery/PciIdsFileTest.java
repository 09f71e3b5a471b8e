// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.discovery.sysfs.PciIdsFile;
import vfnet.model.PciId;
import vfnet.suite.Machines;
import vfnet.system.Sysroot;

/** The bisection finds what reading from the beginning finds. */
class PciIdsFileTest {
    private final Random random = new Random(8086);
    private final Map<PciId, String> names = new HashMap<>();

    /** A file of the real form: comments, vendors, devices, subsystems, and classes at the end. */
    private String generated(int vendors) {
        StringBuilder text = new StringBuilder("#\n#\tList of PCI ID's\n#\n# 8086 is in a comment\n\n");
        for (int vendor : numbers(vendors)) {
            text.append(digits(vendor))
                    .append("  Vendor ")
                    .append(vendor)
                    .append(random.nextInt(9) == 0 ? " \u00a9 & Co" : "")
                    .append('\n');
            for (int device : numbers(random.nextInt(12))) {
                String name = "Device "
                        + Integer.toString(random.nextInt(1 << 30), 36).repeat(1 + random.nextInt(3));
                names.put(new PciId(vendor, device), name);
                text.append('\t')
                        .append(digits(device))
                        .append("  ")
                        .append(name)
                        .append('\n');
                for (int subsystem : numbers(random.nextInt(4))) {
                    text.append("\t\t")
                            .append(digits(subsystem))
                            .append(' ')
                            .append(digits(random.nextInt(0x10000)))
                            .append("  Subsystem\n");
                }
                text.append(random.nextInt(20) == 0 ? "# a comment\n" : random.nextInt(40) == 0 ? "\n" : "");
            }
        }
        return text
                + "\n# List of known device classes\n\nC 00  Unclassified\n\t00  Non-VGA\nC 02  Network controller\n"
                + "\t00  Ethernet controller\n\t80  Network controller\nC ff  Unassigned class";
    }

    private SortedSet<Integer> numbers(int count) {
        SortedSet<Integer> numbers = new TreeSet<>();
        while (numbers.size() < count) {
            numbers.add(random.nextInt(0x10000));
        }
        return numbers;
    }

    private static String digits(int number) {
        return new PciId(number, 0).vendorDigits();
    }

    private static Optional<String> found(Path file, PciId id) throws IOException {
        try (PciIdsFile ids = PciIdsFile.open(Sysroot.live(), file)) {
            return ids.device(id);
        }
    }

    private static Path written(String text) throws IOException {
        return Files.writeString(Machines.memory().resolveSibling("pci.ids"), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50, 2000})
    void everyDeviceIsFoundAndNoOther(int vendors) throws IOException {
        Path file = written(generated(vendors));
        for (Map.Entry<PciId, String> known : names.entrySet()) {
            assertEquals(
                    Optional.of(known.getValue()),
                    found(file, known.getKey()),
                    known.getKey().toString());
        }
        List<PciId> ids = List.copyOf(names.keySet());
        for (int i = 0; i < 3000; i++) {
            PciId any = ids.isEmpty() || i % 2 == 0
                    ? new PciId(random.nextInt(0x10000), random.nextInt(0x10000))
                    : new PciId(ids.get(random.nextInt(ids.size())).vendor(), random.nextInt(0x10000));
            assertEquals(Optional.ofNullable(names.get(any)), found(file, any), any.toString());
        }
    }

    @Test
    void theFirstAndTheLastDeviceAreFoundWhateverTheEndOfTheFile() throws IOException {
        for (String end : List.of("", "\n", "\n\n", "\nC 00  Unclassified", "\n# the end")) {
            Path file = written("0001  First\n\t0001  One\nffff  Last\n\t0000  Zero\n\tffff  Most" + end);
            assertEquals(Optional.of("One"), found(file, new PciId(1, 1)), end);
            assertEquals(Optional.of("Zero"), found(file, new PciId(0xffff, 0)), end);
            assertEquals(Optional.of("Most"), found(file, new PciId(0xffff, 0xffff)), end);
            assertEquals(Optional.empty(), found(file, new PciId(0xffff, 0xfffe)), end);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "C 02  Network\n\t8086  No",
                "8086",
                "8086  Intel",
                "\t1563  Stray\n",
                "\u0000\u0001",
                "8086  Intel\n\t\t1563 0000  Subsystem\n",
                "8086  Intel\n\t1563\n",
                "8086  Intel\n\t1563  \n"
            })
    void aFileWithoutTheDeviceSaysNothing(String text) throws IOException {
        assertEquals(Optional.empty(), found(written(text), new PciId(0x8086, 0x1563)));
    }

    @Test
    void anUnsortedFileEndsTheSearch() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append(random.nextBoolean() ? "\t" : "")
                    .append(digits(random.nextInt(0x10000)))
                    .append("  x\n");
        }
        Path file = written(text.toString());
        for (int i = 0; i < 500; i++) {
            assertTrue(found(file, new PciId(random.nextInt(0x10000), random.nextInt(0x10000)))
                    .orElse("x")
                    .equals("x"));
        }
    }

    @Test
    void aLongLineIsReadWhole() throws IOException {
        String name = "x".repeat(100_000);
        Path file = written("8086  Intel\n\t1563  " + name + "\n\t1565  VF\n");
        assertEquals(Optional.of(name), found(file, new PciId(0x8086, 0x1563)));
        assertEquals(Optional.of("VF"), found(file, new PciId(0x8086, 0x1565)));
    }
}
