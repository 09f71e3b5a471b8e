// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.anonymize;

import java.util.regex.Pattern;

/** The forms of addresses in sysfs and in the output of {@code ip}. */
final class AddressPatterns {
    static final String ID_GROUP = "id";
    static final String BARE_GROUP = "bare";
    static final String IP_GROUP = "ip";

    private static final String DIGIT = "[0-9a-f]";
    /** Six bytes and more, since InfiniBand's are longer; after a bridge's priority ({@code 8000.}) too. */
    private static final String COLONS = "(?<!D)DD(?<mark>[:-])DD(?:\\k<mark>DD){4,}(?!D|::)";
    /** udev names an interface after its address. */
    private static final String IN_NAMES = "(?<=(?:en|ib|sl|wl|ww)x)D{12}(?!D)";
    /**
     * Groups of four are a GUID as in sysfs (node_guid_show in drivers/infiniband/core/device.c), or PCI numbers in
     * vfio-pci's option {@code ids}. Like digits alone they are an address only where the machine has that address.
     */
    private static final String BARE =
            "(?<!D)(?<bare>D{12}|D{16}|D{40}|D{4}\\.D{4}\\.D{4}" + "|(?<!:)D{4}(?::D{4}){3}(?!:))(?!D)";

    private static final String ID = "(?<=\"(?:phys_switch_id|phys_port_id|switch_?id|port_?id)\":\")(?<id>D+)(?=\")";
    private static final String IPV4 = "(?<![0-9]|[0-9]\\.)(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9]|\\.[0-9])";
    /** Eight groups, or fewer with {@code ::} among them. */
    private static final String IPV6 =
            "(?<![0-9a-z:.])(?:(?:D{1,4}:){7}D{1,4}|(?=[0-9a-f:]*::)D{0,4}(?::D{0,4}){2,7})" + "(?![0-9a-z:.])";

    static final Pattern MAC = pattern(COLONS);
    static final Pattern IN_TREE = pattern(ID, COLONS, IN_NAMES, BARE, "(?<ip>(?!))");
    /** MAC addresses come before IPv6: eight bytes with colons are InfiniBand's. */
    static final Pattern IN_ANSWERS = pattern(ID, COLONS, IN_NAMES, BARE, "(?<ip>" + IPV6 + "|" + IPV4 + ")");

    /** With the multicast addresses of Ethernet, and those of IPv4 on InfiniBand (RFC 4391, section 4). */
    private static final Pattern NOBODYS_MAC =
            Pattern.compile("0+|f+|(?:01005e|3333..|0180c2).{6}" + "|00f{8}1.401b.{4}0{12}.{8}");

    private static final Pattern NOBODYS_IP =
            Pattern.compile("0\\.0\\.0\\.0|(?:127|255|22[4-9]|23\\d)\\..*|::1?|fe80::" + "|ff[0-9a-f]{2}:.*");

    private AddressPatterns() {}

    private static Pattern pattern(String... kinds) {
        return Pattern.compile(String.join("|", kinds).replace("D", DIGIT), Pattern.CASE_INSENSITIVE);
    }

    static boolean isNobodysMac(String digits) {
        return NOBODYS_MAC.matcher(digits).matches();
    }

    static boolean isNobodysIp(String address) {
        return NOBODYS_IP.matcher(address).matches();
    }
}
