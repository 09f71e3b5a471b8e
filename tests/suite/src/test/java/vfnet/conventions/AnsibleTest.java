// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import vfnet.suite.ListSchema;
import vfnet.suite.Outcome;

/** The role for Ansible on three simulated hosts, with Debian's ansible-core. */
@Tag("slow")
class AnsibleTest {
    private static final Map<String, List<String>> HOSTS = Map.of(
            "alpha",
                    List.of(
                            "x550",
                            "vfnet_ports: [{interface: enp1s0f1, vf_count: 4, vfs: [{vf_index: 1, label: wan, vlan: "
                                    + "{id: 100}}]}]"),
            "beta", List.of("bond", "vfnet_ports: [{interface: enp59s0f1, vf_count: 2}]"),
            "gamma", List.of("in-use", "vfnet_ports: [{interface: enp1s0f0, vf_count: 2}]"));

    @TempDir
    private Path folder;

    private static JsonNode listed(Fleet fleet, String host) {
        return ListSchema.read(fleet.vfnet(host, "list --json").out());
    }

    private static long vfsOf(JsonNode list, String port) {
        return list.path("virtual_functions")
                .valueStream()
                .filter(vf -> vf.path("parent_interface").asString().equals(port))
                .count();
    }

    /** Six plays, each of which takes 2.19 twice as long as 2.14. */
    @Test
    @Timeout(400)
    @Execution(ExecutionMode.CONCURRENT)
    void hostsComeToWhatIsWantedAndStayThere() throws IOException {
        Fleet fleet = new Fleet(folder, HOSTS);
        checkModeTellsAndTouchesNothing(fleet);
        aRunMakesItSo(fleet);
        anotherRunFindsNothingToDo(fleet);
        whatSomebodyChangedByHandIsPutBack(fleet);
        everythingOutlivesARestart(fleet);
    }

    private static void checkModeTellsAndTouchesNothing(Fleet fleet) {
        Fleet.Run check = fleet.play("--check");
        assertTrue(
                check.hasChanged("Plan", "alpha") && check.hasChanged("Plan", "beta"),
                () -> check.document().toPrettyString());
        assertTrue(check.hasChanged("Save what is wanted", "alpha"));
        assertEquals(1, check.count("gamma", "failures"));
        String why =
                check.result("Stop where there is no plan", "gamma").path("msg").toString();
        assertTrue(why.contains("VM 104 opnsense"), why);
        assertEquals(0, vfsOf(listed(fleet, "alpha"), "enp1s0f1"));
        assertFalse(Files.exists(fleet.configuration("alpha")));
    }

    private static void aRunMakesItSo(Fleet fleet) {
        Fleet.Run run = fleet.play("--limit alpha,beta");
        assertEquals(0, run.status(), () -> run.document().toPrettyString());
        assertTrue(run.hasChanged("Apply", "alpha") && run.hasChanged("Apply", "beta"));
        JsonNode list = listed(fleet, "alpha");
        assertEquals(4, vfsOf(list, "enp1s0f1"));
        JsonNode saved = ListSchema.read(Fleet.read(fleet.configuration("alpha")))
                .path("ports")
                .path(0);
        assertEquals("d0:50:99:e1:a4:11", saved.path("permanent_mac_address").asString());
        for (JsonNode vf : saved.path("vfs")) {
            assertTrue(
                    list.path("virtual_functions")
                            .valueStream()
                            .anyMatch(live ->
                                    live.path("parent_interface").asString().equals("enp1s0f1")
                                            && live.path("vf_index").equals(vf.path("vf_index"))
                                            && live.path("mac_address").equals(vf.path("mac_address"))),
                    vf + " in " + list);
        }
    }

    private static void anotherRunFindsNothingToDo(Fleet fleet) {
        Fleet.Run again = fleet.play("--limit alpha,beta --tags all,facts");
        again.assertNothingChanged("alpha");
        again.assertNothingChanged("beta");
        JsonNode facts = again.result("setup", "beta")
                .path("ansible_facts")
                .path("ansible_local")
                .path("vfnet");
        assertEquals(List.of(), ListSchema.complaints(facts));
        assertEquals(2, vfsOf(facts, "enp59s0f1"));
    }

    private static void whatSomebodyChangedByHandIsPutBack(Fleet fleet) {
        assertEquals(0, fleet.vfnet("alpha", "set enp1s0f1 0").status());
        Fleet.Run run = fleet.play("--limit alpha");
        assertEquals(1, run.count("alpha", "changed"), () -> run.document().toPrettyString());
        assertTrue(run.hasChanged("Apply", "alpha"));
        assertEquals(4, vfsOf(listed(fleet, "alpha"), "enp1s0f1"));
    }

