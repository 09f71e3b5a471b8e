// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import vfnet.apply.kernel.Kernel;
import vfnet.cli.host.Host;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/** {@code vfnet set} with VFs in use. */
class SetInUseTest {

    @Test
    void whoUsesAVfIsNamedAndForceGoesOn() {
        SimulatedHost play = SimulatedHost.on("in-use");
        Outcome refused = play.vfnet("set", "enp1s0f0", "1");
        assertEquals(5, refused.status());
        for (String holder :
                List.of("10.0.0.5/24 on enp1s0f0v1", "in bridge vmbr1", "VM 104 opnsense", "namespace blue")) {
            assertTrue(refused.err().contains(holder), refused.err());
        }
        assertEquals(List.of(), play.machine().performed());
        Outcome forced = play.vfnet("set", "enp1s0f0", "1", "--force", "--timeout", "1");
        assertTrue(forced.out().contains("Forced: VF 3"), forced.out());
        assertEquals(3, forced.status(), "the VM does not let go: " + forced);
        assertTrue(forced.err().contains("it is held by VM 104 opnsense"), forced.err());
        Outcome next = play.vfnet("set", "enp1s0f0", "1", "--force", "--timeout", "1");
        assertEquals(1, next.status());
        assertTrue(next.err().contains("still waits in the kernel"), next.err());
    }

    /** The plan is made, then a VM takes a VF; neither the plan nor the rollback may remove it. */
    @Test
    void aVmThatStartsMeanwhileKeepsItsVf() {
        SimulatedHost play = SimulatedHost.on("x550");
        Kernel late = (Kernel) Proxy.newProxyInstance(
                Kernel.class.getClassLoader(), new Class<?>[] {Kernel.class}, (self, method, arguments) -> {
                    if (method.getName().equals("write")
                            && play.machine().performed().isEmpty()) {
                        play.machine().attach("enp1s0f0", 0, "late");
                    }
                    return method.invoke(play.kernel(), arguments);
                });
        Outcome outcome = Cli.run(
                new Host(play.machine().view(), Map.of(), OptionalInt::empty, Optional.of(late), () -> false),
                "set",
                "enp1s0f0",
                "5");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("VF 0 of enp1s0f0 is in use since the plan was made"), outcome.err());
        assertEquals(3, play.count("0000:01:00.0"));
        assertTrue(PortState.of(play, "0000:01:00.0").startsWith("autoprobe true"), "nothing else is left over");
        assertTrue(play.vfnet("list", "--json").out().contains("\"vm_name\":\"late\""), "the VM has it still");
        assertTrue(PortState.of(play, "0000:01:00.0").contains("vfio-pci; 1 "), PortState.of(play, "0000:01:00.0"));
    }

    /** Its link may drop, and with it everything on top of it. */
    @Test
    void aPortOfABridgeIsKnownAsOne() {
        SimulatedHost play = SimulatedHost.on("proxmox-iommu");
        Outcome shown = play.vfnet("show", "enp1s0f0");
        assertTrue(shown.out().contains("In Use By      in bridge vmbr0"), shown.out());
        assertTrue(shown.out().contains("everything through bridge vmbr0"), shown.out());
        assertTrue(play.vfnet("set", "enp1s0f0", "2", "--dry-run")
                .err()
                .contains("carries everything through bridge vmbr0, and its " + "link may drop"));
    }
}
