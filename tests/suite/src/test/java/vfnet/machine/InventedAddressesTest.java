// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.system.MachineView;

/** A snapshot that is given away has no address of its owner. */
@Tag("slow")
class InventedAddressesTest {
    /** Of 6 bytes or more, as a whole: a GUID has 8, InfiniBand's address has 20. */
    private static final Pattern MAC = Pattern.compile("(?i)(?<![0-9a-f])[0-9a-f]{2}(:[0-9a-f]{2}){5,}(?![0-9a-f])");

    private static final int GUID_AT = 12 * 3;
    private static final String ZERO_GUID = "00:00:00:00:00:00:00:00";
    private static final Pattern IPV4 = Pattern.compile("(?<![0-9.])\\d+\\.\\d+\\.\\d+\\.\\d+(?![0-9.])");
    private static final Pattern IPV6 = Pattern.compile("(?i)(?<=\")[0-9a-f]{1,4}(:{1,2}[0-9a-f]{1,4})+(::)?(?=[/\"])");
    private static final String INFINIBAND_ZERO = "00" + ":00".repeat(19);
    private static final String INFINIBAND_BROADCAST = "00:ff:ff:ff:ff:12:40:1b:ff:ff:00:00:00:00:00:00:ff:ff:ff:ff";
    /** The first octet is odd (IEEE 802); bridges have them. */
    private static final String GROUP = "[0-9a-f][13579bdf](:[0-9a-f]{2}){5}";

    private static final Set<String> NOBODYS = Set.of(
            "00:00:00:00:00:00",
            "ff:ff:ff:ff:ff:ff",
            "0.0.0.0",
            "127.0.0.1",
            "127.0.0.0",
            "127.255.255.255",
            "255.255.255.255",
            INFINIBAND_ZERO,
            INFINIBAND_BROADCAST);

    static List<String> machines() {
        return Machines.names();
    }

    private static String captured(MachineView machine, String... words) {
        List<String> line = new ArrayList<>(List.of("capture"));
        line.addAll(List.of(words));
        return Cli.on(machine, line.toArray(String[]::new)).out();
    }

