// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.discovery.iproute.AddressParser;
import vfnet.discovery.iproute.AddressedInterface;
import vfnet.discovery.iproute.RouteParser;

/** The interfaces of routes, as {@code ip} prints them, and the owners of addresses. */
class RouteParserTest {

    private static List<String> through(String json) throws IOException {
        return RouteParser.parse(json.getBytes(StandardCharsets.UTF_8)).defaults().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void everyTableAndFamilyCounts() throws IOException {
        assertEquals(List.of("eth0", "eth1", "eth2"), through("""
                [{"dst":"default","gateway":"10.9.8.2","dev":"eth1","table":"100","flags":[]},
                {"dst":"default","gateway":"10.9.8.1","dev":"eth0","flags":[]},
                {"dst":"10.9.8.0/24","dev":"eth3","protocol":"kernel","scope":"link","prefsrc":"10.9.8.7","flags":[]},
                {"dst":"default","gateway":"2001:db8:9::2","dev":"eth2","metric":1024,"flags":[],"pref":"medium"},
                {"type":"unreachable","dst":"default","dev":"lo","metric":9999,"flags":[],"pref":"medium"}]"""));
    }

    @Test
    void aRouteOverSeveralInterfacesLeavesThroughEach() throws IOException {
        assertEquals(List.of("eth0", "eth1"), through("""
                [{"dst":"default","flags":[],"nexthops":[{"gateway":"10.0.0.1","dev":"eth1","weight":1,"flags":[]},
                {"gateway":"10.0.0.2","dev":"eth0","weight":1,"flags":["linkdown"]}]},
                {"dst":"10.77.0.0/16","flags":[],"nexthops":[{"gateway":"10.9.8.3","dev":"eth4","weight":1,"flags":[]}]}]"""));
    }

    private static String others(String json) throws IOException {
        return RouteParser.parse(json.getBytes(StandardCharsets.UTF_8)).others().toString();
    }

    @Test
    void otherRoutesAreCountedByInterface() throws IOException {
        assertEquals(
                "{eth0=Destinations[first=10.0.0.0/8, count=2], eth4=Destinations[first=10.77.0.0/16, count=1]}",
                others("""
                [{"dst":"10.0.0.0/8","via":{"family":"inet6","host":"fe80::1"},"dev":"eth0","protocol":"bgp","flags":[]},
                {"dst":"default","dev":"eth0","flags":[]},
                {"dst":"10.77.0.0/16","flags":[],"nexthops":[{"dev":"eth4","weight":1},{"dev":"eth0","weight":1}]}]"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"dst\":\"10.1.0.0/16\",\"protocol\":\"kernel\"",
                "\"dst\":\"fe80::/64\"",
                "\"dst\":\"ff00::/8\"",
                "\"dst\":\"10.1.0.1\",\"type\":\"local\"",
                "\"dst\":\"10.1.0.1\",\"type\":\"anycast\"",
                "\"dst\":\"10.1.0.255\",\"type\":\"broadcast\"",
                "\"dst\":\"ff05::/16\",\"type\":\"multicast\"",
                "\"dst\":\"10.1.0.0/16\",\"type\":\"unreachable\""
            })
    void aRouteThatTheKernelAddsIsNoUse(String route) throws IOException {
        assertEquals("{}", others("[{" + route + ",\"dev\":\"eth0\",\"flags\":[]}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'dst':'10.0.0.0/8','nhid':4,'flags':[]}; true",
                "{'dst':'10.0.0.0/8','nhid':4,'dev':'eth0'}; false",
                "{'type':'blackhole','dst':'10.0.0.0/8','nhid':4}; false"
            })
    void aNextHopThatIsANumberAloneIsUnresolved(String route, boolean isUnresolved) throws IOException {
        byte[] json = ("[" + route.replace((char) 39, '"') + "]").getBytes(StandardCharsets.UTF_8);
        assertEquals(isUnresolved, RouteParser.parse(json).hasUnresolved());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[ ]",
                "[{}]",
                "[{\"dst\":7,\"dev\":\"a\"}]",
                "[{\"dst\":\"default\"}]",
                "[{\"dst\":\"default\",\"dev\":\"a/b\"}]",
                "[{\"dst\":\"default\",\"nexthops\":[1,null,{}]}]",
                "[{\"dst\":\"default\",\"dev\":[\"a\"]}]"
            })
    void whatNamesNoInterfaceLeavesThroughNone(String json) throws IOException {
        assertEquals(List.of(), through(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[{\"dst\":\"default\",\"dev\":\"eth0\"}", "[1]", "Error"})
    void whatIsNoListIsAnError(String json) {
        assertThrows(IOException.class, () -> through(json));
        assertThrows(IOException.class, () -> AddressParser.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void addressesStandByTheirInterface() throws IOException {
        List<AddressedInterface> found = List.copyOf(
                AddressParser.parse("""
                [{"ifindex":1,"ifname":"lo","addr_info":[]},{},{"ifindex":3,"link":"v1","ifname":"v0","flags":["UP"],"addr_info":[
                {"family":"inet","local":"10.9.8.7","address":"10.9.8.9","prefixlen":32,"scope":"global"},
                {"family":"inet6","local":"2001:db8:9::1","prefixlen":64,"scope":"global","tentative":true},7,
                {"family":"inet6","local":"fe80::5046:31ff:fee2:479a","prefixlen":64,"scope":"link"}]},
                {"ifindex":4,"ifname":"v2","addr_info":null}]""".getBytes(StandardCharsets.UTF_8)).values());
        assertEquals(
                List.of("lo", "v0", "v2"),
                found.stream().map(one -> one.name().text()).toList());
        assertEquals(
                List.of("10.9.8.7/32", "2001:db8:9::1/64", "fe80::5046:31ff:fee2:479a/64"),
                found.get(1).addresses().stream().map(Object::toString).toList());
        assertEquals(
                List.of(false, false, true),
                found.get(1).addresses().stream()
                        .map(AddressedInterface.Address::isIpv6LinkLocal)
                        .toList());
    }
}
