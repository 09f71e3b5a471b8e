// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.util.Optional;
import vfnet.model.Guid;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.Vlan;

/**
 * One line for {@code ip -batch}: one setting of one VF. It is composed of parsed values only.
 *
 * @param text as ip reads it
 * @param name the interface's name when the machine was read; empty where it is unknown
 */
public record IpLine(String text, Optional<InterfaceName> name) implements InterfaceLine {
    private static final String DEVICE = "link set dev if";

    /**
     * A line about an interface whose name is unknown.
     *
     * @param text as ip reads it
     */
    public IpLine(String text) {
        this(text, Optional.empty());
    }

    /**
     * {@return the same line about an interface of this name}
     *
     * @param known its name when the machine was read
     */
    public IpLine of(InterfaceName known) {
        return new IpLine(text, Optional.of(known));
    }

    /**
     * {@return the line that brings the PF's interface up}
     *
     * @param pfIndex ifindex of the PF's interface
     */
    public static IpLine bringUp(int pfIndex) {
        return new IpLine(DEVICE + pfIndex + " up");
    }

    /**
     * {@return the line that brings the PF's interface down}
     *
     * @param pfIndex ifindex of the PF's interface
     */
    public static IpLine bringDown(int pfIndex) {
        return new IpLine(DEVICE + pfIndex + " down");
    }

    /**
     * {@return the line that sets a VF's MAC address}
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param address the new address; all zeros for none
     */
    public static IpLine address(int pfIndex, int vf, MacAddress address) {
        return vf(pfIndex, vf, "mac " + address);
    }

    /**
     * {@return the line that sets the GUID of a VF as an InfiniBand node}
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param guid the new GUID; all zeros for none
     */
    public static IpLine nodeGuid(int pfIndex, int vf, Guid guid) {
        return vf(pfIndex, vf, "node_guid " + guid);
    }

    /**
     * {@return the line that sets the GUID of a VF's InfiniBand port}
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param guid the new GUID; all zeros for none
     */
    public static IpLine portGuid(int pfIndex, int vf, Guid guid) {
        return vf(pfIndex, vf, "port_guid " + guid);
    }

    /**
     * {@return the line that sets a VF's VLAN} The protocol is named only where it is not 802.1Q: drivers that support
     * no other refuse the keyword.
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param vlan ID 0 to 4094, priority 0 to 7; {@link Vlan#NONE} removes the VF from its VLAN
     */
    public static IpLine vlan(int pfIndex, int vf, Vlan vlan) {
        String usual = vlan.protocol().equalsIgnoreCase("802.1Q") ? "" : " proto " + vlan.protocol();
        return vf(pfIndex, vf, "vlan " + vlan.id() + " qos " + vlan.qos() + usual);
    }

    /**
     * {@return the line that turns a VF's spoof check on or off}
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param on whether the port drops frames that the VF sends from another address than its own
     */
    public static IpLine spoofCheck(int pfIndex, int vf, boolean on) {
        return vf(pfIndex, vf, "spoofchk " + onOff(on));
    }

    /**
     * {@return the line that makes a VF trusted or untrusted}
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param on whether the PF's driver grants the VF what it denies others, such as promiscuous mode
     */
    public static IpLine trust(int pfIndex, int vf, boolean on) {
        return vf(pfIndex, vf, "trust " + onOff(on));
    }

    /**
     * {@return the line that allows or forbids a VF to read the RSS settings of the port}
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param on whether the VF may read the redirection table and the hash key
     */
    public static IpLine queryRss(int pfIndex, int vf, boolean on) {
        return vf(pfIndex, vf, "query_rss " + onOff(on));
    }

    /**
     * {@return the line that sets a VF's link state}
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param state {@code auto}, which follows the port, {@code enable} or {@code disable}
     */
    public static IpLine linkState(int pfIndex, int vf, String state) {
        return vf(pfIndex, vf, "state " + state);
    }

    /**
     * {@return the line that sets both rates of a VF} The kernel sets them together (IFLA_VF_RATE).
     *
     * @param pfIndex ifindex of the PF's interface
     * @param vf the VF's index, from 0
     * @param least the guaranteed rate in Mbit/s; 0 = none
     * @param most the maximum rate in Mbit/s; 0 = unlimited
     */
    public static IpLine rates(int pfIndex, int vf, int least, int most) {
        return vf(pfIndex, vf, "max_tx_rate " + most + " min_tx_rate " + least);
    }

    private static IpLine vf(int pfIndex, int vf, String setting) {
        return new IpLine(DEVICE + pfIndex + " vf " + vf + " " + setting);
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