    /** The owner's addresses in this text, as written there. */
    private static Set<String> addresses(String text, Pattern kind) {
        return kind.matcher(text)
                .results()
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .filter(address -> !NOBODYS.contains(address) && !address.matches(GROUP))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** These and what is in them: the GUID of an InfiniBand address, the MAC address that a GUID is derived from. */
    private static Set<String> withGuids(Set<String> addresses) {
        Set<String> all = new LinkedHashSet<>(addresses);
        addresses.stream()
                .filter(InventedAddressesTest::isInfiniBand)
                .map(address -> address.substring(GUID_AT))
                .forEach(all::add);
        List.copyOf(all).stream()
                .filter(address -> address.matches(".{9}(ff:fe|03:00).{9}"))
                .map(guid -> guid.substring(0, 9) + guid.substring(15))
                .forEach(all::add);
        all.remove(ZERO_GUID);
        return all;
    }

    private static boolean isInfiniBand(String address) {
        return address.length() == 20 * 3 - 1;
    }

    /** Except those that look generated already. */
    @ParameterizedTest
    @MethodSource("machines")
    void noneOfTheOwnersAddressesRemains(String name) throws IOException {
        String kept = captured(Machines.shipped(name), "--keep-addresses");
        String invented = captured(Machines.shipped(name)).toLowerCase(Locale.ROOT);
        for (String mac : withGuids(addresses(kept, MAC))) {
            if (mac.startsWith("02:00:00:00:")) {
                continue;
            }
            assertFalse(invented.contains(mac), mac);
            assertFalse(invented.contains(mac.replace(":", "")), mac + " without colons");
            assertFalse(invented.contains(mac.replace(':', '-')), mac + " with hyphens");
        }
        for (Pattern kind : List.of(IPV4, IPV6)) {
            for (String ip : addresses(kept, kind)) {
                assertFalse(
                        !MAC.matcher(ip).matches()
                                && (invented.contains('"' + ip + '"') || invented.contains('"' + ip + '/')),
                        ip);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void equalAddressesStayEqualAndDifferentOnesDifferent(String name) throws IOException {
        String kept = captured(Machines.shipped(name), "--keep-addresses");
        String invented = captured(Machines.shipped(name));
        assertEquals(kept.lines().count(), invented.lines().count());
        Map<String, String> replacement = new HashMap<>();
        List<String> before = MAC.matcher(kept)
                .results()
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .toList();
        List<String> after =
                MAC.matcher(invented).results().map(match -> match.group()).toList();
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            String known = replacement.putIfAbsent(before.get(i), after.get(i));
            assertTrue(known == null || known.equals(after.get(i)), before.get(i) + " became two addresses");
        }
        assertEquals(replacement.size(), Set.copyOf(replacement.values()).size(), "two addresses became one");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void withInventedAddressesTheListHasTheSameShape(String name) throws IOException {
        MachineView machine = Machines.shipped(name);
        String list = Cli.on(machine, "list", "--json").out();
        String again = Cli.on(Machines.of(captured(machine)), "list", "--json").out();
        assertEquals(withoutAddresses(list), withoutAddresses(again));
    }

    private static String withoutAddresses(String list) {
        return MAC.matcher(list)
                .replaceAll("a MAC address")
                .replaceAll("\"(address|destination)\":\"[^\"]*/", "\"$1\":\"an IP address/");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void inventedAddressesAreLocallyAdministeredAndUnicast(String name) {
        addresses(captured(Machines.shipped(name)), MAC).stream()
                .filter(mac -> !mac.matches("(01:00:5e|33:33|01:80:c2).*"))
                .forEach(mac -> assertEquals(2, firstByte(mac) & 3, mac));
    }

    /** An InfiniBand address begins with the number of a queue pair; its GUID shows who administers it. */
    private static int firstByte(String address) {
        int start = isInfiniBand(address) ? GUID_AT : 0;
        return Integer.parseInt(address.substring(start, start + 2), 16);
    }

    /** The queue pair and the usual prefix stay; so do zero and broadcast, which identify nobody. */
    @Test
    void anInfiniBandAddressKeepsWhatIsNotItsOwners() {
        String kept = captured(Machines.shipped("infiniband"), "--keep-addresses");
        String invented = captured(Machines.shipped("infiniband"));
        assertEquals(
                all(kept, "00:00:10:29:fe:80:00:00:00:00:00:00:"),
                all(invented, "00:00:10:29:fe:80:00:00:00:00:00:00:"));
        assertEquals(2, all(invented, INFINIBAND_ZERO));
        assertEquals(2, all(invented, INFINIBAND_BROADCAST));
        assertEquals(0, all(invented, "44:55:"));
    }

    private static long all(String text, String part) {
        return Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
    }

    /** A GUID is one address in every notation, and so is the MAC address that it is derived from. */
    @ParameterizedTest
    @CsvSource({"b8:59:9f:03:00:a0:c1:d7, b8:59:9f:a0:c1:d7, 03:00", "b8:59:9f:ff:fe:a0:c1:d7, b8:59:9f:a0:c1:d7, ff:fe"
    })
    void aGuidIsReplacedAlikeInEveryDress(String guid, String mac, String filling) throws IOException {
        String address = "80:00:02:08:fe:80:00:00:00:00:00:00:" + guid;
        String other = "00:00:10:29:20:01:0d:b8:00:07:00:09:" + guid;
        String bare = guid.replace(":", "");
        String groups = bare.replaceAll("(.{4})(?!$)", "$1:");
        List<String> dresses = List.of(
                address, guid, mac, bare, groups, mac.replace(":", ""), "?*" + guid, other, address.replace(":", ""));
        String text = Machines.text("x550")
                .replace("| {\"ifindex\":2,", "| {\"ifalias\":\"" + String.join(" ", dresses) + "\",\"ifindex\":2,");
        String invented = captured(Machines.of(text));
        String[] found = invented.replaceAll("(?s).*\"ifalias\":\"([^\"]*)\",\"ifindex\":2,.*", "$1")
                .split(" ");
        String newGuid = found[1];
        String newBare = newGuid.replace(":", "");
        assertEquals(
                List.of(
                        found[0].substring(0, GUID_AT) + newGuid,
                        newGuid,
                        newGuid.replace(":" + filling, ""),
                        newBare,
                        newBare.replaceAll("(.{4})(?!$)", "$1:"),
                        newGuid.replace(":" + filling, "").replace(":", ""),
                        "?*" + newGuid,
                        found[7].substring(0, GUID_AT) + newGuid,
                        found[0].replace(":", "")),
                List.of(found));
        assertTrue(found[0].startsWith("80:00:02:08:fe:80:00:00:00:00:00:00:02:"), found[0]);
        assertTrue(found[7].startsWith("00:00:10:29:02:00:00:00:"), found[7]);
        for (String trace : List.of("b8:59:9f", "b8599f", "b859:9f", "a0:c1:d7", "a0c1d7", "a0:c1d7", "20:01:0d:b8")) {
            assertFalse(invented.contains(trace), trace);
        }
    }

    /** Digits without colons are known as the owner's where the machine has the address in another form only. */
    @ParameterizedTest
    @CsvSource({
        "80:00:02:08:fe:80:00:00:00:00:00:00:b8:59:9f:03:00:a0:c1:d7, b8599f0300a0c1d7",
        "80:00:02:08:fe:80:00:00:00:00:00:00:b8:59:9f:03:00:a0:c1:d7, b859:9f03:00a0:c1d7",
        "80:00:02:08:fe:80:00:00:00:00:00:00:b8:59:9f:03:00:a0:c1:d7, b8599fa0c1d7",
        "b8:59:9f:ff:fe:a0:c1:d7, b8599fa0c1d7",
        "b8:59:9f:a0:c1:d7, b8599f0300a0c1d7",
        "b8:59:9f:a0:c1:d7, b859:9fff:fea0:c1d7"
    })
    void anAddressWithoutColonsIsKnownByItsOtherForms(String known, String other) throws IOException {
        String text = Machines.text("x550")
                .replace("| {\"ifindex\":2,", "| {\"ifalias\":\"" + known + " 0x" + other + "\",\"ifindex\":2,");
        assertTrue(text.contains(other));
        assertFalse(captured(Machines.of(text)).contains(other));
    }

    /** The numbers of vfio-pci's option look like a GUID in groups, and are not. */
    @Test
    void thePciNumbersOfAnOptionStay() throws IOException {
        String text = Machines.text("x550")
                .replace("| {\"ifindex\":2,", "| {\"ifalias\":\"vfio-pci.ids=8086:1563:8086:0001\",\"ifindex\":2,");
        assertTrue(captured(Machines.of(text)).contains("\"vfio-pci.ids=8086:1563:8086:0001\""));
    }

    /** Every notation of an address of this machine in sysfs and in ip's output. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"address\":\"D0:50:99:E1:A4:10\"",
                "\"bridge_id\":\"8000.d0:50:99:e1:a4:10\"",
                "\"phys_switch_id\":\"d05099e1a410\"",
                "\"phys_port_id\":\"d05099e1a410\"",
                "\"altnames\":[\"enxd05099e1a410\"]",
                "\"altnames\":[\"wlxd05099e1a410\"]",
                "\"ifalias\":\"mac d0:50:99:e1:a4:10, see wiki\"",
                "\"ifalias\":\"D0-50-99-E1-A4-10\"",
                "\"info_data\":{\"ad_partner_mac\":\"d0:50:99:e1:a4:10\"}",
                "\"local\":\"fe80::d250:99ff:fee1:a410\"",
                "\"local\":\"2001:db8:1:2:d250:99ff:fee1:a410\"",
                "\"switchid\":\"d05099e1a410\"",
                "\"ifalias\":\"8c:d0:50:99:e1:a4:10\""
            })
    void anAddressIsReplacedInEveryDress(String field) throws IOException {
        String text = Machines.text("x550").replace("| {\"ifindex\":2,", "| {" + field + ",\"ifindex\":2,");
        String invented = captured(Machines.of(text)).toLowerCase(Locale.ROOT);
        for (String trace :
                List.of("d0:50:99:e1:a4:10", "d05099e1a410", "d0-50-99-e1-a4-10", "99ff:fee1", "50:99:e1:a4")) {
            assertFalse(invented.contains(trace), field + " leaves " + trace);
        }
    }

    @Test
    void anAddressInAnInterfacesNameIsReplacedEverywhereAlike() throws IOException {
        String text = Machines.text("x550").replace("enp1s0f1", "enxd05099e1a411");
        MachineView again = Machines.of(captured(Machines.of(text)));
        String[] row = Cli.on(again, "--no-header", "-o", "interface,mac_address,driver")
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(" +");
        assertEquals("enx" + row[1].replace(":", ""), row[0]);
        assertFalse(row[0].equals("enxd05099e1a411"));
        assertEquals("ixgbe", row[2]);
    }
}
