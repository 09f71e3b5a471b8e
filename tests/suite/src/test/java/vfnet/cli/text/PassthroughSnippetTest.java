// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Comment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;

/** The snippets of {@code show --for}: parsed like the tool they are for would, and the comments beside them. */
@Tag("slow")
class PassthroughSnippetTest {
    private static final String SAVED = "tests/suite/src/test/resources/vfnet/cli/x550-saved.json";

    private static Outcome show(MachineView machine, String vf, String tool) {
        Outcome outcome = Cli.on(machine, "show", vf, "--for", tool);
        assertEquals(0, outcome.status(), outcome.toString());
        return outcome;
    }

    /** Every VF of every machine that has one: the machine and the VF's PCI address. */
    static List<List<String>> vfs() {
        List<List<String>> vfs = new ArrayList<>();
        for (String machine : Machines.names()) {
            for (JsonNode vf : ListSchema.read(
                            Cli.on(Machines.shipped(machine), "list", "--json").out())
                    .get("virtual_functions")) {
                List<String> one = List.of(machine, vf.get("pci_address").asString());
                if (!vfs.contains(one) && vf.get("vf_index").asInt() < 5) {
                    vfs.add(one);
                }
            }
        }
        return vfs;
    }

    @ParameterizedTest
    @MethodSource("vfs")
    void everyLineNamesTheVfToItsTool(List<String> vf) throws Exception {
        MachineView machine = Machines.shipped(vf.getFirst());
        String address = vf.getLast();
        List<String> proxmox = show(machine, address, "proxmox").out().lines().toList();
        assertEquals("qm set VMID --hostpci0 " + address, proxmox.getFirst());
        assertTrue(proxmox.contains("hostpci0: " + address), proxmox.toString());
        assertEquals(
                "-device vfio-pci,host=" + address + "\n",
                show(machine, address, "qemu").out());
        assertTrue(show(machine, address, "incus")
                .out()
                .lines()
                .toList()
                .contains("incus config device add INSTANCE " + guestName(vf) + " pci address=" + address));
        Element device = element(show(machine, address, "libvirt").out());
        assertEquals(address, address((Element)
                device.getElementsByTagName("address").item(0)));
        assertEquals("yes", device.getAttribute("managed"));
    }

    /** Incus has a type of its own for InfiniBand, whose interfaces are called ib0 in a guest. */
    private static String guestName(List<String> vf) {
        return isInfiniband(vf) ? "ib0" : "eth1";
    }

    private static boolean isInfiniband(List<String> vf) {
        return vf.getFirst().equals("infiniband") && vf.getLast().startsWith("0000:af:");
    }

    /** A line for a shell or a configuration file is a comment, or valid. */
    @ParameterizedTest
    @MethodSource("vfs")
    void nothingElseIsPrinted(List<String> vf) {
        MachineView machine = Machines.shipped(vf.getFirst());
        Pattern proxmox = Pattern.compile("#.*|qm set VMID --hostpci0 [0-9a-f:.]+|hostpci0: [0-9a-f:.]+");
        assertTrue(show(machine, vf.getLast(), "proxmox")
                .out()
                .lines()
                .allMatch(line -> proxmox.matcher(line).matches()));
        Pattern incus = Pattern.compile("#.*|incus config device add INSTANCE eth1 (pci address=[0-9a-f:.]+"
                + "|nic nictype=physical parent=([A-Za-z0-9_.@-]+|'.*')"
                + "|nic nictype=sriov parent=([A-Za-z0-9_.@-]+|'.*') security.mac_filtering=true)");
        Pattern infiniband = Pattern.compile("#.*|incus config device add INSTANCE ib0 (pci address=[0-9a-f:.]+"
                + "|infiniband nictype=(physical|sriov) parent=[A-Za-z0-9]+)");
        Pattern allowed = isInfiniband(vf) ? infiniband : incus;
        assertTrue(
                show(machine, vf.getLast(), "incus")
                        .out()
                        .lines()
                        .allMatch(line -> allowed.matcher(line).matches()),
                show(machine, vf.getLast(), "incus").out());
    }

