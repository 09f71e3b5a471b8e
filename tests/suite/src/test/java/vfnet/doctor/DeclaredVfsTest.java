// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vfnet.doctor.OtherToolsTold.list;
import static vfnet.doctor.OtherToolsTold.ports;
import static vfnet.doctor.OtherToolsTold.told;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other tools whose files declare the number of VFs of a port: what {@code vfnet doctor} finds of them. */
class DeclaredVfsTest {
    private static final Patched SOUND = Patched.machine("igb-sound").with("[/run/systemd/system]");

    @Test
    void nmstatesFilesCount() {
        assertEquals(
                List.of("eth1"),
                told(SOUND.file(
                        "/etc/nmstate/10-vfs.yml",
                        "interfaces:",
                        "- ipv4: {enabled: false}",
                        "  name: eth1",
                        "  type: ethernet",
                        "  ethernet:",
                        "    sr-iov:",
                        "      total-vfs: 4")));
        assertEquals(List.of(), told(SOUND.file("/etc/nmstate/10.yml", "interfaces:", "- name: eth1", "  mtu: 9000")));
        assertEquals(
                List.of(),
                told(SOUND.file(
                        "/etc/nmstate/10.yml.applied",
                        "interfaces:",
                        "- name: eth1",
                        "  ethernet:",
                        "    sr-iov:",
                        "      total-vfs: 4")));
    }

    @Test
    void osNetConfigsFilesCount() {
        assertEquals(
                List.of("eth1"),
                told(SOUND.file(
                        "/etc/os-net-config/config.yaml",
                        "network_config:",
                        "- type: ovs_bridge",
                        "  name: br0",
                        "  members:",
                        "  - type: sriov_pf",
                        "    name: eth1",
                        "    numvfs: 4")));
        assertEquals(
                List.of("eth1"),
                told(SOUND.file(
                        "/etc/os-net-config/config.json",
                        "{\"network_config\": [{\"type\": \"sriov_pf\",",
                        "\"name\": \"eth1\", \"numvfs\": 4, \"secret\": \"x\"}]}")));
        assertEquals(
                List.of("-"),
                told(SOUND.file(
                        "/var/lib/os-net-config/sriov_config.yaml",
                        "- device_type: pf",
                        "  name: nic2",
                        "  numvfs: 4")));
    }

    @Test
    void theOperatorsFilesCount() {
        assertEquals(
                List.of("eth1"),
                told(SOUND.file(
                        "/etc/sriov-operator/sriov-interface-config.yaml",
                        "spec:",
                        "  interfaces:",
                        "  - pciaddress: 0000:02:00.0",
                        "    numvfs: 4",
                        "    name: eth1")));
        assertEquals(
                List.of("eth1"),
                told(SOUND.file(
                        "/etc/sriov-operator/pci/0000:02:00.0",
                        "{\"pciAddress\":\"0000:02:00.0\",\"numVfs\":4,\"vfGroups\":[{\"vfRange\":\"0-3\"}]}")));
        assertEquals(
                List.of(),
                told(SOUND.file("/etc/sriov-operator/pci/0000:02:00.0", "{\"pciAddress\":\"0000:02:00.0\"}")));
    }

    @ParameterizedTest
    @CsvSource({
        "sriov.cfg, VFS=0000:02:00.0|8086:10c9|4 0000:17:00.0|8086:56c0|7, eth1",
        "sriov.cfg, VFS=0000:17:00.0|8086:56c0|7, ''",
        "vfio-pci.cfg, BIND=0000:02:10.0|8086:10ca 0000:17:00.0|10de:2204, eth1",
        "sriovvfs.cfg, VFSETTINGS=0000:02:10.0|8086:10ca|1|02:00:00:00:00:01, eth1",
        "go, echo 4 > /sys/class/net/eth1/device/sriov_numvfs, eth1"
    })
    void unraidKeepsItsSettingsOnItsStick(String file, String line, String ports) {
        assertEquals(list(ports), told(SOUND.file("/boot/config/" + file, line)));
    }
}
