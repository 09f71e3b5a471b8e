// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** {@code vfnet import}: other tools' settings become the saved configuration of a machine. */
class ImportCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FIRST = "0000:01:00.0";
    private static final String SECOND = "0000:01:00.1";

    private static Path write(SimulatedHost play, String path, String text) throws IOException {
        Path file = play.at(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aLinkFilesPortIsSavedWithWhatTheFileSaysAndTheRestAsItIs() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        write(
                play,
                "/etc/systemd/network/10-wan.link",
                "[Match]\nPermanentMACAddress=" + play.permanentAddress(FIRST)
                        + "\n[Link]\nSR-IOVVirtualFunctions=3\n[SR-IOV]\nVirtualFunction=1\nVLANId=77\n"
                        + "MACAddress=02:00:00:00:00:77\n");
        write(play, "/etc/systemd/network/99-default.link", "[Match]\nOriginalName=*\n[Link]\nNamePolicy=keep\n");
        Outcome outcome = play.vfnet("import", "--from", "link");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.out().contains("+ enp1s0f0 (0000:01:00.0): 3 VFs"), outcome.out());
        assertTrue(outcome.out().contains("VF 1  mac_address 02:00:00:00:00:77, vlan 77"), outcome.out());
        assertTrue(outcome.err().contains("two should not create VFs"), outcome.err());
        JsonNode vfs = JSON.readTree(Configured.text(play)).at("/ports/0/vfs");
        assertEquals("ca:e1:e1:a0:e6:0f", vfs.at("/0/mac_address").asString(), "VF 0 keeps the address that it has");
        assertEquals("vfio-pci", vfs.at("/2/driver").asString(), "and VF 2 its driver");
        assertEquals(0, play.machine().performed().size(), "the live state is not touched");
    }

    @Test
    void netplansVfIsFoundByTheInterfaceThatItHasNow() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        Path file = write(
                play,
                "/etc/netplan/01.yaml",
                "network:\n  ethernets:\n    enp1s0f0: {virtual-function-count: 3}\n"
                        + "    mine:\n      match: {name: enp1s0f0v1}\n      link: enp1s0f0\n  vlans:\n    x: {id: "
                        + "9, link: mine, renderer: sriov}\n");
        assertTrue(Files.exists(file));
        Outcome outcome = play.vfnet("import", "--from", "netplan", "--json");
        assertEquals(0, outcome.status(), outcome.toString());
        JsonNode document = JSON.readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("persist", document));
        assertEquals(
                "9",
                document.at("/ports/0/differences")
                        .valueStream()
                        .filter(difference -> difference.get("field").asString().equals("vlan")
                                && difference.get("vf_index").asInt(-1) == 1)
                        .findFirst()
                        .orElseThrow()
                        .get("to")
                        .asString());
    }

    @Test
    void aDryRunWritesNothingAndWhatIsSavedStays() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        write(play, "/etc/vfnet/vf.config", "enp1s0f0:2\nenp1s0f1:4\nenp9s0:1\n");
        Outcome dry = play.vfnet("import", "--from", "vf.config", "--dry-run");
        assertEquals(0, dry.status(), dry.toString());
        assertFalse(Files.exists(Configured.file(play)));
        assertEquals(0, play.vfnet("persist", "enp1s0f0").status());
        Outcome outcome = play.vfnet("import", "--from", "vf.config");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("enp1s0f0 is already saved, and is left as it is"), outcome.err());
        assertTrue(outcome.err().contains("enp9s0 is not there, so it is saved by its name alone"), outcome.err());
        assertTrue(outcome.out().contains("+ enp1s0f1 (0000:01:00.1): 4 VFs"), outcome.out());
        assertEquals(3, JSON.readTree(Configured.text(play)).get("ports").size());
    }

    @Test
    void aSoundPortIsSavedBesideAFileThatIsWrong() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        write(play, "/etc/systemd/network/10-a.link", "[Match]\nOriginalName=wl*\n[Link]\nSR-IOVVirtualFunctions=3\n");
        write(
                play,
                "/etc/systemd/network/20-b.link",
                "[Match]\nOriginalName=enp1s0f1\n[Link]\nSR-IOVVirtualFunctions=99\n");
        write(
                play,
                "/etc/systemd/network/30-c.link",
                "[Match]\nPath=pci-0000:01:00.1\n[Link]\nSR-IOVVirtualFunctions=1\n");
        Outcome outcome = play.vfnet("import", "--from", "link");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("10-a.link, line 2: OriginalName=wl* is not the name of one interface"),
                outcome.err());
        assertTrue(outcome.err().contains("makes 63 VFs at the most, not 99; 63 are saved"), outcome.err());
        assertTrue(
                outcome.err().contains("30-c.link: systemd never applies it to enp1s0f1 (0000:01:00.1), because "),
                outcome.err());
        assertEquals(
                63, JSON.readTree(Configured.text(play)).at("/ports/0/vf_count").asInt());
    }

    /** As conf_files_list and link_load_one of systemd find files. */
    @Test
    void systemdsFilesAreFoundAsSystemdFindsThem() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        String vfs = "[Match]\nOriginalName=enp1s0f1\n[Link]\nSR-IOVVirtualFunctions=";
        write(play, "/etc/systemd/network/.05-hidden.link", vfs + "9\n");
        write(play, "/etc/systemd/network/06-masked.link", "");
        write(play, "/usr/lib/systemd/network/06-masked.link", vfs + "8\n");
        Files.createSymbolicLink(
                play.at("/etc/systemd/network/07-null.link"),
                play.at("/").getFileSystem().getPath("/dev/null"));
        write(play, "/run/systemd/network/07-null.link", vfs + "7\n");
        write(play, "/usr/local/lib/systemd/network/10-a.link", "[Match]\nOriginalName=enp1s0f1\n");
        write(play, "/usr/lib/systemd/network/10-a.link", vfs + "6\n");
        write(play, "/run/systemd/network/10-a.link.d/1.conf", "[Link]\nSR-IOVVirtualFunctions=5\n");
        write(play, "/etc/systemd/network/10-a.link.d/2.conf", "[Link]\nSR-IOVVirtualFunctions=3\n");
        write(play, "/etc/systemd/network/08-gone.link.d/2.conf", "[Link]\nSR-IOVVirtualFunctions=2\n");
        Outcome outcome = play.vfnet("import", "--from", "link");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                3, JSON.readTree(Configured.text(play)).at("/ports/0/vf_count").asInt(), outcome.toString());
        assertTrue(
                outcome.err()
                        .contains("08-gone.link.d: systemd reads no drop-ins without their file, and there is no "
                                + "08-gone.link"),
                outcome.err());
        assertTrue(outcome.err().contains("10-a.link still says the same to systemd"), outcome.err());
    }

    @Test
    void udevsRecordTellsWhichFileItApplied() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        int index = play.pf(FIRST)
                .ports()
                .getFirst()
                .networkInterface()
                .index()
                .value()
                .orElseThrow();
        write(
                play,
                "/etc/systemd/network/10-a.link",
                "[Match]\nOriginalName=eth7\n[Link]\nName=enp1s0f0\nSR-IOVVirtualFunctions=3\n");
        write(play, "/run/udev/data/n" + index, "E:ID_NET_LINK_FILE=/etc/systemd/network/10-a.link\n");
        assertEquals(0, play.vfnet("import", "--from", "link").status());
        assertEquals(
                "enp1s0f0",
                JSON.readTree(Configured.text(play)).at("/ports/0/interface").asString());
    }

    @Test
    void netplansFilesAreFoundAsNetplanFindsThem() throws IOException {
        SimulatedHost play = SimulatedHost.on("x550");
        String vfs = "network: {ethernets: {enp1s0f1: {virtual-function-count: ";
        write(play, "/etc/netplan/10.yaml", vfs + "4}}}\n");
        write(play, "/run/netplan/10.yaml", vfs + "9}}}\n");
        write(play, "/usr/lib/netplan/05.yaml", vfs + "5}}}\n");
        write(play, "/etc/netplan/.20.yaml", vfs + "7}}}\n");
        Outcome outcome = play.vfnet("import", "--from", "netplan");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                9, JSON.readTree(Configured.text(play)).at("/ports/0/vf_count").asInt(), outcome.toString());
        assertTrue(outcome.err().contains("run/netplan/10.yaml still says the same to netplan"), outcome.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "import; 2; --from is missing",
                "import --from xml; 2; --from xml: it is vf.config, link, netplan, networkmanager, nmstate, ",
                "import --from link; 1; cannot be read",
                "import --from netplan /no/such.yaml; 1; /no/such.yaml cannot be read",
                "import --from vf.config; 1; cannot be read",
                "export; 2; --to is missing",
                "export --to xml; 2; --to xml: it is link, netplan, networkmanager, proxmox, nmstate, ",
                "export --to link; 1; nothing is saved"
            })
    void aWrongLineIsOneLineOfWords(String line, int status, String words) {
        Outcome outcome = SimulatedHost.on("x550").vfnet(line.split(" "));
        assertEquals(status, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(words), outcome.err());
        assertEquals(1, outcome.err().lines().count());
    }
}
