// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import vfnet.machine.MachineFile;
import vfnet.model.Errno;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Unfit;
import vfnet.suite.X550;
import vfnet.system.MachineView;

/** One attribute of one port is broken: the rest of the list is right, and a warning names the attribute. */
class BadInputTest {
    /** Every byte there is. */
    private static final byte[] BINARY = new byte[256];

    private static final Map<String, byte[]> CONTENTS = Map.of(
            "nothing",
            new byte[0],
            "a newline",
            bytes("\n"),
            "a megabyte",
            bytes("7".repeat(1 << 20)),
            "every byte",
            BINARY,
            "a word",
            bytes("banana\n"),
            "a number that no int holds",
            bytes("99999999999999999999\n"),
            "escapes",
            bytes("\u001b[2J\u009b\n"));

    static {
        for (int i = 0; i < BINARY.length; i++) {
            BINARY[i] = (byte) i;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> attributes() {
        return Stream.concat(X550.READ_ALWAYS.stream(), X550.READ_SOMETIMES.stream())
                .toList();
    }

    /** The list of a machine with one broken place: what must hold whatever the place. */
    private static Outcome assertRestIsRight(MachineView machine, String what) {
        Outcome list = Cli.on(machine, "--json");
        assertEquals(0, list.status(), what + "\n" + list);
        Unfit.assertNone(what, list);
        assertTrue(list.err().lines().allMatch(line -> line.startsWith("vfnet: warning: ")), what + "\n" + list.err());
        JsonNode document = ListSchema.read(list.out());
        assertEquals(List.of(), ListSchema.complaints(document), what);
        JsonNode healthy =
                ListSchema.read(Cli.on(Machines.shipped("x550"), "--json").out());
        assertEquals(healthy.at("/physical_functions/1"), document.at("/physical_functions/1"), what);
        Outcome table = Cli.on(machine, "list", "--wide");
        assertEquals(0, table.status(), what);
        Unfit.assertNone(what, table);
        return list;
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void anAttributeWithNonsenseIsNamedAndTheRestIsRight(String attribute) throws IOException {
        MachineView machine = Machines.copy("x550");
        for (Map.Entry<String, byte[]> content : CONTENTS.entrySet()) {
            Files.write(Machines.place(machine, attribute), content.getValue());
            String what = attribute + " holds " + content.getKey();
            Outcome list = assertRestIsRight(machine, what);
            if (X550.READ_ALWAYS.contains(attribute)) {
                assertTrue(list.err().contains(attribute + ": "), what + "\n" + list.err());
            }
            assertEquals(
                    X550.VFS,
                    ListSchema.read(list.out()).get("virtual_functions").size(),
                    what);
        }
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void aNegativeNumberIsNoCountAndNoId(String attribute) throws IOException {
        MachineView machine = Machines.copy("x550");
        Files.writeString(Machines.place(machine, attribute), "-7\n");
        assertRestIsRight(machine, attribute);
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void aHexadecimalNumberMayBeLongerThanAnId(String attribute) throws IOException {
        MachineView machine = Machines.copy("x550");
        Files.writeString(Machines.place(machine, attribute), "0x12345678\n");
        assertRestIsRight(machine, attribute);
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void anAttributeThatIsALinkIsNotFollowed(String attribute, @TempDir Path folder) throws IOException {
        MachineView machine = Machines.unpacked(MachineFile.read(Machines.file("x550")), folder.resolve("x550"));
        Path outside = Files.writeString(folder.resolve("outside"), "0x4711\n");
        Path number = Files.writeString(folder.resolve("number"), "4711\n");
        Path place = Machines.place(machine, attribute);
        for (String target : List.of(
                "nowhere",
                place.getFileName().toString(),
                "modalias",
                outside.toString(),
                number.toString(),
                place.getParent().relativize(outside).toString())) {
            Files.deleteIfExists(place);
            Files.createSymbolicLink(place, Path.of(target));
            Outcome list = assertRestIsRight(machine, attribute + " -> " + target);
            assertFalse(list.toString().contains("4711"), "read outside the machine: " + list);
            assertNamed(attribute, list);
        }
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void anAttributeThatIsGoneOrADirectoryLeavesTheRestRight(String attribute, @TempDir Path folder)
            throws IOException {
        MachineView machine = Machines.unpacked(MachineFile.read(Machines.file("x550")), folder.resolve("x550"));
        Path place = Machines.place(machine, attribute);
        Files.deleteIfExists(place);
        assertRestIsRight(machine, attribute + " is gone");
        Files.createDirectory(place);
        assertNamed(attribute, assertRestIsRight(machine, attribute + " is a directory"));
    }

    private static void assertNamed(String attribute, Outcome list) {
        assertTrue(!X550.READ_ALWAYS.contains(attribute) || list.err().contains(attribute + ": "), list.err());
    }

    @ParameterizedTest
    @EnumSource(Errno.class)
    void anUnreadableAttributeIsNamedWithItsError(Errno errno) {
        MachineView healthy = Machines.shipped("x550");
        for (String attribute : attributes()) {
            Map<String, Errno> refusals = new HashMap<>(healthy.refusals());
            refusals.put(attribute, errno);
            Outcome list = assertRestIsRight(new MachineView(healthy.sysroot(), refusals, healthy.ip()), attribute);
            assertTrue(
                    !X550.READ_ALWAYS.contains(attribute)
                            || list.err().contains(attribute + ": " + errno.message() + " (" + errno.name() + ")"),
                    list.err());
        }
    }

    @Test
    void anUnreadableNumberIsAQuestionMarkInItsRow() {
        MachineView healthy = Machines.shipped("x550");
        Map<String, Errno> refusals = Map.of(X550.PORT + "/sriov_totalvfs", Errno.EIO);
        String[] row = Cli.on(
                        new MachineView(healthy.sysroot(), refusals, healthy.ip()),
                        "--no-header",
                        "-o",
                        "can_vf,active_vfs")
                .out()
                .lines()
                .findFirst()
                .orElseThrow()
                .split(" +");
        assertEquals(List.of("?", "3/?"), Arrays.asList(row));
    }
}
