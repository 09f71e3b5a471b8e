// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import vfnet.model.MacAddress;
import vfnet.model.Reading;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PfPort;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.PortElsewhere;

/**
 * Finds the ports of the saved configuration on a machine. A port is identified by its permanent address and its number
 * on the card; its PCI address decides only between several of them, or where the entry has no permanent address. Its
 * name decides only where the entry has nothing else, as one that was imported while its port was absent.
 */
public final class PortSearch {
    private final List<PfPort> ports;
    private final Configuration configuration;
    private final IntPredicate isNameFinal;

    /**
     * Matches a configuration with the ports of a machine.
     *
     * @param inventory the machine
     * @param configuration the saved configuration
     * @param isNameFinal whether the interface of this ifindex keeps its name; udev may be about to change it
     */
    public PortSearch(Inventory inventory, Configuration configuration, IntPredicate isNameFinal) {
        this.configuration = configuration;
        this.isNameFinal = isNameFinal;
        this.ports = PfPort.of(inventory);
    }

    /**
     * {@return the port that an entry of the configuration means}
     *
     * @param entry of the configuration
     */
    public PortMatch find(SavedPort entry) {
        if (entry.permanentAddress().isPresent()) {
            return byPermanentAddress(entry, entry.permanentAddress().get());
        }
        return entry.pciAddress().isPresent() ? byPciAddress(entry) : byName(entry);
    }

    /**
     * {@return the entry that means this port; empty when none does}
     *
     * @param port a port of the machine
     */
    public Optional<SavedPort> entryOf(PfPort port) {
        for (SavedPort entry : configuration.ports()) {
            if (find(entry).found().filter(found -> isSame(found, port)).isPresent()) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Not by their values: cards with cloned addresses may have the same. */
    private static boolean isSame(PfPort one, PfPort other) {
        return one.pf() == other.pf()
                && one.port().isPresent() == other.port().isPresent()
                && (one.port().isEmpty() || one.port().get() == other.port().get());
    }

    private PortMatch byPermanentAddress(SavedPort entry, MacAddress permanent) {
        List<PfPort> equal = new ArrayList<>();
        for (PfPort port : ports) {
            if (isNumbered(port, entry.devPort()) && has(port, permanent)) {
                equal.add(port);
            }
        }
        if (equal.isEmpty()) {
            return atItsOldPlace(entry, permanent);
        }
        if (equal.size() == 1 && !hasTwin(entry)) {
            return new PortMatch.Found(equal.getFirst());
        }
        for (PfPort port : equal) {
            if (isAt(port, entry)) {
                return new PortMatch.Found(port);
            }
        }
        return hasTwin(entry) && equal.size() == 1
                ? new PortMatch.Absent("no port at its PCI address has the permanent address " + permanent
                        + ", which another saved port has, too")
                : new PortMatch.Refused(equal.size() + " ports have the permanent address " + permanent
                        + ", and none of them is at its PCI address; "
                        + entry.pciAddress()
                                .map(place -> "save it again: vfnet persist, then vfnet persist --remove " + place)
                                .orElse("add its pci_address to the file"));
    }

    /** Another entry of the same identity: cards with cloned addresses. */
    private boolean hasTwin(SavedPort entry) {
        for (SavedPort other : configuration.ports()) {
            if (!other.isSamePortAs(entry)
                    && other.devPort() == entry.devPort()
                    && other.permanentAddress().equals(entry.permanentAddress())) {
                return true;
            }
        }
        return false;
    }

    private PortMatch atItsOldPlace(SavedPort entry, MacAddress permanent) {
        for (PfPort port : ports) {
            if (isAt(port, entry)) {
                return insteadOf(entry, permanent, port);
            }
        }
        return new PortMatch.Absent("no port has the permanent address " + permanent);
    }

    /** Its interface is in another network namespace, which shows its permanent address as well. */
    private static boolean isElsewhere(PfPort there, MacAddress permanent) {
        return there.port().isEmpty()
                && there.pf()
                        .elsewhere()
                        .flatMap(PortElsewhere::permanentAddress)
                        .filter(permanent::equals)
                        .isPresent();
    }

    private static PortMatch insteadOf(SavedPort entry, MacAddress permanent, PfPort there) {
        String place = there.pf().function().address().toString();
        if (isElsewhere(there, permanent)) {
            return new PortMatch.Found(there);
        }
        if (there.port().isEmpty()) {
            return new PortMatch.Absent(place
                    + there.pf()
                            .elsewhere()
                            .map(own -> "'s interface is in " + own.place())
                            .orElse(" has no network interface yet")
                    + ", so it is unknown whether it is the port of permanent address "
                    + permanent);
        }
        Port port = there.port().get();
        if (!isNumbered(there, entry.devPort())) {
            return new PortMatch.Absent(place + " has no port " + entry.devPort() + " yet");
        }
        if (port.permanentAddress() instanceof Reading.Value<MacAddress>(MacAddress other)) {
            return new PortMatch.Refused(
                    "another card is in its place: the saved port has the permanent address " + permanent
                            + ", and the one at " + place + " has " + other
                            + "; if it took the other's place: vfnet persist --remove "
                            + permanent + ", then vfnet persist",
                    Optional.of(there));
        }
        return new PortMatch.Refused("it is unknown whether " + place + " is the port of permanent address " + permanent
                + ": "
                + port.permanentAddress()
                        .problem()
                        .map(Object::toString)
                        .orElse("ip does not print a permanent address for it"));
    }

    private PortMatch byPciAddress(SavedPort entry) {
        for (PfPort port : ports) {
            if (isAt(port, entry) && (port.port().isEmpty() || isNumbered(port, entry.devPort()))) {
                return new PortMatch.Found(port);
            }
        }
        return new PortMatch.Absent("there is no port at " + entry.pciAddress().orElseThrow());
    }

    /** A name takes precedence over an alternative name, which counts only where a single port has it. */
    private PortMatch byName(SavedPort entry) {
        List<PfPort> alsoCalled = new ArrayList<>();
        for (PfPort port : ports) {
            Optional<NetworkInterface> own = port.port()
                    .map(Port::networkInterface)
                    .filter(known ->
                            known.index().value().filter(isNameFinal::test).isPresent());
            if (own.isPresent() && own.map(NetworkInterface::name).equals(entry.name())) {
                return new PortMatch.Found(port);
            }
            if (own.isPresent()
                    && entry.name().isPresent()
                    && own.get().alternativeNames().contains(entry.name().get().text())) {
                alsoCalled.add(port);
            }
        }
        return alsoCalled.size() == 1
                ? new PortMatch.Found(alsoCalled.getFirst())
                : new PortMatch.Absent(
                        "no port has this name, by which alone it is saved; once it is there, run vfnet persist "
                                + entry.title());
    }

    private static boolean has(PfPort port, MacAddress permanent) {
        return port.port().isPresent()
                && port.port()
                        .get()
                        .permanentAddress()
                        .value()
                        .filter(permanent::equals)
                        .isPresent();
    }

    /** A port whose number cannot be read is assumed to be its card's only one. */
    private static boolean isNumbered(PfPort port, int devPort) {
        return port.port().isPresent()
                && port.port().get().networkInterface().devPort().value().orElse(0) == devPort;
    }

    private static boolean isAt(PfPort port, SavedPort entry) {
        return entry.pciAddress().isPresent()
                && port.pf().function().address().equals(entry.pciAddress().get())
                && (port.port().isEmpty()
                        || isNumbered(port, entry.devPort())
                        || port.pf().ports().size() == 1);
    }
}
