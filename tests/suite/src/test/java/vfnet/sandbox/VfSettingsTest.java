// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel.IpFailure;
import vfnet.model.VfSettings;

/** Settings of VFs through ip, driver by driver. */
class VfSettingsTest {
    private static final String UNSUPPORTED = "RTNETLINK answers: Operation not supported";
    private static final String INVALID = "RTNETLINK answers: Invalid argument";

    private static VfSettings settings(SimulatedHost play, String pf, int vf) {
        return play.pf(pf).ports().getFirst().vfSettings().value().orElseThrow().get(vf);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x550; if2 vf 0 query_rss on; accepted",
                "x550; if2 vf 0 state disable; accepted",
                "x550; if2 vf 0 max_tx_rate 1000; accepted",
                "x550; if2 vf 0 max_tx_rate 100000; " + INVALID,
                "x550; if2 vf 0 max_tx_rate 1000 min_tx_rate 10; " + INVALID,
                "x550; if2 vf 3 trust on; " + INVALID,
                "x550; if3 vf 0 trust on; " + INVALID,
                "x550; if9 vf 0 trust on; Cannot find device \"if9\"",
                "renamed; if2 vf 0 vlan 7 qos 0 proto 802.1ad; accepted",
                "renamed; if2 vf 0 mac 00:00:00:00:00:00; " + INVALID,
                "renamed; if2 vf 0 query_rss on; " + UNSUPPORTED,
                "connectx3; if2 vf 0 trust on; " + UNSUPPORTED,
                "infiniband; if3 vf 0 node_guid 02:00:00:00:00:00:00:01; accepted",
                "infiniband; if3 vf 0 port_guid 02:00:00:00:00:00:00:01; accepted",
                "infiniband; if3 vf 0 state auto; accepted",
                "infiniband; if3 vf 0 mac 02:00:00:00:00:01; " + UNSUPPORTED,
                "infiniband; if3 vf 2 port_guid 02:00:00:00:00:00:00:01; " + INVALID,
                "x550; if2 vf 0 port_guid 02:00:00:00:00:00:00:01; " + UNSUPPORTED,
                "mlx5-switchdev; if4 vf 0 vlan 7 qos 0; " + UNSUPPORTED,
                "mlx5-switchdev; if4 vf 0 vlan 0 qos 0; accepted",
                "mlx5-switchdev; if4 vf 0 trust on; " + UNSUPPORTED,
                "mlx5-switchdev; if4 vf 0 max_tx_rate 50 min_tx_rate 10; accepted",
                "no-ip; if2 vf 0 trust on; Cannot run program \"ip\": No such file or directory"
            })
    void eachDriverHasItsOwnMind(String machine, String line, String answer) {
        assertEquals(answer, SimulatedHost.on(machine).ip("link set dev " + line));
    }

    @Test
    void whatIsSetIsRead() {
        SimulatedHost play = SimulatedHost.on("x550");
        for (String setting : List.of(
                "mac 02:00:00:00:00:09",
                "vlan 7 qos 3",
                "spoofchk off",
                "trust on",
                "state disable",
                "max_tx_rate 100 min_tx_rate 0",
                "query_rss on")) {
            assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if2 vf 1 " + setting));
        }
        assertEquals(
                "VfSettings[address=Optional[02:00:00:00:00:09], vlan=Optional[Vlan[id=7, qos=3, protocol=802.1Q]], "
                        + "spoofCheck=Optional[false], trust=Optional[true], linkState=Optional[disable], "
                        + "minTxRate=Optional[0], "
                        + "maxTxRate=Optional[100], queryRss=Optional[true], nodeGuid=Optional.empty, "
                        + "portGuid=Optional.empty]",
                settings(play, "0000:01:00.0", 1).toString());
    }

    @Test
    void ixgbeAcceptsAForcedLinkAndDoesNothing() {
        SimulatedHost play = SimulatedHost.on("x550");
        assertEquals(SimulatedHost.ACCEPTED, play.ip("link set dev if2 vf 0 state enable"));
        assertEquals(Optional.of("auto"), settings(play, "0000:01:00.0", 0).linkState());
    }

    @Test
    void i40eAsksToTryAgainWhileItsNewVfsAreInReset() {
        SimulatedHost play = SimulatedHost.of(Cards.x550As("i40e"));
        play.numvfs("0000:01:00.1", 2);
        String line = "link set dev if3 vf 0 mac 02:00:00:00:00:09";
        assertEquals("RTNETLINK answers: Resource temporarily unavailable", play.ip(line));
        play.pause(300);
        assertEquals(SimulatedHost.ACCEPTED, play.ip(line));
    }

    @Test
    void aLineThatFailsStopsNoneAndOneWithoutSenseStopsAll() {
        SimulatedHost play = SimulatedHost.on("x550");
        List<IpLine> lines =
                List.of(new IpLine("link set dev if2 vf 9 trust on"), new IpLine("link set dev if2 vf 0 trust on"));
        assertEquals(List.of(new IpFailure(0, INVALID)), play.kernel().ip(lines));
        assertEquals(Optional.of(true), settings(play, "0000:01:00.0", 0).trust());
        List<IpFailure> failures = play.kernel()
                .ip(List.of(
                        new IpLine("link set dev if2 vf 1 trust on"),
                        new IpLine("link set dev if2 vf 0 vlan 5000"),
                        new IpLine("link set dev if2 vf 0 trust off")));
        assertEquals(List.of(new IpFailure(-1, "Error: argument \"5000\" is wrong: Invalid \"vlan\" value")), failures);
        assertEquals(Optional.of(true), settings(play, "0000:01:00.0", 1).trust());
        assertEquals(Optional.of(true), settings(play, "0000:01:00.0", 0).trust());
    }

    @Test
    void theSettingsAreLoggedAsTheDriverDoes() {
        SimulatedHost play = SimulatedHost.on("x550");
        play.kernel().pause(Duration.ofSeconds(1));
        play.ip("link set dev if2 vf 0 mac 02:00:00:00:00:09");
        assertTrue(
                play.machine().log().getFirst().endsWith("ixgbe 0000:01:00.0: setting MAC 02:00:00:00:00:09 on VF 0"));
    }
}
