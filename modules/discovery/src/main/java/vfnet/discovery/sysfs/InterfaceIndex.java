// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.system.MachineView;
import vfnet.system.ParentFolder;

/**
 * The interfaces of each PCI function in this network namespace. {@code /sys/class/net} has one link per interface,
 * whose target names the function: {@code .../0000:01:00.0/net/enp1s0}. A virtio card's interface is one level lower
 * ({@code .../0000:00:03.0/virtio1/net/eth0}), a bridge's under {@code virtual}, which belongs to no function.
 */
public final class InterfaceIndex {

    /** The prefix of device names on the virtio bus, followed by a number. */
    public static final String VIRTIO = "virtio";

    private InterfaceIndex(Path netClass, Reading<List<String>> names) {
        this.netClass = netClass;
        this.names = names;
    }

    /** Without any, where they do not matter. */
    public static InterfaceIndex none(MachineView view) {
        return new InterfaceIndex(view.sysroot().netClass(), Reading.of(List.of()));
    }

    /** An interface and its directory somewhere below its function's. */
    public record Entry(InterfaceName name, Path directory) {

        /** The function's directory, in which {@code net} holds the interface's, or a virtio device that has it. */
        Path function() {
            Path owner = ParentFolder.of(ParentFolder.of(directory));
            return isVirtio(directory) ? ParentFolder.of(owner) : owner;
        }
    }

    private final Path netClass;
    private final Reading<List<String>> names;
    private final Map<PciAddress, List<Entry>> byFunction = new HashMap<>();
    private final Map<PciAddress, List<Entry>> below = new HashMap<>();

    /** Reads the whole class directory once; what cannot be read goes to {@code problems}. */
    public static InterfaceIndex read(MachineView view, AttributeReader attributes, List<Problem> problems) {
        Path netClass = view.sysroot().netClass();
        Reading<List<String>> names = attributes.names(netClass);
        InterfaceIndex index = new InterfaceIndex(netClass, names);
        names.problem().ifPresent(problems::add);
        for (String name : names.value().orElse(List.of())) {
            InterfaceName.parse(name).ifPresent(valid -> {
                Reading<Path> directory = attributes.linked(netClass.resolve(name));
                directory.problem().ifPresent(problems::add);
                directory.value().ifPresent(place -> index.add(valid, place));
            });
        }
        index.byFunction
                .values()
                .forEach(entries -> entries.sort((a, b) -> a.name().compareTo(b.name())));
        return index;
    }

    /**
     * Whether an interface has come, gone or got another name since: what was read of it meanwhile may be of none, for
     * its directory has its name.
     */
    public boolean hasChanged(AttributeReader attributes) {
        return !attributes.names(netClass).equals(names);
    }

    private void add(InterfaceName name, Path directory) {
        int steps = directory.getNameCount();
        if (steps < 3 || !directory.getName(steps - 2).toString().equals("net")) {
            return;
        }
        int own = isVirtio(directory) ? steps - 4 : steps - 3;
        Optional<PciAddress> function = own < 0
                ? Optional.empty()
                : PciAddress.parse(directory.getName(own).toString());
        if (function.isPresent()) {
            byFunction
                    .computeIfAbsent(function.get(), none -> new ArrayList<>(1))
                    .add(new Entry(name, directory));
            return;
        }
        for (int step = steps - 4; step >= 0; step--) {
            function = PciAddress.parse(directory.getName(step).toString());
            if (function.isPresent()) {
                below.computeIfAbsent(function.get(), none -> new ArrayList<>(1))
                        .add(new Entry(name, directory));
                return;
            }
        }
    }

    /** Whether the interface belongs to a device of the virtio bus. */
    private static boolean isVirtio(Path directory) {
        return directory.getName(directory.getNameCount() - 3).toString().startsWith(VIRTIO);
    }

    /** Interfaces of a device below the function: of virtio over its vDPA device, of a subfunction. */
    public List<Entry> below(PciAddress function) {
        return below.getOrDefault(function, List.of());
    }

    /** The directory of a function; empty where it has no interface here. */
    Optional<Path> directory(PciAddress function) {
        List<Entry> entries = of(function);
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.getFirst().function());
    }

    public boolean has(PciAddress function) {
        return byFunction.containsKey(function);
    }

    /** Whether some VF has an interface in this namespace; the search ends at the first one. */
    public boolean hasVf(AttributeReader attributes) {
        for (List<Entry> entries : byFunction.values()) {
            if (attributes
                    .linkTarget(entries.getFirst().function().resolve("physfn"))
                    .value()
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The function's interfaces by name; none where it has none in this namespace. */
    public List<Entry> of(PciAddress function) {
        return byFunction.getOrDefault(function, List.of());
    }
}
