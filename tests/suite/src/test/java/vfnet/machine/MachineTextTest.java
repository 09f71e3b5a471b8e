// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.Errno;
import vfnet.suite.Machines;
import vfnet.system.IpQuery;

/** A machine's text: read, written, unpacked, and the same again. */
class MachineTextTest {

    static List<String> machines() {
        return Machines.names();
    }

    /** Comments and empty lines are ignored; a directory's order is the writer's. */
    private static String withoutComments(String text) {
        return text.lines()
                .skip(1)
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aShippedMachineIsWrittenAsItStandsInGit(String machine) throws IOException {
        String text = Machines.text(machine);
        assertEquals(withoutComments(text), withoutComments(MachineFile.text(Machines.parsed(text))));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void writtenAndReadAgainAMachineIsTheSame(String machine) throws IOException {
        CapturedMachine read = Machines.parsed(Machines.text(machine));
        assertEquals(read, Machines.parsed(MachineFile.text(read)));
    }

    @Test
    void everyKindOfLineComesBack() throws IOException {
        CapturedMachine machine = CapturedMachine.empty();
        machine.directory("/sys/a b").put("two words", content("x\n"));
        machine.directory("/sys/a b").put("empty", content(""));
        machine.directory("/sys/a b").put("refused", new Entry.Refused(Errno.EINVAL));
        machine.directory("/sys/a b").put("link", new Entry.LinkTo("a target\twith\nall"));
        machine.directory("/sys/empty");
        machine.directory("/").put("top", content("a\nb\n"));
        machine.directory("/sys/a b").put("lines", content("a\n\n b\n\n"));
        machine.directory("/proc/1/fd").put("3", new Entry.LinkTo("/dev/vfio/12"));
        machine.answers().put(IpQuery.LINKS, new IpAnswer.Printed("[]\n"));
        machine.answers().put(IpQuery.ROUTES, new IpAnswer.Failed(255));
        assertEquals(machine, Machines.parsed(MachineFile.text(machine)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#hash", "[eth0]", "[eth", "|", "a=b", "=", "->", "!", "-", "\\", "\\c", "a\\c", "\u001b", "\u00fc",
                "a b", " ", "a]", "file", "..."
            })
    void anyNameComesBack(String name) throws IOException {
        CapturedMachine machine = CapturedMachine.empty();
        machine.directory("/sys/class/net").put(name, new Entry.LinkTo("../../devices/" + name));
        machine.directory("/sys/class/" + name + "/x").put("attribute", content("1\n"));
        machine.directory("/sys/class/files").put(name, content("a\nb\n"));
        assertEquals(machine, Machines.parsed(MachineFile.text(machine)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "x",
                "x\n",
                "x\\",
                "x\\\n",
                "\\c",
                "\\c\n",
                "x\\\\",
                " x ",
                "\tx",
                "x\t\n",
                "a\nb",
                "a\nb\n",
                "\u0000",
                "a\u0000b\n",
                "\r\n",
                "a\rb\n",
                "\u0085\n",
                "\u2028\n",
                "| x\n",
                "[a]\nb\n",
                "\u007f\n",
                "# x\ny\n"
            })
    void anyContentComesBack(String content) throws IOException {
        assertComesBack(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anyBytesComeBack() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = random.nextBoolean()
                        ? (byte) random.nextInt()
                        : (byte) "\\\\\nxc\t 1".charAt(random.nextInt(8));
            }
            assertComesBack(bytes);
        }
    }

    private static void assertComesBack(byte[] bytes) throws IOException {
        CapturedMachine machine = CapturedMachine.empty();
        machine.directory("/sys").put("attribute", new Entry.Content(bytes));
        String text = MachineFile.text(machine);
        Entry read = Machines.parsed(text).directories().get("/sys").get("attribute");
        assertArrayEquals(bytes, ((Entry.Content) read).bytes(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[]\n", "[{\"ifalias\":\"a\u001b[2Jb\"}]\n", "[{}\n,{}]\n", "\n\n"})
    void whatIpPrintedComesBack(String output) throws IOException {
        CapturedMachine machine = CapturedMachine.empty();
        machine.directory("/sys");
        machine.answers().put(IpQuery.LINKS, new IpAnswer.Printed(output));
        IpAnswer read = Machines.parsed(MachineFile.text(machine)).answers().get(IpQuery.LINKS);
        assertEquals(output.strip(), ((IpAnswer.Printed) read).output().strip());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void unpackedAMachineHasItsFilesLinksAndErrors(String name) throws IOException {
        CapturedMachine machine = MachineFile.read(Machines.file(name));
        Path folder = Machines.memory();
        MachineFolder.unpack(machine, folder);
        Map<String, Errno> refusals = MachineFolder.view(folder).refusals();
        for (var directory : machine.directories().entrySet()) {
            for (var entry : directory.getValue().entrySet()) {
                Path place = folder.resolve(directory.getKey().substring(1)).resolve(entry.getKey());
                switch (entry.getValue()) {
                    case Entry.Content(byte[] bytes) -> assertArrayEquals(bytes, Files.readAllBytes(place));
                    case Entry.LinkTo(String target) ->
                        assertEquals(target, Files.readSymbolicLink(place).toString());
                    case Entry.Refused(Errno errno) ->
                        assertEquals(errno, refusals.get(directory.getKey() + "/" + entry.getKey()));
                }
            }
        }
    }

    private static Entry content(String text) {
        return new Entry.Content(text.getBytes(StandardCharsets.UTF_8));
    }
}
