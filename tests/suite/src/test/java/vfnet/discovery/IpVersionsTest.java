// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.LinkTableParser;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/** One VF, as each version of ip prints it (print_vfinfo in ip/ipaddress.c), on kernels that report more and less. */
class IpVersionsTest {
    private static final String REST = "\"spoofchk\":false,\"link_state\":\"auto\"";
    private static final MacAddress ADDRESS =
            MacAddress.parse("02:00:00:00:00:01").orElseThrow();
    private static final VfSettings ALL =
            settings(Optional.of(new Vlan(100, 3, "802.1Q")), Optional.of(true), Optional.of(0), Optional.of(500));

    private static VfSettings settings(
            Optional<Vlan> vlan, Optional<Boolean> trust, Optional<Integer> least, Optional<Integer> most) {
        return new VfSettings(
                Optional.of(ADDRESS),
                vlan,
                Optional.of(false),
                trust,
                Optional.of("auto"),
                least,
                most,
                Optional.empty());
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                Arguments.of(
                        "4.15 to 5.2",
                        "\"mac\":\"02:00:00:00:00:01\",\"vlan_list\":[{\"vlan\":100,\"qos\":3}],\"tx_rate\":500,"
                                + "\"rate\":{\"max_tx\":500,\"min_tx\":0}," + REST + ",\"trust\":true",
                        ALL),
                Arguments.of(
                        "4.15 on a kernel before 4.9",
                        "\"mac\":\"02:00:00:00:00:01\",\"vlan\":100,\"qos\":3,\"tx_rate\":500,"
                                + "\"rate\":{\"max_tx\":500,\"min_tx\":0}," + REST + ",\"trust\":true",
                        ALL),
                Arguments.of(
                        "4.15 on a kernel before 3.16",
                        "\"mac\":\"02:00:00:00:00:01\",\"vlan\":100,\"tx_rate\":500," + REST,
                        settings(
                                Optional.of(new Vlan(100, 0, "802.1Q")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(500))),
                Arguments.of(
                        "5.3 to 6.15",
                        "\"link_type\":\"ether\",\"address\":\"02:00:00:00:00:01\",\"broadcast\":"
                                + "\"ff:ff:ff:ff:ff:ff\",\"vlan_list\":[{\"vlan\":100,\"qos\":3}],\"tx_rate\":500,"
                                + "\"rate\":{\"max_tx\":500,"
                                + "\"min_tx\":0}," + REST + ",\"trust\":true",
                        ALL),
                Arguments.of(
                        "6.1, a VLAN of 802.1ad",
                        "\"address\":\"02:00:00:00:00:01\",\"vlan_list\":[{\"vlan\":7,\"protocol\":"
                                + "\"802.1ad\"}],\"rate\":{\"max_tx\":0,\"min_tx\":0}," + REST + ",\"trust\":false",
                        settings(
                                Optional.of(new Vlan(7, 0, "802.1ad")),
                                Optional.of(false),
                                Optional.of(0),
                                Optional.of(0))),
                Arguments.of(
                        "flags as words",
                        "\"address\":\"02:00:00:00:00:01\",\"vlan_list\":[{}],\"rate\":{\"max_tx\":0,\"min_tx\":0},"
                                + "\"spoofchk\":\"off\",\"link_state\":\"auto\",\"trust\":\"on\"",
                        settings(Optional.empty(), Optional.of(true), Optional.of(0), Optional.of(0))),
                Arguments.of(
                        "flags as numbers",
                        "\"address\":\"02:00:00:00:00:01\",\"vlan_list\":[{}],\"rate\":{\"max_tx\":0,"
                                + "\"min_tx\":0},\"spoofchk\":0,\"link_state\":\"auto\",\"trust\":1",
                        settings(Optional.empty(), Optional.of(true), Optional.of(0), Optional.of(0))));
    }

    private static VfSettings first(String link) throws IOException {
        return LinkTableParser.parse(
                        ("[{\"ifindex\":2,\"ifname\":\"eth0\"," + link + "}]").getBytes(StandardCharsets.UTF_8))
                .numbered(2)
                .orElseThrow()
                .vfSettings()
                .orElseThrow()
                .get(0);
    }

    @ParameterizedTest(name = "iproute2 {0}")
    @MethodSource("versions")
    void aVfOfAnyVersionIsReadTheSame(String version, String vf, VfSettings expected) throws IOException {
        assertEquals(expected, first("\"link_type\":\"ether\",\"vfinfo_list\":[{\"vf\":0," + vf + "},{\"vf\":1}]"));
    }

    /** Before 5.3 ip prints the first 6 bytes of an InfiniBand address under "mac", and bonds keep as many. */
    @ParameterizedTest
    @ValueSource(strings = {"mac", "address"})
    void sixBytesOfAnInfinibandAddressAreNoMacAddress(String key) throws IOException {
        String json =
                "[{\"ifindex\":2,\"ifname\":\"ib0\",\"link_type\":\"infiniband\",\"address\":\"00:00:10:29:fe:80\","
                        + "\"linkinfo\":{\"info_slave_data\":{\"perm_hwaddr\":\"00:00:10:29:fe:80\"}},"
                        + "\"permaddr\":\"00:00:10:29:fe:80\","
                        + "\"vfinfo_list\":[{\"vf\":0,\"" + key
                        + "\":\"00:00:10:29:fe:80\",\"link_state\":\"disable\"}]}]";
        Link link = LinkTableParser.parse(json.getBytes(StandardCharsets.UTF_8))
                .numbered(2)
                .orElseThrow();
        assertEquals(Optional.of(LinkLayer.INFINIBAND), link.layer());
        assertEquals(Optional.empty(), link.vfSettings().orElseThrow().get(0).address());
        assertEquals(
                Optional.of("disable"), link.vfSettings().orElseThrow().get(0).linkState());
        assertEquals(
                Optional.empty(), link.address().or(link::addressBeforeBond).or(link::differingPermanentAddress));
    }
}
