// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.system.VfioNodes;

/** Device numbers, and how they identify an open file. */
class DeviceNumberTest {
    private static final VfioNodes NODES = new VfioNodes(Map.of(new DeviceNumber(241, 0), "/dev/vfio/17"));

    @ParameterizedTest
    @CsvSource({"241:3, 241, 3", "0:0, 0, 0", "4095:1048575, 4095, 1048575"})
    void anAttributeIsRead(String text, int major, int minor) {
        assertEquals(Optional.of(new DeviceNumber(major, minor)), DeviceNumber.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "1", "1:", ":1", "a:b", "1:2:3", "1: 2"})
    void anythingElseIsNone(String text) {
        assertEquals(Optional.empty(), DeviceNumber.parse(text));
    }

    @Test
    void theKernelsNumberIsTakenApart() throws Exception {
        Map<String, Object> status = Files.readAttributes(Path.of("/dev/null"), "unix:mode,rdev");
        assertEquals(Optional.of(new DeviceNumber(1, 3)), DeviceNumber.ofFile((Integer) status.get("mode"), (Long)
                status.get("rdev")));
        assertEquals(Optional.of(new DeviceNumber(0x123, 0x456_78)), DeviceNumber.ofFile(0020666, 0x456_1_23_78L));
        assertEquals(Optional.empty(), DeviceNumber.ofFile(0060666, 0x0103), "a block device");
        assertEquals(Optional.empty(), DeviceNumber.ofFile(0100644, 0x0103), "a file");
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/vfio/17, /dev/vfio/17",
        "/dev/vfio/17 (deleted), /dev/vfio/17",
        "/dev/vfio/devices/vfio3, /dev/vfio/devices/vfio3",
        "/dev/vfio/vfio,",
        "/dev/null,",
        "/srv/guest/dev/vfio/17,",
        "socket:[7],"
    })
    void withoutANumberThePathDecides(String target, String node) {
        assertEquals(Optional.ofNullable(node), NODES.node(target, Optional.empty()));
    }

    @Test
    void aKnownNumberDecidesWhateverThePath() {
        Optional<DeviceNumber> group = Optional.of(new DeviceNumber(241, 0));
        assertEquals(Optional.of("/dev/vfio/17"), NODES.node("/srv/guest/dev/vfio/5", group));
        assertEquals(Optional.of("/dev/vfio/17"), NODES.node("/dev/vfio/5", group));
        assertEquals(Optional.empty(), NODES.node("/srv/x", Optional.of(new DeviceNumber(1, 3))));
    }

    @ParameterizedTest
    @CsvSource({
        "bridge, BRIDGE, true",
        "bond, BOND, true",
        "openvswitch, OPEN_VSWITCH, true",
        "vlan, VLAN, false",
        "macvtap, MACVTAP, false",
        "hsr, OTHER, false",
        "'', OTHER, false"
    })
    void aKindIsKnownByTheKernelsName(String name, LinkKind kind, boolean members) {
        assertEquals(kind, LinkKind.of(name));
        assertEquals(members, kind.hasMembers());
    }
}
