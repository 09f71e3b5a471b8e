package vfnet.apply;

import vfnet.model.MacAddress;
import vfnet.model.Vlan;

/**
 * One line for {@code ip -batch}: one setting of one VF. It is made from parsed values alone, and names the PF's
 * interface by its number, for names may change under udev's hands.
 *
 * @param text as ip reads it
 */
public record IpLine(String text) {

    static IpLine raise(int pfIndex) {
        return new IpLine("link set dev if" + pfIndex + " up");
    }

    static IpLine lower(int pfIndex) {
        return new IpLine("link set dev if" + pfIndex + " down");
    }

    static IpLine address(int pfIndex, int vf, MacAddress address) {
        return vf(pfIndex, vf, "mac " + address);
    }

    /** The protocol is named only where it is not the usual one: drivers that know no other refuse the word. */
    static IpLine vlan(int pfIndex, int vf, Vlan vlan) {
        String usual = vlan.protocol().equalsIgnoreCase("802.1Q") ? "" : " proto " + vlan.protocol();
        return vf(pfIndex, vf, "vlan " + vlan.id() + " qos " + vlan.qos() + usual);
    }

    static IpLine spoofCheck(int pfIndex, int vf, boolean on) {
        return vf(pfIndex, vf, "spoofchk " + onOff(on));
    }

    static IpLine trust(int pfIndex, int vf, boolean on) {
        return vf(pfIndex, vf, "trust " + onOff(on));
    }

    static IpLine queryRss(int pfIndex, int vf, boolean on) {
        return vf(pfIndex, vf, "query_rss " + onOff(on));
    }

    /** @param state {@code auto}, {@code enable} or {@code disable} */
    static IpLine linkState(int pfIndex, int vf, String state) {
        return vf(pfIndex, vf, "state " + state);
    }

    /** Both rates in Mbit/s; 0 is no bound. The kernel sets them together (IFLA_VF_RATE). */
    static IpLine rates(int pfIndex, int vf, int least, int most) {
        return vf(pfIndex, vf, "max_tx_rate " + most + " min_tx_rate " + least);
    }

    private static IpLine vf(int pfIndex, int vf, String setting) {
        return new IpLine("link set dev if" + pfIndex + " vf " + vf + " " + setting);
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
