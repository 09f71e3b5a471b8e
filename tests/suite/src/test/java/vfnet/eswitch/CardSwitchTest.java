// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.eswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.discovery.InvalidSysrootException;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.Reading;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.eswitch.Representor;
import vfnet.model.eswitch.SwitchPort;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.Inventory;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.IpCommand;
import vfnet.system.IpCommand.DevlinkQuery;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** The switch of a card, and who uses a VF through its representor. */
class CardSwitchTest {

    private static final String MACHINE = "mlx5-switchdev";

    private static InterfaceName named(String name) {
        return InterfaceName.parse(name).orElseThrow();
    }

    private static CardSwitch first(MachineView machine) throws InvalidSysrootException {
        return Discovery.inventory(machine, new DetailLevel.Traffic(Map.of()))
                .physicalFunctions()
                .getFirst()
                .cardSwitch();
    }

    private static List<String> names(CardSwitch own) {
        return own.representors().stream()
                .map(representor -> representor.name().text())
                .toList();
    }

    @Test
    void eachVfHasItsRepresentorAndAScalableFunctionIsNoVf() throws InvalidSysrootException {
        Inventory inventory = Discovery.inventory(Machines.shipped(MACHINE), new DetailLevel.Traffic(Map.of()));
        CardSwitch own = inventory.physicalFunctions().getFirst().cardSwitch();
        assertEquals(Optional.of(EswitchMode.SWITCHDEV), own.mode());
        assertEquals(List.of("eth4", "eth5", "eth6"), names(own));
        assertEquals(Optional.of(named("eth5")), own.representorOf(1).map(Representor::name));
        assertEquals(Optional.empty(), own.representorOf(88));
        assertEquals(1, own.scalableFunctions().size());
        assertEquals(
                2, inventory.physicalFunctions().getFirst().virtualFunctions().size());
        assertEquals(
                Optional.of(EswitchMode.LEGACY),
                inventory.physicalFunctions().get(1).cardSwitch().mode());
    }

    @Test
    void aVfWhoseRepresentorIsInOpenVswitchIsInUse() throws InvalidSysrootException {
        Inventory inventory = Discovery.inventory(Machines.shipped(MACHINE));
        assertEquals(
                Reading.of(List.of(
                        new Holder.RepresentorUpper(named("eth5"), named("ovs-system"), LinkKind.OPEN_VSWITCH))),
                inventory
                        .physicalFunctions()
                        .getFirst()
                        .virtualFunctions()
                        .get(1)
                        .function()
                        .holders());
        assertEquals(
                Reading.of(List.of()),
                inventory
                        .physicalFunctions()
                        .getFirst()
                        .virtualFunctions()
                        .getFirst()
                        .function()
                        .holders());
    }

    @Test
    void setRefusesToRemoveSuchAVf() {
        Outcome outcome = Cli.on(Machines.shipped(MACHINE), "set", "enp65s0f0np0", "0", "--dry-run");
        assertEquals(5, outcome.status(), outcome.toString());
        assertTrue(outcome.toString().contains("representor eth5 in Open vSwitch ovs-system"), outcome.toString());
    }

    /** Before Linux 5.8 ip prints no parent, and sysfs has no device; both ports of the card have one switch ID. */
    @Test
    void withoutADeviceTheNumberOfThePfDecides() throws IOException, InvalidSysrootException {
        String text = Machines.text(MACHINE)
                .replace(
                        "\"phys_port_name\":\"p1\"",
                        "\"phys_port_name\":\"p1\",\"phys_switch_id\":\"b4a1920003f6ceb8\"")
                .replace("\"phys_port_name\":\"pf0vf1\"", "\"phys_port_name\":\"pf1vf1\"")
                .replaceAll(
                        "(\"phys_port_name\":\"pf[01]vf[01]\".*?),\"parentbus\":\"pci\",\"parentdev\":\"[^\"]*\"", "$1")
                .replaceAll("(?m)^eth[45] -> .*\n", "");
        Inventory inventory = Discovery.inventory(Machines.of(text), new DetailLevel.Traffic(Map.of()));
        assertEquals(
                List.of("eth4", "eth6"),
                names(inventory.physicalFunctions().getFirst().cardSwitch()));
        assertEquals(List.of("eth5"), names(inventory.physicalFunctions().get(1).cardSwitch()));
    }

