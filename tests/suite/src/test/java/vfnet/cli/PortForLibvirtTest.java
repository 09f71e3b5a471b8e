// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What libvirt requires of a VF's port: it sets address and VLAN through it, and refuses where it is down. */
class PortForLibvirtTest {

    @ParameterizedTest
    @CsvSource({
        "libvirt, up, false",
        "libvirt, down, true",
        "proxmox, down, false",
        "qemu, down, false",
        "incus, down, false"
    })
    void aPortThatIsDownIsNamed(String tool, String state, boolean said) throws IOException {
        String machine = Machines.text("x550");
        int port = machine.indexOf("\"ifname\":\"enp1s0f0\"");
        String text = machine.substring(0, port)
                + machine.substring(port)
                        .replaceFirst("\"operstate\":\"UP\"", "\"operstate\":\"" + state.toUpperCase() + "\"");
        Outcome outcome = Cli.on(
                Machines.of(text.replace("operstate = up", "operstate = " + state)),
                "show",
                "0000:02:10.4",
                "--for",
                tool);
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(
                said,
                outcome.err().contains("only while its port is up, and enp1s0f0 is down: ip link set enp1s0f0 up"),
                outcome.err());
    }
}
