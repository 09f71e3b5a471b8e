// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vfnet.suite.Machines;

/** How bridges are stacked over ports, and what is behind them: by the kernel's own links alone. */
class BridgeStackTest {
    private static final String TEXT = Machines.text("bridges");
    private static final List<String> ALL = List.of(
            "0a:5c:00:00:00:34 vmbr0 missing",
            "52:54:00:00:00:99 nic9 missing",
            "bc:24:11:00:01:00 tap100i0 missing",
            "bc:24:11:00:01:01 tap101i0 missing",
            "bc:24:11:00:01:02 tap102i0 missing",
            "bc:24:11:00:02:00 veth200i0 registered",
            "bc:24:11:00:09:01 vxlan9 missing");

    private static String with(String what, String by) {
        assertTrue(TEXT.contains(what), what);
        return TEXT.replace(what, by);
    }

    @Test
    void aBridgeAndThoseThatAreStackedWithItAreFound() {
        Bridged port = Bridged.of(TEXT, "enp1s0f0");
        assertEquals(List.of("fwbr101i0", "vmbr0", "vmbr20"), port.bridges());
        assertEquals(ALL, port.addresses());
    }

    /** The router, and what is on the wire in another VLAN; not VF 0, which the card knows. */
    @Test
    void whatIsOnAWireIsNotBehindABridge() {
        Bridged port = Bridged.of(TEXT, "enp1s0f0");
        assertEquals(2, port.port().get("on_wire").asInt());
        assertEquals(1, port.port().get("registered_by_others").asInt());
    }

    @Test
    void namesDoNotMatter() {
        String renamed = TEXT.replace("vmbr0.20", "eth7")
                .replace("vmbr0", "tap9")
                .replace("vmbr20", "bond9")
                .replace("fwbr101i0", "veth9")
                .replace("fwpr101p0", "eno8")
                .replace("fwln101i0", "eno9")
                .replace("nic9", "tap8");
        Bridged port = Bridged.of(renamed, "enp1s0f0");
        assertEquals(
                ALL.stream()
                        .map(line -> line.replace("vmbr0", "tap9").replace("nic9", "tap8"))
                        .toList(),
                port.addresses());
        assertEquals(2, port.port().get("on_wire").asInt());
    }

    @Test
    void aBondAndAVlanOnItAreFollowed() {
        Bridged port = Bridged.of(TEXT, "enp1s0f1");
        assertEquals(List.of("vmbr30"), port.bridges());
        assertEquals(List.of("bc:24:11:00:01:03 tap103i0 missing"), port.addresses());
    }

    /** What is sent to a port on standby is dropped; outside, the way leads to the active one. */
    @Test
    void aPortOnStandbyInItsBondNeedsNothing() {
        assertTrue(Bridged.of(TEXT, "sfp0").unneeded().contains("standby in bond0"));
        Bridged active = Bridged.of(with("\"state\":\"BACKUP\"", "\"state\":\"ACTIVE\""), "sfp0");
        assertEquals(List.of("bc:24:11:00:01:03 tap103i0 missing"), active.addresses());
    }

    /** sfp1 carries the tunnel vxlan9: what is behind vmbr0 is not behind sfp1. */
    @Test
    void aTunnelIsNoStack() {
        assertEquals(List.of(), Bridged.of(TEXT, "sfp1").bridges());
    }

    @Test
    void theBridgesOwnAddressCountsWhereTheHostHasAnAddressThere() {
        String own = "0a:5c:00:00:00:20 vmbr20 missing";
        assertFalse(Bridged.of(TEXT, "enp1s0f0").addresses().contains(own));
        String addressed = TEXT.replaceAll(
                "(\"ifname\":\"vmbr20\".*\"addr_info\":\\[)\\]",
                "$1{\"family\":\"inet\",\"local\":\"192.0.2.120\",\"prefixlen\":24}]");
        assertTrue(Bridged.of(addressed, "enp1s0f0").addresses().contains(own));
        String linkLocal = addressed.replace("192.0.2.120", "fe80::1");
        assertFalse(Bridged.of(linkLocal, "enp1s0f0").addresses().contains(own));
    }

    @Test
    void aPairThatLeadsToNoBridgeIsAGuest() {
        String alone = with("\"master\":\"fwbr101i0\"", "\"master\":\"gone\"");
        Bridged port = Bridged.of(alone, "enp1s0f0");
        assertEquals(List.of("vmbr0", "vmbr20"), port.bridges());
        assertTrue(port.addresses().contains("bc:24:11:00:01:01 fwpr101p0 missing"));
    }

    /** The wire of another card is reached through the bridge alone, that of a VF of this card without it. */
    @Test
    void whatIsBehindAnotherCardIsBehindTheBridge() {
        String own = with(
                        "\"mac\":\"52:54:00:00:00:99\",\"ifname\":\"nic9\"",
                        "\"mac\":\"52:54:00:00:00:99\",\"ifname\":\"enp1s0f0v2\"")
                .replaceAll("(\"ifname\":\"enp1s0f0v2\".*?)\"operstate\"", "$1\"master\":\"vmbr0\",\"operstate\"");
        Bridged port = Bridged.of(own, "enp1s0f0");
        assertEquals(3, port.port().get("on_wire").asInt());
        assertFalse(port.addresses().toString().contains("52:54:00:00:00:99"));
    }

    @Test
    void aPortWithoutVfsNeedsNothing() {
        assertEquals("it has no VFs", Bridged.of(TEXT, "nic9").unneeded());
    }

    @Test
    void anUnreadableListIsNoEmptyOne() {
        String unread = TEXT.substring(0, TEXT.indexOf("[bridge -json fdb show]")) + "[bridge -json fdb show]\n! 1\n";
        Bridged port = Bridged.of(unread, "enp1s0f0");
        assertTrue(port.port().get("in_line").isNull());
        assertTrue(port.port().get("on_wire").isNull());
    }
}
