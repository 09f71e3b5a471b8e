// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Traffic;
import vfnet.suite.Machines;
import vfnet.system.MachineView;

/** The traffic of the ports of a whole machine: default routes and the caller's SSH connection. */
class PortTrafficTest {
    /** Of the first port of the machine in-use. */
    private static final List<Traffic> WITHOUT_SSH =
            List.of(new Traffic.DefaultRoute(named("vmbr0")), new Traffic.Upper(named("vmbr0"), LinkKind.BRIDGE));

    private static final String PEER = "198.51.100.7";

    private static InterfaceName named(String name) {
        return InterfaceName.parse(name).orElseThrow();
    }

    private static List<Traffic> traffic(MachineView view, int pf, Map<String, String> environment)
            throws InvalidSysrootException {
        return Discovery.inventory(view, new DetailLevel.Traffic(environment))
                .physicalFunctions()
                .get(pf)
                .ports()
                .getFirst()
                .carries()
                .value()
                .orElseThrow();
    }

    private static Map<String, String> ssh(String local) {
        return Map.of("SSH_CONNECTION", PEER + " 50022 " + local + " 22");
    }

    @Test
    void theDefaultRouteIsFollowedDownToThePort() throws Exception {
        MachineView machine = Machines.shipped("in-use");
        assertEquals(WITHOUT_SSH, traffic(machine, 0, Map.of()));
        assertEquals(List.of(), traffic(machine, 1, Map.of()));
        List<Traffic> ofBond =
                List.of(new Traffic.DefaultRoute(named("bond0")), new Traffic.Upper(named("bond0"), LinkKind.BOND));
        assertEquals(ofBond, traffic(Machines.shipped("bond"), 0, Map.of()));
        assertEquals(ofBond, traffic(Machines.shipped("bond"), 1, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.20",
        "::ffff:192.0.2.20",
        "fe80::96:91ff:fe00:4a20",
        "FE80:0:0:0:96:91FF:FE00:4A20",
        "fe80::1%vmbr0"
    })
    void theSshConnectionIsFollowedDownToThePort(String local) throws Exception {
        MachineView machine = Machines.shipped("in-use");
        assertTrue(traffic(machine, 0, ssh(local)).contains(new Traffic.SshSession(PEER, named("vmbr0"))));
        assertEquals(List.of(), traffic(machine, 1, ssh(local)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "192.0.2.200", "localhost", "vmbr0", "", "fe80::1%lo", "%", "1"})
    void anAddressThatNoInterfaceHasLeadsToNoPort(String local) throws Exception {
        assertEquals(
                traffic(Machines.shipped("in-use"), 0, Map.of()), traffic(Machines.shipped("in-use"), 0, ssh(local)));
    }

    private static void ancestor(MachineView machine, int pid, int parent, String environment) throws IOException {
        Path process = Files.createDirectories(machine.sysroot().processes().resolve(String.valueOf(pid)));
        Files.writeString(
                process.resolve("status"),
                "Name:\ta\u0001b\nState:\tS\nPid:\t" + pid + "\nPPid:\t" + parent + "\nUid:\t0\n");
        Files.writeString(process.resolve("environ"), environment);
    }

    private static MachineView underSudo(String shell) throws IOException {
        MachineView machine = Machines.copy("in-use");
        ancestor(machine, 900, 800, "PATH=/bin\0");
        ancestor(machine, 800, 700, "SUDO_USER=admin\0");
        ancestor(machine, 700, 1, shell);
        ancestor(machine, 1, 0, "");
        Files.createSymbolicLink(
                machine.sysroot().processes().resolve("self"),
                machine.sysroot().root().getFileSystem().getPath("900"));
        return machine;
    }

    @Test
    void theShellThatCalledSudoKnowsTheSshConnection() throws Exception {
        MachineView machine = underSudo("HOME=/root\0SSH_CONNECTION=" + PEER + " 50022 192.0.2.20 22\0TERM=xterm\0");
        assertTrue(traffic(machine, 0, Map.of()).contains(new Traffic.SshSession(PEER, named("vmbr0"))));
        assertEquals(WITHOUT_SSH, traffic(underSudo("HOME=/root\0MY_SSH_CONNECTION=1 2 192.0.2.20 4\0"), 0, Map.of()));
        assertEquals(WITHOUT_SSH, traffic(underSudo("SSH_CONNECTION=broken\0"), 0, Map.of()));
    }

    @Test
    void anAncestorThatMayNotBeLookedAtLeavesItOpen() throws Exception {
        MachineView machine = underSudo("");
        Path environ = machine.sysroot().processes().resolve("700/environ");
        Files.delete(environ);
        Files.createDirectory(environ);
        Inventory inventory = Discovery.inventory(machine, new DetailLevel.Traffic(Map.of()));
        assertEquals(
                WITHOUT_SSH,
                inventory
                        .physicalFunctions()
                        .get(0)
                        .ports()
                        .getFirst()
                        .carries()
                        .value()
                        .orElseThrow());
        assertTrue(inventory
                .physicalFunctions()
                .get(1)
                .ports()
                .getFirst()
                .carries()
                .problem()
                .orElseThrow()
                .what()
                .contains("root"));
    }
}
