// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.HostPort;
import vfnet.interop.format.Findings;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** The ports as the commands leave them, one after the other, by the rules of the kernel. */
final class BootPorts {
    private final List<HostPort> host;
    private final Map<String, State> states = new LinkedHashMap<>();

    /** A port in the making. */
    private static final class State {
        private final SavedPort identity;
        private final String place;
        private Optional<Integer> count = Optional.empty();
        private final SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        private final Map<Integer, String> places = new TreeMap<>();

        State(SavedPort identity, String place) {
            this.identity = identity;
            this.place = place;
        }
    }

    BootPorts(List<HostPort> host) {
        this.host = host;
    }

    /** A port by the name of its interface, or by its PCI address. */
    private State state(String port, String place) {
        Optional<PciAddress> address = PciAddress.parse(port);
        Optional<InterfaceName> name = address.isPresent() ? Optional.empty() : InterfaceName.parse(port);
        SavedPort identity = host.stream()
                .map(HostPort::identity)
                .filter(own -> address.isPresent()
                        ? own.pciAddress().equals(address) && own.devPort() == 0
                        : own.name().equals(name))
                .findFirst()
                .orElseGet(() -> new SavedPort(Optional.empty(), address, 0, name, 0, new TreeMap<>()));
        return states.computeIfAbsent(identity.title(), _ -> new State(identity, place));
    }

    /**
     * Writes to sriov_numvfs: the kernel refuses a number over another one (drivers/pci/iov.c, sriov_numvfs_store).
     *
     * @return why the write fails; empty where it does not
     */
    Optional<String> count(String port, int count, String place) {
        State state = state(port, place);
        int before = state.count.orElse(0);
        if (count > 0 && before > 0 && count != before) {
            return Optional.of("the kernel refuses " + count + " VFs where there are " + before
                    + " already (Device or resource busy)");
        }
        if (count == 0) {
            state.vfs.clear();
        }
        state.count = Optional.of(count);
        return Optional.empty();
    }

    void vf(String port, SavedVf vf, String place) {
        State state = state(port, place);
        state.vfs.merge(vf.index(), vf, (before, now) -> now.over(before));
        state.places.put(vf.index(), place);
    }

    /** Those whose number of VFs is known; what is set on a VF that does not exist is named. */
    void into(Findings findings) {
        for (State state : states.values()) {
            Optional<Integer> count = state.count.or(() -> live(state.identity));
            if (count.isEmpty()) {
                state.places.forEach((index, place) -> findings.lost(
                        place,
                        state.identity.title() + ": VF " + index + " is configured, and nothing here creates it"));
                continue;
            }
            state.vfs
                    .tailMap(count.get())
                    .forEach((index, vf) -> findings.lost(
                            state.places.getOrDefault(index, state.place),
                            state.identity.title() + ": VF " + index + " does not exist among " + count.get()));
            findings.port(
                    state.place, state.identity.withVfs(count.get(), new TreeMap<>(state.vfs.headMap(count.get()))));
        }
    }

    /** The number of VFs that something else has created, at least one. */
    private static Optional<Integer> live(SavedPort identity) {
        return Optional.of(identity.count()).filter(number -> number > 0);
    }
}
