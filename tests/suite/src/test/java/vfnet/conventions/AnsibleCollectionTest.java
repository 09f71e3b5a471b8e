// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import vfnet.suite.ListSchema;
import vfnet.suite.Outcome;

/** The role from the collection that ansible-galaxy builds, and its variables about services. */
@Tag("slow")
class AnsibleCollectionTest {
    private static final String TIMER = "vfnet-metrics.timer";

    @TempDir
    private Path folder;

    private Outcome galaxy(String... words) {
        String[] command = new String[words.length + 2];
        command[0] = "ansible-galaxy";
        command[1] = "collection";
        System.arraycopy(words, 0, command, 2, words.length);
        Outcome outcome =
                Image.run(Map.of("ANSIBLE_LOCAL_TEMP", folder.toString(), "HOME", folder.toString()), command);
        assertEquals(0, outcome.status(), outcome.toString());
        return outcome;
    }

    private static Path built(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("bryanvaz-vfnet-[0-9.]+[.]tar[.]gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theCollectionIsBuiltAndItsRoleRuns() throws IOException {
        galaxy("build", "scripts/ansible", "--output-path", folder.toString());
        Path archive = built(folder);
        galaxy(
                "install",
                archive.toString(),
                "-p",
                folder.resolve("collections").toString());
        Fleet fleet = new Fleet(
                folder,
                Map.of(
                        "theta",
                        List.of(
                                "x550",
                                "vfnet_restore: at_boot, vfnet_ports: [{interface: enp1s0f1, vf_count: 2}, "
                                        + "{interface: enp1s0f0, vf_count: 3, restore: always}]")),
                "bryanvaz.vfnet.vfnet");
        Fleet.Run run = fleet.play("");
        assertEquals(0, run.status(), () -> run.document().toPrettyString());
        assertTrue(run.hasChanged("Apply", "theta"));
        JsonNode saved =
                ListSchema.read(Fleet.read(fleet.configuration("theta"))).path("ports");
        assertEquals("at_boot", saved.at("/0/restore").asString());
        assertEquals("always", saved.at("/1/restore").asString());
        fleet.play("").assertNothingChanged("theta");
    }

    /** The systemctl of a host whose timer is installed and not enabled; it keeps what it was told. */
    private Path systemctl() throws IOException {
        Path log = folder.resolve("told");
        Path command = Files.createDirectories(folder.resolve("bin")).resolve("systemctl");
        Files.writeString(
                command,
                "#!/bin/sh\ncase $1 in\n"
                        + "show) grep -q start " + log + " && state=active || state=inactive\n"
                        + "  echo Id=" + TIMER + "; echo LoadState=loaded; echo ActiveState=$state ;;\n"
                        + "is-enabled) grep -q enable " + log + " && echo enabled || { echo disabled; exit 1; } ;;\n"
                        + "list-unit-files) echo " + TIMER + " disabled ;;\n"
                        + "enable|start|disable|stop) echo \"$@\" >> " + log + " ;;\nesac\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.writeString(log, "");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theTimerOfMetricsIsEnabledOnceAndLeftAloneWithoutAValue() throws IOException {
        Path told = systemctl();
        Fleet fleet = new Fleet(
                folder,
                Map.of(
                        "kappa", List.of("x550", "vfnet_metrics: true"),
                        "lambda", List.of("x550", "vfnet_facts: ''")));
        Fleet.Run none = fleet.play("--limit lambda");
        assertEquals(0, none.status(), () -> none.document().toPrettyString());
        assertEquals("", Files.readString(told));
        Fleet.Run run = fleet.play("--limit kappa");
        assertEquals(0, run.status(), () -> run.document().toPrettyString());
        assertTrue(run.hasChanged("Collect metrics for Prometheus, or not", "kappa"));
        assertEquals("enable " + TIMER + "\nstart " + TIMER + "\n", Files.readString(told));
        assertFalse(fleet.play("--limit kappa").hasChanged("Collect metrics for Prometheus, or not", "kappa"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void filtersAreKeptInLineWithBridgesWhereThatIsWanted() throws IOException {
        Path told = systemctl();
        Fleet fleet = new Fleet(
                folder,
                Map.of(
                        "nu",
                        List.of(
                                "x550",
                                "vfnet_bridge_sync: true, vfnet_ports: [{interface: enp1s0f1, vf_count: 2}, "
                                        + "{interface: enp1s0f0, vf_count: 3, bridge_sync: 'no'}]")));
        Fleet.Run run = fleet.play("");
        assertEquals(0, run.status(), () -> run.document().toPrettyString());
        JsonNode saved = ListSchema.read(Fleet.read(fleet.configuration("nu"))).path("ports");
        assertTrue(saved.at("/0/bridge_sync").asBoolean(), saved.toString());
        assertFalse(saved.at("/1/bridge_sync").asBoolean(), saved.toString());
        assertEquals("start vfnet-bridge.service\n", Files.readString(told));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aWordThatIsNoChoiceIsRefused() throws IOException {
        Fleet fleet = new Fleet(folder, Map.of("mu", List.of("x550", "vfnet_restore: sometimes")));
        assertEquals(1, fleet.play("--check").count("mu", "failures"));
    }
}
