// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import vfnet.model.Guid;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.eswitch.EswitchMode;

/** Random valid configurations: every field set or not. */
final class MadeUpConfigurations {
    private static final List<String> NAMES =
            List.of("enp1s0f0", "k\u00f6ln", "a\"b\\c", "eth\u2028x", "123456789012345", "\u0085");
    private static final List<VfDriver> DRIVERS = List.of(
            new VfDriver.Auto(), new VfDriver.None(), VfDriver.VFIO_PCI, new VfDriver.Override("uio_pci_generic"));

    private final Random chance;
    private final Set<Long> taken = new HashSet<>();
    private int labels;

    private MadeUpConfigurations(long seed) {
        chance = new Random(seed);
    }

    /** As many ports as requested, no address and no label twice. */
    static List<SavedPort> ports(long seed, int count) {
        MadeUpConfigurations made = new MadeUpConfigurations(seed);
        List<SavedPort> ports = new ArrayList<>();
        for (int bus = 0; bus < count; bus++) {
            ports.add(made.port(bus));
        }
        return ports;
    }

    private <T> Optional<T> perhaps(Supplier<T> value) {
        return chance.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> T oneOf(List<T> values) {
        return values.get(chance.nextInt(values.size()));
    }

    private MacAddress address() {
        long bits = chance.nextLong(1L << 48) & ~(1L << 40);
        return bits != 0 && taken.add(bits) ? new MacAddress(bits) : address();
    }

    private SavedPort port(int bus) {
        Optional<MacAddress> permanent = perhaps(this::address);
        Optional<PciAddress> pci = permanent.isEmpty()
                ? Optional.of(new PciAddress(chance.nextInt(), bus, 31, 7))
                : perhaps(() -> new PciAddress(0, bus, 0, 0));
        int count = oneOf(List.of(0, 1, 4, 64, 65535));
        TreeMap<Integer, SavedVf> vfs = new TreeMap<>();
        for (int i = 0; i < Math.min(count, 4); i++) {
            int index = chance.nextInt(count);
            vfs.put(index, vf(index));
        }
        return new SavedPort(
                permanent,
                pci,
                chance.nextInt(3),
                perhaps(() -> InterfaceName.parse(oneOf(NAMES)).orElseThrow()),
                count,
                vfs,
                oneOf(List.of(RestorePolicy.values())),
                chance.nextBoolean(),
                perhaps(() -> oneOf(List.of(EswitchMode.LEGACY, EswitchMode.SWITCHDEV))));
    }

    private SavedVf vf(int index) {
        Optional<Integer> most = perhaps(() -> oneOf(List.of(0, 1000, Integer.MAX_VALUE)));
        Optional<Integer> least = perhaps(() ->
                most.filter(rate -> rate > 0).map(rate -> chance.nextInt(rate)).orElse(10));
        VfSettings settings = new VfSettings(
                perhaps(this::address),
                perhaps(this::vlan),
                perhaps(chance::nextBoolean),
                perhaps(chance::nextBoolean),
                perhaps(() -> oneOf(List.of("auto", "enable", "disable"))),
                least,
                most,
                perhaps(chance::nextBoolean),
                perhaps(this::guid),
                perhaps(this::guid));
        return new SavedVf(
                index, settings, perhaps(() -> oneOf(DRIVERS)), perhaps(() -> new VfLabel("vm-" + labels++ + "_x.y")));
    }

    /** No two are the same. */
    private Guid guid() {
        return new Guid(0x0200_0000_0000_0000L | ++labels);
    }

    private Vlan vlan() {
        int id = oneOf(List.of(0, 1, 100, 4094));
        int qos = chance.nextInt(8);
        return id == 0 && qos == 0 ? Vlan.NONE : new Vlan(id, qos, oneOf(List.of("802.1Q", "802.1ad")));
    }
}
