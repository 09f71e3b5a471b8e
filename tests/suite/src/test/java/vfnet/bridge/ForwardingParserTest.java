// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.discovery.iproute.ForwardingEntry;
import vfnet.discovery.iproute.ForwardingParser;

/** {@code bridge -json fdb show} of several versions of iproute2. */
class ForwardingParserTest {

    private static List<ForwardingEntry> parse(String json) throws IOException {
        return ForwardingParser.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEntryOfABridgeAndOneOfAFilterAreDistinct() throws IOException {
        List<ForwardingEntry> entries = parse("""
                [{"mac":"02:00:00:00:00:01","ifname":"tap0","vlan":7,"flags":[],"master":"br0","state":""},
                {"mac":"02:00:00:00:00:02","ifname":"eth0","flags":["self"],"state":"permanent"},
                {"mac":"02:00:00:00:00:03","ifname":"tap0","flags":["locked"],"master":"br0","state":""},
                {"mac":"02:00:00:00:00:04","ifname":"br0","flags":[],"master":"br0","state":"permanent"}]""");
        assertEquals(
                "ForwardingEntry[address=02:00:00:00:00:01, port=tap0, master=Optional[br0], isOwn=false,"
                        + " isLocal=false, isLocked=false]",
                entries.getFirst().toString());
        assertEquals(
                List.of(false, true, false, false),
                entries.stream().map(ForwardingEntry::isOwn).toList());
        assertEquals(
                List.of(false, true, false, true),
                entries.stream().map(ForwardingEntry::isLocal).toList());
        assertEquals(
                List.of(false, false, true, false),
                entries.stream().map(ForwardingEntry::isLocked).toList());
    }

    @Test
    void multicastAndWhatIsNoAddressAreLeftOut() throws IOException {
        assertEquals(List.of(), parse("""
                        [{"mac":"33:33:00:00:00:01","ifname":"eth0","flags":["self"]},
                        {"mac":"00:00:00:00:00:00","ifname":"vxlan0","dst":"192.0.2.1","flags":["self"]},
                        {"mac":"80:00:02:08:fe:80:00:00:00:00:00:00:ec:0d:9a:03:00:44:5d:b8","ifname":"ib0"},
                        {"mac":7,"ifname":"eth0"},{"ifname":"eth0"},{"mac":"02:00:00:00:00:01"}]"""));
    }

    /** iproute2 4.17. */
    @Test
    void theFormerKeyOfTheInterfaceIsKnown() throws IOException {
        assertEquals(
                "tap0",
                parse("[{\"mac\":\"02:00:00:00:00:01\",\"dev\":\"tap0\",\"master\":\"br0\"}]")
                        .getFirst()
                        .port()
                        .text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[7]", "[{\"mac\":\"02:00:00:00:00:01\""})
    void whatIsNoListOfObjectsIsAnError(String text) {
        assertThrows(IOException.class, () -> parse(text));
    }
}
