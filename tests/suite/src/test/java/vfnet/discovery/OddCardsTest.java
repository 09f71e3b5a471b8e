// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.LinkLayer;
import vfnet.model.Reading;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.Switchdev;
import vfnet.suite.Machines;

/** Cards with unusual interfaces. */
class OddCardsTest {

    private static List<PhysicalFunction> pfs(String machine) throws InvalidSysrootException {
        return Discovery.inventory(Machines.shipped(machine)).physicalFunctions();
    }

    private static List<String> names(PhysicalFunction pf) {
        return pf.ports().stream()
                .map(port -> port.networkInterface().name().text())
                .toList();
    }

    @Test
    void theRepresentorOfTheHostOfASmartNicIsNoPort() throws InvalidSysrootException {
        assertEquals(
                List.of(List.of("p0"), List.of("p1")),
                pfs("smartnic").stream().map(OddCardsTest::names).toList());
    }

    /** The uplink has moved to another namespace, and one representor is left. */
    @Test
    void aRepresentorThatIsAloneIsNoPortEither() throws IOException, InvalidSysrootException {
        String text = Machines.text("smartnic")
                .replaceAll("(?m)^p1 -> .*\n", "")
                .replaceAll("(?m)^\\| .\"ifindex\": \\d+, \"ifname\": \"p1\".*\n", "");
        PhysicalFunction second =
                Discovery.inventory(Machines.of(text)).physicalFunctions().get(1);
        assertEquals(List.of(), names(second));
    }

    @Test
    void aManagementLinkHasNoAddressAndThatIsNoProblem() throws InvalidSysrootException {
        Inventory inventory = Discovery.inventory(Machines.shipped("chelsio"));
        Port port = inventory.physicalFunctions().get(1).ports().getFirst();
        assertEquals("mgmtpf1,1", port.networkInterface().name().text());
        assertEquals(Reading.absent(), port.networkInterface().address());
        assertEquals(Reading.absent(), port.permanentAddress());
        assertEquals(LinkLayer.NONE, port.layer());
        assertEquals(List.of(), inventory.problems());
    }

    @Test
    void anInfinibandPortHasNoMacAddress() throws InvalidSysrootException {
        Inventory inventory = Discovery.inventory(Machines.shipped("infiniband"));
        Port port = inventory.physicalFunctions().getFirst().ports().getFirst();
        assertEquals(LinkLayer.INFINIBAND, port.layer());
        assertEquals(Reading.absent(), port.networkInterface().address());
        assertEquals(
                Optional.empty(), port.vfSettings().value().orElseThrow().get(0).address());
        assertEquals(List.of(), inventory.problems());
    }

    /** Without ip, sysfs shows the kind of network. */
    @ParameterizedTest
    @ValueSource(strings = {"infiniband", "chelsio", "x550"})
    void theKindOfNetworkIsKnownWithoutIp(String machine) throws IOException, InvalidSysrootException {
        String text = Machines.text(machine);
        List<LinkLayer> with = layers(text);
        assertEquals(with, layers(text.substring(0, text.indexOf("[ip -json"))));
        assertFalse(with.isEmpty());
    }

    private static List<LinkLayer> layers(String text) throws IOException, InvalidSysrootException {
        return Discovery.inventory(Machines.of(text)).physicalFunctions().stream()
                .flatMap(pf -> pf.ports().stream())
                .map(Port::layer)
                .toList();
    }

    private static Optional<Switchdev> switchdev(String text, int pf) throws IOException, InvalidSysrootException {
        return Discovery.inventory(Machines.of(text), new DetailLevel.Traffic(Map.of()))
                .physicalFunctions()
                .get(pf)
                .ports()
                .getFirst()
                .switchdev();
    }

    @Test
    void representorsShowSwitchdevMode() throws IOException, InvalidSysrootException {
        String text = Machines.text("mlx5-switchdev");
        assertEquals(Optional.of(new Switchdev("eth4 is a representor")), switchdev(text, 0));
        assertEquals(Optional.empty(), switchdev(text, 1));
    }

    /** Before Linux 5.8 they are under /sys/devices/virtual, and only the link table leads to them. */
    @Test
    void representorsWithoutADirectoryUnderTheirPortShowItToo() throws IOException, InvalidSysrootException {
        String text = Machines.text("mlx5-switchdev")
                .replaceAll("(?m)^eth[456] -> .*\n", "")
                .replaceAll("(?ms)^\\[/sys/devices/\\S*/net/eth[456]\\].*?\n\n", "");
        assertEquals(
                Optional.of(new Switchdev("eth4 is a representor, of phys_switch_id b4a1920003f6ceb8")),
                switchdev(text, 0));
    }

    /** ice, nfp and newer mlx5 have a switch ID in legacy mode too. */
    @Test
    void aSwitchIdAloneShowsNothing() throws IOException, InvalidSysrootException {
        String text = Machines.text("mlx5-switchdev")
                .replaceAll("(?m)^eth[456] -> .*\n", "")
                .replaceAll("(?ms)^\\[/sys/devices/\\S*/net/eth[456]\\].*?\n\n", "")
                .replaceAll("\"pf0(vf[01]|sf88)\"", "\"\"");
        assertTrue(text.contains("phys_switch_id = b4a1920003f6ceb8"));
        assertEquals(Optional.empty(), switchdev(text, 0));
    }

    /** Its directory counts, whatever its name: the kernel would give no interface a name of 16 bytes. */
    @Test
    void aRepresentorOfALongNameShowsItToo() throws IOException, InvalidSysrootException {
        String text = Machines.text("mlx5-switchdev")
                .replaceAll("\\beth4\\b", "enp65s0f0npf0vf0")
                .replaceAll("(?m)^eth5 -> .*\n", "")
                .replaceAll("(?ms)^\\[/sys/devices/\\S*/net/eth5\\].*?\n\n", "");
        assertEquals(Optional.of(new Switchdev("enp65s0f0npf0vf0 is a representor")), switchdev(text, 0));
    }
}
