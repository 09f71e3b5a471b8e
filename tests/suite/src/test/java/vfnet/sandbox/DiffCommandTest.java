// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** {@code vfnet diff}, a desired state in a file, and a change that is rolled back by itself. */
class DiffCommandTest {
    private static final String FIRST = "0000:01:00.0";

    private static Outcome run(SimulatedHost play, int status, String words) {
        Outcome outcome = play.vfnet(words.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    @Test
    void whatIsAsSavedIsNoDriftAndNeitherIsWhatNobodySaved() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertTrue(run(play, 0, "diff --check").out().contains("enp1s0f0 (0000:01:00.0): never saved"));
        run(play, 0, "persist enp1s0f0");
        Outcome outcome = run(play, 0, "diff --check");
        assertEquals("  enp1s0f0 (0000:01:00.0): as saved\n  enp1s0f1 (0000:01:00.1): never saved\n", outcome.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set enp1s0f0 2 | vf_count 2 -> 3",
                "vf enp1s0f0 0 --trust on | VF 0  trust on -> off",
                "vf enp1s0f0 1 --mac 02:aa:00:00:00:07 | VF 1  mac_address 02:aa:00:00:00:07 -> 5a:a4:56:4c:ff:58",
                "vf enp1s0f0 2 --driver auto | VF 2  driver auto -> vfio-pci"
            })
    void everyChangeIsDrift(String change, String shown) {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist");
        run(play, 0, change);
        assertTrue(run(play, 0, "diff").out().contains(shown));
        Outcome checked = run(play, 6, "diff --check --json");
        assertEquals(List.of(), Schemas.complaints("diff", new JsonMapper().readTree(checked.out())));
        run(play, 0, "apply");
        run(play, 0, "diff --check");
    }

    @Test
    void aSavedPortThatIsGoneIsDrift() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist");
        Configured.change(play, "d0:50:99:e1:a4:11", "d0:50:99:e1:a4:99");
        assertTrue(run(play, 6, "diff --check").out().contains("cannot be compared: another card is in its place"));
    }

    @Test
    void aFileSaysWhatIsWanted(@TempDir Path folder) throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        Path file = folder.resolve("wanted.json");
        Files.writeString(
                file,
                "{\"version\": 1, \"ports\": [{\"pci_address\": \"01:00.0\", \"vf_count\": 4, \"vfs\": ["
                        + "{\"vf_index\": 3, \"mac_address\": \"02:aa:00:00:00:07\", \"vlan\": {\"id\": 9}}]}]}");
        Outcome dry = run(play, 6, "apply --dry-run --file " + file);
        assertTrue(dry.out().contains("~ vf_count 3 -> 4"), dry.out());
        run(play, 0, "apply --file " + file);
        assertEquals(4, play.count(FIRST));
        assertTrue(play.vfnet("list", "--no-header", "-o", "vf_index,admin_mac_address,vlan")
                .out()
                .replaceAll(" +", " ")
                .contains("3 02:aa:00:00:00:07 9"));
        run(play, 0, "apply --dry-run --file " + file);
        run(play, 2, "apply --file " + folder.resolve("none.json"));
        Files.writeString(file, "{\"version\": 7, \"ports\": []}");
        run(play, 1, "apply --file " + file);
    }

    /** Runs apply --confirm, and after two seconds the given action. */
    private static Outcome confirmed(SimulatedHost play, Runnable then) {
        LateEvents kernel = new LateEvents(play).after(Duration.ofSeconds(20), then);
        return Cli.run(
                new Host(play.machine().view(), Map.of(), OptionalInt::empty, Optional.of(kernel), () -> false),
                "apply",
                "--confirm",
                "60s");
    }

    @Test
    void whatNobodyConfirmsGoesBack() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist enp1s0f0 5");
        String before = PortState.of(play, FIRST);
        Outcome outcome = confirmed(play, () -> assertEquals(5, play.count(FIRST)));
        assertEquals(1, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("not confirmed; rolled back"), outcome.err());
        assertEquals(before, PortState.of(play, FIRST));
    }

    @Test
    void whatSomebodyConfirmsStays() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist enp1s0f0 5");
        AtomicReference<Outcome> said = new AtomicReference<>();
        Outcome outcome = confirmed(play, () -> said.set(play.vfnet("confirm")));
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals(0, said.get().status(), said.get().toString());
        assertEquals(5, play.count(FIRST));
        run(play, 1, "confirm");
    }

    @Test
    void aTimeThatIsNoneIsSaid() {
        SimulatedHost play = SimulatedHost.on("x550");
        run(play, 0, "persist enp1s0f0 5");
        run(play, 2, "apply --confirm soon");
        assertEquals(3, play.count(FIRST));
    }
}