    /** What the role saves is what vfnet reads: the boot would find nothing else to do. */
    private static void everythingOutlivesARestart(Fleet fleet) {
        assertEquals(0, fleet.vfnet("alpha", "reboot").status());
        assertEquals(0, fleet.vfnet("alpha", "boot").status());
        assertEquals(4, vfsOf(listed(fleet, "alpha"), "enp1s0f1"));
    }

    /** As {@code -e} and templates give them (argument_specs lets the text of an int pass). */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void numbersAndSwitchesMayArriveAsText() throws IOException {
        Fleet fleet = new Fleet(
                folder,
                Map.of(
                        "eta",
                        List.of(
                                "x550",
                                "vfnet_ports: [{interface: enp1s0f1, vf_count: '4', dev_port: '0', "
                                        + "vfs: [{vf_index: ' 2 ', vlan: {id: '100', qos: '3'}, max_tx_rate: "
                                        + "'0500', trust: 'yes', spoof_check: 'False'}]}]")));
        assertEquals(0, fleet.play("").status());
        JsonNode port = ListSchema.read(Fleet.read(fleet.configuration("eta")))
                .path("ports")
                .path(0);
        assertEquals(4, port.path("vf_count").asInt());
        JsonNode vf = port.path("vfs")
                .valueStream()
                .filter(each -> each.path("vf_index").asInt() == 2)
                .findFirst()
                .orElseThrow();
        assertEquals("{\"id\":100,\"qos\":3}", vf.path("vlan").toString());
        assertEquals(
                "500 true false",
                vf.path("max_tx_rate").toString() + " " + vf.path("trust") + " " + vf.path("spoof_check"));
        fleet.play("").assertNothingChanged("eta");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPortThatIsNotThereIsSaid() throws IOException {
        Fleet fleet =
                new Fleet(folder, Map.of("delta", List.of("x550", "vfnet_ports: [{interface: eth7, vf_count: 1}]")));
        Fleet.Run run = fleet.play("--check");
        assertEquals(1, run.count("delta", "failures"));
        assertTrue(
                run.document().toString().contains("this host has no port eth7; it has enp1s0f0, enp1s0f1"),
                () -> run.document().toPrettyString());
    }

    /** Into the folder of another system; InstallTest checks what install does there. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theArchiveIsInstalledOnceAndSeenToFromThenOn() throws IOException {
        Path system = Files.createDirectories(folder.resolve("system"));
        Path archive = folder.resolve("vfnet-" + Conventions.VERSION + "-linux-x86_64.tar");
        Outcome packed = Image.run(
                Map.of(),
                "tar",
                "--create",
                "--file",
                archive.toString(),
                "--transform",
                "s,^[.],vfnet-" + Conventions.VERSION + ",",
                "--directory",
                Image.HOME.toString(),
                ".");
        assertEquals(0, packed.status(), packed.toString());
        Path command = system.resolve("usr/local/bin/vfnet");
        Fleet fleet = new Fleet(
                folder,
                Map.of(
                        "epsilon",
                        List.of(
                                "x550",
                                "vfnet_archive: " + archive + ", vfnet_install_arguments: [--root, " + system
                                        + "], vfnet_command: [" + command + "], vfnet_facts: ''")));
        Fleet.Run check = fleet.play("--check");
        assertTrue(
                check.hasChanged("another version would be installed", "epsilon"),
                () -> check.document().toPrettyString());
        assertFalse(Files.exists(command));
        Fleet.Run run = fleet.play("");
        assertTrue(
                run.status() == 0 && run.hasChanged("Install it", "epsilon"),
                () -> run.document().toPrettyString());
        assertEquals(
                "vfnet " + Conventions.VERSION + "\n",
                Image.run(Map.of(), command.toString(), "--version").out());
        fleet.play("").assertNothingChanged("epsilon");
    }

    /** The guide shows it, and it exists as a file. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theExampleIsOneThatAnsibleUnderstands() throws IOException {
        Outcome check = Image.run(
                Map.of("ANSIBLE_LOCAL_TEMP", folder.toString()),
                "ansible-playbook",
                "--syntax-check",
                "scripts/ansible/site.yml");
        assertEquals(0, check.status(), check.toString());
        Path shown = Files.writeString(
                folder.resolve("shown.yml"), Guide.of("ansible").blocks("yaml").getFirst());
        Outcome guide = Image.run(
                Map.of("ANSIBLE_LOCAL_TEMP", folder.toString(), "ANSIBLE_ROLES_PATH", "scripts/ansible/roles"),
                "ansible-playbook",
                "--syntax-check",
                shown.toString());
        assertEquals(0, guide.status(), guide.toString());
    }
}
