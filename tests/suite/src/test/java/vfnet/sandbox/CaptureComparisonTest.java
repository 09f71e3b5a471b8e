// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vfnet.machine.CapturedMachine;
import vfnet.machine.Entry;
import vfnet.machine.IpAnswer;
import vfnet.machine.MachineFile;
import vfnet.model.Errno;
import vfnet.suite.Machines;
import vfnet.system.IpQuery;

/** Four VFs created on the machine before give, name for name, the machine that a real kernel gave. */
class CaptureComparisonTest {
    private static final String PF = "0000:01:00.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SimulatedHost withFourVfs() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if2 up"));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PF, 4));
        play.pause(5000);
        return play;
    }

    @Test
    void everyFileAndLinkIsTheRealKernels() throws IOException {
        SimulatedHost play = withFourVfs();
        CapturedMachine real = MachineFile.read(Machines.file("igb-k61-4vfs"));
        Map<String, Errno> refusals = play.machine().view().refusals();
        List<String> different = new ArrayList<>();
        real.directories()
                .forEach((directory, entries) -> entries.forEach((name, entry) -> {
                    String path = directory + "/" + name;
                    String found = refusals.containsKey(path)
                            ? "! " + refusals.get(path).name()
                            : describe(play.at(path));
                    if (!isRandom(directory, name) && !found.equals(describe(entry))) {
                        different.add(path + " " + describe(entry) + ", but here: " + found);
                    }
                }));
        assertEquals(List.of(), different);
    }

    /** An address that was not set. */
    private static boolean isRandom(String directory, String name) {
        return name.equals("address") && directory.matches(".*/0000:01:10\\.\\d/net/eth\\d");
    }

    private static String describe(Entry entry) {
        return switch (entry) {
            case Entry.Content(byte[] bytes) -> "= " + new String(bytes, StandardCharsets.UTF_8).strip();
            case Entry.LinkTo(String target) -> "-> " + target;
            case Entry.Refused(Errno errno) -> "! " + errno.name();
        };
    }

    private static String describe(Path place) {
        return Tree.target(place)
                .map("-> "::concat)
                .or(() -> Tree.text(place).map("= "::concat))
                .orElse("is missing");
    }

    @Test
    void ipPrintsWhatTheRealOnePrinted() throws IOException {
        SimulatedHost play = withFourVfs();
        CapturedMachine real = MachineFile.read(Machines.file("igb-k61-4vfs"));
        for (IpQuery query : List.of(IpQuery.LINKS, IpQuery.ADDRESSES)) {
            byte[] simulated = play.machine().view().ip().answer(query).value().orElseThrow();
            assertEquals(
                    withoutRandom(((IpAnswer.Printed) real.answers().get(query)).output()),
                    withoutRandom(new String(simulated, StandardCharsets.UTF_8)));
        }
    }

    private static JsonNode withoutRandom(String text) throws IOException {
        JsonNode links = JSON.readTree(text);
        links.forEach(link -> {
            if (link.path("ifindex").asInt() > 3 && link instanceof ObjectNode object) {
                object.remove("address");
            }
        });
        return links;
    }

    /**
     * Of the tree and of ip's answers, all except the numbers of interfaces, and the records of udev and of modules.
     */
    @Test
    void whenTheVfsGoNothingOfThemIsLeft() throws IOException {
        SimulatedHost play = withFourVfs();
        SimulatedHost never = SimulatedHost.on("igb-k61-before");
        never.ip("link set dev if2 up");
        never.pause(5000);
        assertNotEquals(Snapshot.of(never), Snapshot.of(play));
        assertEquals(SimulatedHost.ACCEPTED, play.numvfs(PF, 0));
        play.pause(5000);
        assertEquals(Snapshot.of(never), Snapshot.of(play));
    }
}
