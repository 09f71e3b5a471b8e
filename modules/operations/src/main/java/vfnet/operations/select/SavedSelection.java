// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.desired.SavedPort;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/** Finds entries of the saved configuration by any name of their port, present or absent. */
public final class SavedSelection {
    private final Rows rows;
    private final ConfigurationView saved;

    /**
     * Finds entries of this configuration.
     *
     * @param rows every port of the machine
     * @param saved the saved configuration
     */
    public SavedSelection(Rows rows, ConfigurationView saved) {
        this.rows = rows;
        this.saved = saved;
    }

    /**
     * {@return the one entry of this name} The present name of a port takes precedence over the name with which another
     * one was saved.
     *
     * @param name an interface's name, an alternative one, a PCI address or a permanent MAC address
     * @throws OperationException when there is none, or several
     */
    public SavedPort one(String name) throws OperationException {
        List<SavedPort> called = new ArrayList<>();
        for (PfRow row : PortSelection.among(rows.pfs(), name)) {
            saved.of(row).ifPresent(called::add);
        }
        if (called.isEmpty()) {
            saved.configuration().ports().stream()
                    .filter(entry -> isCalled(entry, name))
                    .forEach(called::add);
        }
        if (called.size() == 1) {
            return called.getFirst();
        }
        String known = (called.isEmpty() ? saved.configuration().ports() : called)
                .stream().map(SavedPort::title).collect(Collectors.joining(", "));
        throw new OperationException(
                Kind.INVALID_REQUEST,
                "'" + name + "' "
                        + (called.isEmpty()
                                ? "is not saved; " + (known.isEmpty() ? "nothing is" : "saved are " + known)
                                        + ". A port is saved by vfnet persist PORT"
                                : "is the name of several saved ports: " + known
                                        + "; call it by another of its names: interface, PCI address, permanent MAC "
                                        + "address"));
    }

    private static boolean isCalled(SavedPort entry, String name) {
        Optional<PciAddress> address = PciAddress.parse(name);
        Optional<MacAddress> permanent = MacAddress.parse(name);
        return entry.name().filter(own -> own.text().equals(name)).isPresent()
                || address.isPresent() && address.equals(entry.pciAddress())
                || permanent.isPresent() && permanent.equals(entry.permanentAddress());
    }
}
