// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quicktheories.core.Gen;
import vfnet.model.MacAddress;

/** Random hosts and addresses. */
final class MadeUp {
    static final long ALL_BITS = 0xffff_ffff_ffffL;

    private MadeUp() {}

    static Gen<MacAddress> anyAddress() {
        return longs().between(0, ALL_BITS).map(MacAddress::new);
    }

    /** Few addresses, so that cards with cloned ones are frequent. */
    private static Gen<MacAddress> fewAddresses() {
        return integers().between(0, 3).map(number -> new MacAddress(0x3cfdfe000000L + number));
    }

    /** A host of up to five ports; some have VFs, with an address set on every other one. */
    static Gen<List<FakePort>> hosts() {
        Gen<FakePort> port = fewAddresses()
                .zip(
                        integers().between(0, 1),
                        integers().between(0, 6),
                        integers().between(0, 1000),
                        MadeUp::port);
        return lists().of(port).ofSizeBetween(1, 5).map(MadeUp::onBusesOfTheirOwn);
    }

    private static FakePort port(MacAddress permanent, int devPort, int vfs, int salt) {
        Map<Integer, Optional<MacAddress>> set = new TreeMap<>();
        for (int vf = 0; vf < vfs; vf++) {
            set.put(
                    vf,
                    vf % 2 == salt % 2
                            ? Optional.empty()
                            : Optional.of(new MacAddress(0x020000000000L + salt * 64L + vf)));
        }
        return FakePort.of(0, devPort, permanent).withVfs(set);
    }

    private static List<FakePort> onBusesOfTheirOwn(List<FakePort> ports) {
        List<FakePort> host = new ArrayList<>();
        for (FakePort port : ports) {
            int bus = host.size() + 1;
            host.add(new FakePort(
                    bus,
                    port.devPort(),
                    "enp" + bus + "s0",
                    port.permanent(),
                    port.current(),
                    port.set(),
                    port.used(),
                    port.settings(),
                    port.description()));
        }
        return host;
    }
}
