// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.discovery.iproute.Link;
import vfnet.discovery.iproute.LinkTable;
import vfnet.discovery.iproute.LinkTableParser;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/** What {@code ip} prints, and what some version of it might. */
class LinkTableParserTest {

    private static LinkTable parse(String json) throws IOException {
        return LinkTableParser.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Link eth0(String fields) throws IOException {
        String json = "[{},{\"ifindex\":2,\"ifname\":\"eth0\"" + (fields.isEmpty() ? "" : ",") + fields
                + "},{\"ifindex\":3,\"ifname\":\"eth1\",\"address\":\"02:00:00:00:00:03\"}]";
        LinkTable table = parse(json);
        assertEquals(
                MacAddress.parse("02:00:00:00:00:03"),
                table.numbered(3).orElseThrow().address(),
                "the link after it");
        return table.numbered(2).orElseThrow();
    }

    private static VfSettings vf0(String fields) throws IOException {
        return eth0("\"vfinfo_list\":[{\"vf\":0," + fields + "},{\"vf\":1}]")
                .vfSettings()
                .orElseThrow()
                .get(0);
    }

    @Test
    void aLinkIsFoundByNumberAndByName() throws IOException {
        LinkTable table = parse("[{\"ifindex\":7,\"ifname\":\"eth7\",\"operstate\":\"UP\"}]");
        assertEquals(table.numbered(7), table.named(InterfaceName.parse("eth7").orElseThrow()));
        assertTrue(table.numbered(7).isPresent() && table.numbered(8).isEmpty());
    }

    @Test
    void thePermanentAddressIsTakenFromWhereverItIsTold() throws IOException {
        MacAddress own = MacAddress.parse("d0:50:99:e1:a4:10").orElseThrow();
        assertEquals(
                Optional.of(own), eth0("\"permaddr\":\"d0:50:99:e1:a4:10\"").differingPermanentAddress());
        Link slave = eth0("\"linkinfo\":{\"info_slave_kind\":\"bond\",\"info_slave_data\":{\"state\":\"BACKUP\","
                + "\"perm_hwaddr\":\"d0:50:99:e1:a4:10\",\"queue_id\":0}}");
        assertEquals(Optional.of(own), slave.addressBeforeBond());
        assertEquals(Optional.empty(), slave.differingPermanentAddress());
    }

    @Test
    void everySettingOfAVfIsRead() throws IOException {
        VfSettings vf =
                vf0("\"link_type\":\"ether\",\"address\":\"02:00:00:00:00:01\",\"vlan_list\":[{\"vlan\":100,\"qos\":3,"
                        + "\"protocol\":\"802.1ad\"}],\"rate\":{\"max_tx\":1000,\"min_tx\":10},\"spoofchk\":false,"
                        + "\"link_state\":"
                        + "\"disable\",\"trust\":true,\"query_rss_en\":true");
        assertEquals(
                new VfSettings(
                        MacAddress.parse("02:00:00:00:00:01"),
                        Optional.of(new Vlan(100, 3, "802.1ad")),
                        Optional.of(false),
                        Optional.of(true),
                        Optional.of("disable"),
                        Optional.of(10),
                        Optional.of(1000),
                        Optional.of(true)),
                vf);
    }

    @Test
    void zeroIsNoAddressAndAnEmptyVlanIsNone() throws IOException {
        VfSettings vf = vf0("\"address\":\"00:00:00:00:00:00\",\"vlan_list\":[{}]");
        assertEquals(Optional.empty(), vf.address());
        assertEquals(Optional.empty(), vf.vlan());
        assertEquals(Optional.empty(), vf.spoofCheck());
    }

    /** Each leaves the rest of this VF, the other VF and the next link unchanged. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rate\":null",
                "\"rate\":[1]",
                "\"rate\":{\"max_tx\":{}}",
                "\"rate\":{\"max_tx\":null}",
                "\"rate\":{\"max_tx\":4294967295,\"min_tx\":0}",
                "\"rate\":{\"max_tx\":1e99}",
                "\"vlan_list\":{}",
                "\"vlan_list\":[]",
                "\"vlan_list\":null",
                "\"vlan_list\":[1]",
                "\"vlan_list\":[[{}],{}]",
                "\"vlan_list\":[null]",
                "\"vlan_list\":[{\"vlan\":[1,2]}]",
                "\"link_state\":3",
                "\"link_state\":null",
                "\"address\":7",
                "\"address\":null",
                "\"address\":[\"a\"]",
                "\"spoofchk\":\"on\"",
                "\"new\":{\"deep\":[{\"vf\":9}]}",
                "\"stats\":{\"rx\":18446744073709551615}"
            })
    void anUnusualVfSettingIsPassedOver(String field) throws IOException {
        assertEquals(Optional.of(true), vf0(field + ",\"trust\":true").trust());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"vfinfo_list\":null",
                "\"vfinfo_list\":{}",
                "\"vfinfo_list\":[]",
                "\"vfinfo_list\":[null]",
                "\"vfinfo_list\":[1,2]",
                "\"vfinfo_list\":[{}]",
                "\"vfinfo_list\":[[{\"vf\":0}]]",
                "\"linkinfo\":null",
                "\"linkinfo\":[{}]",
                "\"linkinfo\":{\"info_slave_data\":[]}",
                "\"address\":{\"a\":1}",
                "\"permaddr\":null",
                "\"operstate\":3",
                "\"ifalias\":\"\u001b\"",
                "\"flags\":[\"UP\"]",
                "\"mtu\":99999999999999999999",
                "\"ifname\":\"eth0\"",
                "\"vfinfo_list\":[{\"vf\":99999999999}]",
                "\"link_index\":1.5"
            })
    void anUnusualFieldOfALinkIsPassedOver(String field) throws IOException {
        assertEquals("eth0", eth0(field).name().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"ifindex\":99999999999,\"ifname\":\"eth0\"}]",
                "[{\"ifindex\":\"2\",\"ifname\":[]}]",
                "[{\"ifindex\":2}]",
                "[{\"ifname\":\"eth0\"}]",
                "[{\"ifindex\":2,\"ifname\":\"a/b\"}]",
                "[{\"ifindex\":-1,\"ifname\":\"\"}]"
            })
    void aLinkWithoutNumberOrNameIsNone(String json) throws IOException {
        assertTrue(parse(json).numbered(2).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{}", "[1]", "[{]", "[{}", "[{}{}]", "null"})
    void whatIsNoListOfLinksIsAnError(String json) {
        assertThrows(IOException.class, () -> parse(json));
    }
}
