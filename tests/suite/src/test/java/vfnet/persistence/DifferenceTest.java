// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.eswitch.EswitchMode;

/** Two descriptions of a port, compared field by field. */
class DifferenceTest {
    private static final SavedVf ONE =
            vf("02:00:00:00:00:01", new Vlan(5, 0, "802.1Q"), true, "auto", 0, new VfDriver.Auto(), "wan");
    private static final SavedVf OTHER =
            vf("02:00:00:00:00:02", new Vlan(6, 3, "802.1ad"), false, "enable", 9, new VfDriver.None(), "lan");

    private static SavedVf vf(
            String address, Vlan vlan, boolean flag, String link, int rate, VfDriver driver, String label) {
        return new SavedVf(
                0,
                new VfSettings(
                        MacAddress.parse(address),
                        Optional.of(vlan),
                        Optional.of(flag),
                        Optional.of(flag),
                        Optional.of(link),
                        Optional.of(rate),
                        Optional.of(rate),
                        Optional.of(flag)),
                Optional.of(driver),
                VfLabel.parse(label));
    }

    private static SavedPort port(String address, String place, int devPort, String name, int count, SavedVf... vfs) {
        TreeMap<Integer, SavedVf> all = new TreeMap<>();
        for (SavedVf vf : vfs) {
            all.put(vf.index(), vf);
        }
        return new SavedPort(
                MacAddress.parse(address), PciAddress.parse(place), devPort, InterfaceName.parse(name), count, all);
    }

    private static List<String> described(List<Difference> differences) {
        return differences.stream().map(Difference::describe).toList();
    }

    @Test
    void everyFieldOfAPortIsCompared() {
        assertEquals(
                List.of(
                        "interface a -> b",
                        "permanent_mac_address 02:00:00:00:00:0a -> 02:00:00:00:00:0b",
                        "pci_address 0000:01:00.0 -> 0000:02:00.0",
                        "dev_port 0 -> 1",
                        "vf_count 1 -> 2",
                        "restore always -> at_boot",
                        "bridge_sync off -> on",
                        "eswitch legacy -> switchdev"),
                described(Difference.between(
                        port("02:00:00:00:00:0a", "0000:01:00.0", 0, "a", 1)
                                .withEswitch(Optional.of(EswitchMode.LEGACY)),
                        port("02:00:00:00:00:0b", "0000:02:00.0", 1, "b", 2)
                                .withRestore(RestorePolicy.AT_BOOT)
                                .withBridgeSync(true)
                                .withEswitch(Optional.of(EswitchMode.SWITCHDEV)))));
    }

    @Test
    void everyFieldOfAVfIsCompared() {
        assertEquals(
                List.of(
                        "VF 0  label wan -> lan",
                        "VF 0  mac_address 02:00:00:00:00:01 -> 02:00:00:00:00:02",
                        "VF 0  vlan 5 -> 6:3 802.1ad",
                        "VF 0  spoof_check on -> off",
                        "VF 0  trust on -> off",
                        "VF 0  link_state auto -> enable",
                        "VF 0  min_tx_rate 0 -> 9",
                        "VF 0  max_tx_rate 0 -> 9",
                        "VF 0  query_rss on -> off",
                        "VF 0  driver auto -> none"),
                described(Difference.between(
                        port("02:00:00:00:00:0a", "0000:01:00.0", 0, "a", 1, ONE),
                        port("02:00:00:00:00:0a", "0000:01:00.0", 0, "a", 1, OTHER))));
    }

    @Test
    void aVfThatOneSideLeavesOutIsComparedAllTheSame() {
        SavedPort with = port("02:00:00:00:00:0a", "0000:01:00.0", 0, "a", 1, ONE);
        SavedPort without = port("02:00:00:00:00:0a", "0000:01:00.0", 0, "a", 1);
        assertEquals(10, Difference.between(with, without).size());
        assertEquals(10, Difference.between(without, with).size());
    }

    /** A new name or PCI address is no drift, and neither is a field that one side does not have. */
    @Test
    void onlyWhatBothSaySomethingOfIsDrift() {
        SavedPort live = port("02:00:00:00:00:0a", "0000:01:00.0", 0, "a", 1, ONE);
        assertEquals(
                List.of("vf_count 1 -> 2"),
                described(Difference.driftOf(live, port("02:00:00:00:00:0b", "0000:02:00.0", 1, "b", 2))));
        assertEquals(List.of(), Difference.driftOf(port("02:00:00:00:00:0a", "0000:01:00.0", 0, "a", 1), live));
        assertEquals(
                10,
                Difference.driftOf(live, port("02:00:00:00:00:0a", "0000:01:00.0", 0, "a", 1, OTHER))
                        .size());
    }
}
