// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.cli.FleetDocuments.JSON;
import static vfnet.cli.FleetDocuments.host;
import static vfnet.cli.FleetDocuments.list;
import static vfnet.cli.FleetDocuments.vfs;
import static vfnet.cli.FleetDocuments.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** {@code vfnet report}: what the documents of many hosts say together, and what they do not say. */
class ReportTest {
    @TempDir
    private Path folder;

    static Outcome report(String... words) throws IOException {
        String[] all = new String[words.length + 1];
        all[0] = "report";
        System.arraycopy(words, 0, all, 1, words.length);
        return Cli.on(Machines.shipped("no-cards"), all);
    }

    private JsonNode document() throws IOException {
        Outcome outcome = report(folder.toString(), "--json");
        JsonNode document = JSON.readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("report", document), outcome.out());
        return document;
    }

    private static JsonNode row(JsonNode document, String table, String key, String value) {
        return document.get(table)
                .valueStream()
                .filter(row -> row.get(key).asString().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(value + " is not in " + document.get(table)));
    }

    /** Anything but a search that was complete and found nobody is not free. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; []; free",
                "[]; [{\"kind\":\"vfio\",\"why\":\"not root\"}]; unknown",
                "null; [{\"kind\":\"vfio\",\"why\":\"not root\"}]; unknown",
                "null; []; unknown",
                "; []; unknown",
                "[]; ; unknown",
                "[]; null; unknown",
                "{}; []; unknown",
                "[{\"kind\":\"route\"}]; []; in_use",
                "[{\"kind\":\"route\"}]; [{\"kind\":\"vfio\",\"why\":\"not root\"}]; in_use",
            })
    void aVfIsFreeOnlyIfEverythingWasSeen(String users, String unseen, String expected) throws IOException {
        ObjectNode host = host(1, 5);
        vfs(host, vf -> {
            vf.remove(List.of("in_use_by", "in_use_unseen"));
            if (users != null) {
                vf.set("in_use_by", JSON.readTree(users));
            }
            if (unseen != null) {
                vf.set("in_use_unseen", JSON.readTree(unseen));
            }
        });
        write(folder, "a.json", host);
        JsonNode row = document().at("/vfs/0");
        for (String use : List.of("free", "unknown", "in_use")) {
            assertEquals(use.equals(expected) ? 5 : 0, row.get(use).asInt(), use);
        }
    }

    @Test
    void numbersThatADocumentLacksAreNotZero() throws IOException {
        ObjectNode host = host(1, 5);
        write(folder, "a.json", host(2, 5));
        assertTrue(document().at("/cards/0/active_vfs").isInt());
        host.get("physical_functions").forEach(port -> ((ObjectNode) port).remove("active_vfs"));
        write(folder, "b.json", host);
        assertTrue(document().at("/cards/0/active_vfs").isNull());
    }

    /** A vfnet that knew fewer kinds of use has not searched for the others. */
    @Test
    void aVfOfWhichNotEveryKindOfUseWasLookedForIsNotFree() throws IOException {
        ObjectNode host = host(1, 5);
        vfs(host, vf -> vf.putArray("in_use_looked_at").add("vfio"));
        write(folder, "a.json", host);
        assertEquals(5, document().at("/vfs/0/unknown").asInt());
    }

    @Test
    void aFunctionOfTwoPortsIsCountedOnceAndByItsUser() throws IOException {
        ObjectNode host = host(1, 2);
        vfs(host, vf -> vf.put("pci_address", "0000:02:10.0"));
        ((ObjectNode) host.at("/virtual_functions/0"))
                .putArray("in_use_by")
                .addObject()
                .put("kind", "route");
        write(folder, "a.json", host);
        JsonNode row = document().at("/vfs/0");
        assertEquals(1, row.get("vfs").asInt());
        assertEquals(1, row.get("in_use").asInt());
        assertEquals(0, row.get("free").asInt());
    }

    @Test
    void aFetchedFolderHasOneHostPerFolderAndSnapshotsAnswerEverything() throws IOException {
        write(folder, "alpha/var/lib/list.json", host(1, 4));
        write(
                folder,
                "alpha/var/lib/doctor.json",
                Cli.on(Machines.shipped("no-driver"), "doctor", "--json").out());
        write(folder, "beta/list.json", host(2, 8));
        write(folder, "gamma.machine", Files.readString(Machines.file("igb-sound")));
        write(folder, "delta.machine", Files.readString(Machines.file("igb-no-iommu")));
        assertAnswers(document());
    }

    private static void assertAnswers(JsonNode document) {
        assertEquals(4, document.get("hosts").asInt());
        assertEquals(8, row(document, "vfs", "host", "beta").get("free").asInt());
        assertEquals(5, row(document, "vfs", "host", "gamma").get("vfs").asInt());
        assertEquals(
                2,
                row(document, "cards", "description", "Ethernet Controller 10G X550T")
                        .get("hosts")
                        .asInt());
        assertEquals(
                "[\"alpha\"]",
                row(document, "findings", "id", "pf_without_driver")
                        .get("hosts")
                        .toString());
        assertEquals(
                "[\"delta\"]",
                row(document, "findings", "id", "iommu_off").get("hosts").toString());
        assertEquals(
                "[\"gamma\"]",
                row(document, "platform", "setting", "firmware table DMAR")
                        .get("hosts")
                        .toString());
        assertEquals(
                "[\"beta\"]",
                row(document, "not_in_documents", "question", "findings")
                        .get("hosts")
                        .toString(),
                "a host without findings in its documents is not one without findings");
        assertEquals(
                "[\"alpha\",\"beta\"]",
                row(document, "not_in_documents", "question", "platform")
                        .get("hosts")
                        .toString());
        assertEquals(0, document.get("unread").size());
    }

    @Test
    void anAddressOfTwoHostsIsFoundAndOneOfABondOrAGuestIsNot() throws IOException {
        ObjectNode one = host(1, 3);
        ObjectNode two = host(2, 3);
        ((ObjectNode) one.at("/virtual_functions/1")).put("admin_mac_address", "02:00:00:00:00:aa");
        ((ObjectNode) two.at("/virtual_functions/2")).put("mac_address", "02:00:00:00:00:aa");
        one.get("physical_functions").forEach(port -> ((ObjectNode) port).put("mac_address", "02:00:00:00:00:bb"));
        vfs(two, vf -> vf.put("admin_mac_address", "00:00:00:00:00:00"));
        vfs(one, vf -> vf.put("mac_address", "00:00:00:00:00:00"));
        write(folder, "one.json", one);
        write(folder, "two.json", two);
        ObjectNode guest = list("guest");
        guest.get("virtual_functions_without_pf")
                .forEach(vf -> ((ObjectNode) vf).put("mac_address", "02:00:01:01:00:00"));
        write(folder, "guest.json", guest);
        JsonNode duplicates = document().get("duplicate_addresses");
        assertEquals(
                "[{\"mac_address\":\"02:00:00:00:00:aa\",\"count\":2,\"places\":[\"one enp1s0f0 VF 1\","
                        + "\"two enp1s0f0 VF 2\"]}]",
                duplicates.toString());
    }

    @Test
    void driftIsListedAndHostsWithoutASavedConfigurationAreNotTakenForSound() throws IOException {
        ObjectNode host = host(1, 2);
        ObjectNode port = (ObjectNode) host.at("/physical_functions/0");
        port.put("configured_vfs", 4);
        port.putArray("saved_differences")
                .addObject()
                .put("field", "count")
                .put("live", "2")
                .put("saved", "4");
        ((ObjectNode) host.at("/virtual_functions/1"))
                .putArray("saved_differences")
                .addObject()
                .put("field", "trust")
                .put("live", "off")
                .put("saved", "on");
        write(folder, "a.json", host);
        write(folder, "b.json", host(2, 2));
        JsonNode document = document();
        assertEquals(
                "[{\"host\":\"a\",\"port\":\"enp1s0f0\",\"vf_index\":null,\"field\":\"count\",\"saved\":\"4\","
                        + "\"live\":\"2\"},{\"host\":\"a\",\"port\":\"enp1s0f0\",\"vf_index\":1,\"field\":\"trust\","
                        + "\"saved\":\"on\",\"live\":\"off\"}]",
                document.get("drift").toString());
        assertEquals(
                "[\"b\"]",
                row(document, "not_in_documents", "question", "drift")
                        .get("hosts")
                        .toString());
        String text = report(folder.toString()).out();
        assertTrue(
                text.contains(
                        "Not in the documents of 1 host, since nothing is saved there, or it could not be read: b\n"),
                text);
    }

    @Test
    void thePageHasEveryRowAndNoMarkupOfOthers() throws IOException {
        ObjectNode host = host(1, 1);
        ((ObjectNode) host.at("/physical_functions/0")).put("description", "<script>alert(1)</script> & \"x\"");
        write(folder, "a<b>.json", host);
        Path page = folder.resolve("out/report.html");
        Files.createDirectories(page.getParent());
        Outcome outcome = report(folder.resolve("a<b>.json").toString(), "--html", page.toString());
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        String html = Files.readString(page);
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"), html);
        assertTrue(html.contains("a&lt;b&gt;"), html);
        assertFalse(html.contains("<script>alert"), html);
        assertTrue(html.contains("vfnet report: 1 host<"), html);
        assertFalse(html.contains("http://") || html.contains("https://"), "it needs nothing outside it");
    }

    @Test
    void theShippedMachinesMakeAReport() throws IOException {
        Outcome outcome = report(Machines.file("x550").getParent().toString());
        assertEquals(3, outcome.status(), "README.md and the scripts there are no documents");
        assertTrue(outcome.out().matches("(?s).*\nholders +1 +26 +19 +3 +4 +64 *\n.*"), outcome.out());
    }
}