    @Test
    void onASmartNicTheRepresentorsOfItsHostStandForNoVfOfOurs() throws InvalidSysrootException {
        CardSwitch own = first(Machines.shipped("smartnic"));
        assertEquals(List.of("pf0hpf", "pf0vf3", "en3f0pf0sf88"), names(own));
        assertEquals(Optional.empty(), own.representorOf(3));
        assertEquals(Optional.of(EswitchMode.SWITCHDEV), own.mode());
    }

    @ParameterizedTest
    @CsvSource({"pf0vf1, 0", "pf1vf0, 1", "c1pf0vf3, 0", "p0pf2vf1, 2", "pf12, 12", "pf0sf88, 0", "p1, -1", "vf1, -1"})
    void theNumberOfThePf(String name, int number) {
        assertEquals(number < 0 ? Optional.<Integer>empty() : Optional.of(number), SwitchPort.pf(name));
    }

    @Test
    void aFailingDevlinkLeavesTheModeUnknown() throws IOException, InvalidSysrootException {
        String text = Machines.text(MACHINE)
                .replaceAll(
                        "(?ms)^\\[devlink -j dev eswitch show pci/0000:41:00.1\\]\n.*?\n\n",
                        "[devlink -j dev eswitch show pci/0000:41:00.1]\n! 1\n\n");
        assertTrue(Discovery.inventory(Machines.of(text), new DetailLevel.Traffic(Map.of()))
                .physicalFunctions()
                .get(1)
                .cardSwitch()
                .eswitch()
                .isUnreadable());
        Outcome outcome = Cli.on(Machines.of(text), "list", "--columns", "interface,eswitch_mode");
        assertTrue(outcome.out().contains("enp65s0f1np1  ?"), outcome.toString());
    }

    private static List<String> asked(String machine, DetailLevel look) throws InvalidSysrootException {
        MachineView view = Machines.shipped(machine);
        List<String> asked = new ArrayList<>();
        Discovery.inventory(
                new MachineView(view.sysroot(), view.refusals(), new IpCommand() {
                    @Override
                    public Reading<byte[]> answer(IpQuery query) {
                        return view.ip().answer(query);
                    }

                    @Override
                    public Reading<byte[]> devlink(DevlinkQuery query) {
                        asked.add(query.commandLine());
                        return view.ip().devlink(query);
                    }
                }),
                look);
        return asked;
    }

    @Test
    void devlinkIsAskedOnlyWhereItIsNeeded() throws InvalidSysrootException {
        assertEquals(List.of(), asked(MACHINE, new DetailLevel.Cards(false)));
        assertEquals(List.of(), asked(MACHINE, new DetailLevel.Users()));
        assertEquals(List.of(), asked("x550", new DetailLevel.Traffic(Map.of())));
        assertEquals(
                List.of(
                        "devlink -j dev eswitch show pci/0000:41:00.0",
                        "devlink -j port show",
                        "devlink -j port function rate show",
                        "devlink -j dev eswitch show pci/0000:41:00.1"),
                asked(MACHINE, new DetailLevel.Users(true)));
        assertFalse(asked(MACHINE, new DetailLevel.Settings()).isEmpty());
    }

    @Test
    void whatDevlinkSaysOfAVfGoesBeforeWhatIpSays() throws IOException {
        Outcome outcome = Cli.on(
                Machines.of(Machines.text(MACHINE)
                        .replace("{\"hw_addr\":\"02:42:5e:00:41:00\"", "{\"hw_addr\":\"02:42:5e:00:99:99\"")),
                "list",
                "--columns",
                "vf_index,admin_mac_address,max_tx_rate,eswitch_mode");
        assertTrue(outcome.out().contains("02:42:5e:00:99:99"), outcome.toString());
        assertTrue(outcome.out().contains("02:42:5e:00:41:01  1000"), outcome.toString());
    }

    @Test
    void whatOnlyIpSaysOfAVfStays() throws IOException {
        Outcome outcome = Cli.on(
                Machines.of(Machines.text(MACHINE)
                        .replace(
                                "\"vf\":1,",
                                "\"vf\":1,\"node guid\":\"02:00:00:00:00:00:00:01\","
                                        + "\"port guid\":\"02:00:00:00:00:00:00:02\",")),
                "list",
                "--columns",
                "vf_index,max_tx_rate,node_guid,port_guid,eswitch_mode");
        assertTrue(
                outcome.out().replaceAll(" +", " ").contains("1 1000 02:00:00:00:00:00:00:01 02:00:00:00:00:00:00:02"),
                outcome.toString());
    }
}
