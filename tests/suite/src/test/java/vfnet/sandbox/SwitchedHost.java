// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.discovery.InvalidSysrootException;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** A simulated host with a card whose switch has a mode, and what {@code vfnet eswitch} does there. */
final class SwitchedHost {

    static final String PF = "0000:41:00.1";
    static final String PORT = "enp65s0f1np1";

    /** With two VFs in legacy mode. */
    static SimulatedHost host() {
        return withVfs(SimulatedHost.on("mlx5-switchdev"));
    }

    /** The same card on another driver. */
    static SimulatedHost on(String driver) {
        return withVfs(SimulatedHost.of(Machines.text("mlx5-switchdev").replace("mlx5_core", driver)));
    }

    static SimulatedHost withVfs(SimulatedHost play) {
        Outcome outcome = play.vfnet("set", PORT, "2");
        assertEquals(0, outcome.status(), outcome.toString());
        play.pause(2000);
        return play;
    }

    static PhysicalFunction pf(SimulatedHost play) {
        try {
            return Discovery.inventory(play.machine().view(), new DetailLevel.Traffic(Map.of()))
                    .physicalFunctions()
                    .get(1);
        } catch (InvalidSysrootException e) {
            throw new IllegalStateException(e);
        }
    }

    static CardSwitch own(SimulatedHost play) {
        return pf(play).cardSwitch();
    }

    static void assertMode(EswitchMode mode, SimulatedHost play) {
        assertEquals(Optional.of(mode), own(play).mode());
        assertEquals(
                mode == EswitchMode.SWITCHDEV ? pf(play).virtualFunctions().size() : 0,
                own(play).representors().size());
    }

    static Outcome switchdev(SimulatedHost play, String... more) {
        String[] words = new String[3 + more.length];
        words[0] = "eswitch";
        words[1] = PORT;
        words[2] = "switchdev";
        System.arraycopy(more, 0, words, 3, more.length);
        return play.vfnet(words);
    }

    static SimulatedHost inSwitchdevMode() {
        SimulatedHost play = host();
        Outcome outcome = switchdev(play);
        assertEquals(0, outcome.status(), outcome.toString());
        return play;
    }

    static List<KernelCall> calls(SimulatedHost play, KernelCall... of) {
        List<KernelCall> wanted = List.of(of);
        return play.machine().performed().stream()
                .map(Operation::call)
                .filter(wanted::contains)
                .toList();
    }

    static Optional<String> address(SimulatedHost play, int vf) {
        return pf(play).ports()
                .getFirst()
                .settings(vf)
                .flatMap(settings -> settings.address())
                .map(Object::toString);
    }

    private SwitchedHost() {}
}