    /** The JDK's parser reads the one element of the text, and a comment behind it. */
    private static Element element(String xml) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Node document = builder.parse(new InputSource(new StringReader(xml)));
        for (Node child = document.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Comment comment) {
                Matcher other = Pattern.compile("(?s)<.*>").matcher(comment.getData());
                assertTrue(other.find(), comment.getData());
                Element hostdev = builder.parse(new InputSource(new StringReader(other.group())))
                        .getDocumentElement();
                assertEquals("hostdev", hostdev.getTagName());
                assertEquals("pci", hostdev.getAttribute("type"));
                assertEquals("subsystem", hostdev.getAttribute("mode"));
            }
        }
        return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    private static String address(Element source) {
        return source.getAttribute("domain").substring(2) + ":"
                + source.getAttribute("bus").substring(2) + ":"
                + source.getAttribute("slot").substring(2) + "."
                + source.getAttribute("function").substring(2);
    }

    @Test
    void libvirtGetsTheAddressAndTheVlanThatThePortSets() throws Exception {
        String vlan = Machines.text("x550")
                .replace(
                        "\"address\":\"1e:8c:31:6c:30:03\",\"broadcast\":\"ff:ff:ff:ff:ff:ff\",\"vlan_list\":[{}]",
                        "\"address\":\"1e:8c:31:6c:30:03\",\"broadcast\":\"ff:ff:ff:ff:ff:ff\",\"vlan"
                                + "_list\":[{\"vlan\":100,\"qos\":3}]");
        assertFalse(vlan.equals(Machines.text("x550")), "the machine's text has another form now");
        Outcome outcome = show(Machines.of(vlan), "0000:02:10.4", "libvirt");
        Element device = element(outcome.out());
        assertEquals("interface", device.getTagName());
        assertEquals("hostdev", device.getAttribute("type"));
        assertEquals(
                "1e:8c:31:6c:30:03",
                ((Element) device.getElementsByTagName("mac").item(0)).getAttribute("address"));
        assertEquals("100", ((Element) device.getElementsByTagName("tag").item(0)).getAttribute("id"));
        assertTrue(outcome.err().contains("with priority 3"), outcome.err());
        Element plain = element(
                show(Machines.shipped("x550"), "0000:02:10.4", "libvirt").out());
        assertEquals(0, plain.getElementsByTagName("vlan").getLength());
    }

    /** libvirt sets a VF's address through one port, and a VF of a ConnectX-3 has two. */
    @Test
    void aVfOfTwoPortsIsNoInterfaceToLibvirt() throws Exception {
        assertEquals(
                "hostdev",
                element(show(Machines.shipped("connectx3"), "0000:04:00.4", "libvirt")
                                .out())
                        .getTagName());
    }

    @Test
    void theUserGuideShowsTheLinesForProxmox() throws IOException {
        String lines = show(Machines.shipped("x550"), "0000:02:10.4", "proxmox").out();
        assertTrue(Files.readString(Path.of("docs/user-guide.md"))
                .contains("$ vfnet show 0000:02:10.4 --for proxmox\n" + lines));
    }

    @Test
    void aFreeVfThatIsReadyIsGivenWithoutAWord() {
        for (String tool : List.of("proxmox", "libvirt", "qemu", "incus")) {
            assertEquals(
                    "", show(Machines.shipped("x550"), "0000:02:10.4", tool).err(), tool);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "in-use, 0000:02:10.6, VM 104 opnsense",
        "in-use, 0000:02:10.2, 10.0.0.5/24",
        "in-use, 0000:02:10.4, bridge vmbr1",
        "in-use, 0000:02:11.0, namespace blue",
        "connectx3, 0000:04:00.3, VM 104 opnsense"
    })
    void whoeverHasItIsNamed(String machine, String vf, String holder) {
        for (String tool : List.of("proxmox", "libvirt", "qemu", "incus")) {
            String said = show(Machines.shipped(machine), vf, tool).err();
            assertTrue(said.contains("is in use: ") && said.contains(holder), said);
        }
    }

    @ParameterizedTest
    @CsvSource({"qemu, 1", "proxmox, 0", "libvirt, 0", "incus, 0"})
    void aDriverThatTheToolDoesNotChangeIsNamed(String tool, int times) {
        String said = show(Machines.shipped("x550"), "enp1s0f0v1", tool).err();
        assertEquals(
                times,
                said.lines()
                        .filter(line -> line.contains("is bound to ixgbevf")
                                && line.contains("vfnet vf enp1s0f0 1 --driver vfio-pci"))
                        .count(),
                said);
        assertEquals(times, said.lines().count(), said);
    }

    @Test
    void aMissingAddressIsNamed() {
        String said = show(Machines.shipped("igb-k61-4vfs"), "0000:01:10.2", "proxmox")
                .err();
        assertTrue(said.contains("has no MAC address set through its port"), said);
        String unknown =
                show(Machines.shipped("no-ip"), "0000:02:10.0", "proxmox").err();
        assertTrue(unknown.contains("may have no MAC address"), unknown);
    }

    @Test
    void othersOfTheGroupAreNamed() throws IOException {
        MachineView machine = Machines.copy("x550");
        Path link = Machines.place(machine, "/sys/devices/pci0000:00/0000:00:01.1/0000:02:10.4/iommu_group");
        Path other = Machines.place(machine, "/sys/devices/pci0000:00/0000:00:01.1/0000:02:10.2/iommu_group");
        Files.delete(link);
        Files.createSymbolicLink(link, Files.readSymbolicLink(other));
        String said = show(machine, "0000:02:10.4", "proxmox").err();
        assertTrue(said.contains("shares IOMMU group 24 with 0000:02:10.2:"), said);
        Files.delete(link);
        assertTrue(show(machine, "0000:02:10.4", "proxmox").err().contains("has no IOMMU group"));
    }

    /** The kernel allows almost any name; a line that is pasted into a root shell must not execute it. */
    @Test
    void anInterfaceIsCalledWhatItLikesAndTheShellDoesNotRunIt() throws IOException {
        MachineView machine = Machines.of(Machines.text("x550").replace("enp1s0f0v1", "a;id>'b'$c"));
        String text = show(machine, "0000:02:10.2", "incus").out();
        assertTrue(text.contains("parent='a;id>'\\''b'\\''$c'\n"), text);
    }

    @Test
    void aPortIsNotGivenAndItsVfsAreNamed() {
        Outcome port = Cli.on(Machines.shipped("x550"), "--config", SAVED, "show", "enp1s0f0", "--for", "qemu");
        assertEquals(2, port.status());
        assertEquals("", port.out());
        assertEquals(
                "vfnet: 'enp1s0f0' is a port, and --for takes a VF; its VFs are 0000:02:10.0 (dns), "
                        + "0000:02:10.2 (enp1s0f0v1), 0000:02:10.4 (opnsense-wan), as in vfnet show 0000:02:10.0 "
                        + "--for qemu\n",
                port.err());
        Outcome empty = Cli.on(Machines.shipped("x550"), "show", "enp1s0f1", "--for", "qemu");
        assertEquals(2, empty.status());
        assertTrue(empty.err().contains("it has none now"), empty.err());
    }

    @ParameterizedTest
    @CsvSource({"vmware", "Proxmox", "qemu-kvm"})
    void anotherToolIsAnsweredWithThoseThatThereAre(String tool) {
        Outcome outcome = Cli.on(Machines.shipped("x550"), "show", "enp1s0f0v1", "--for", tool);
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("proxmox, libvirt, qemu, incus"), outcome.err());
        assertEquals(
                2,
                Cli.on(Machines.shipped("x550"), "show", "enp1s0f0v1", "--for", "qemu", "--json")
                        .status());
    }
}
