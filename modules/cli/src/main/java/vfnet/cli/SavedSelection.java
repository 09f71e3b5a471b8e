package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.SavedPort;

/** Finds entries of the saved configuration by what a person calls their port, be it there or not. */
final class SavedSelection {
    private final Rows rows;
    private final Saved saved;

    SavedSelection(Rows rows, Saved saved) {
        this.rows = rows;
        this.saved = saved;
    }

    /**
     * The one entry of this name: an interface's name, an alternative one, a PCI address or a permanent MAC address. What a port that is
     * there is called now counts before what another one was called when it was saved.
     *
     * @throws CommandFailure when there is none, or several
     */
    SavedPort one(String name) throws CommandFailure {
        List<SavedPort> called = new ArrayList<>();
        for (PfRow row : PortSelection.among(rows.pfs(), name)) {
            saved.of(row).ifPresent(called::add);
        }
        if (called.isEmpty()) {
            saved.configuration().ports().stream().filter(entry -> isCalled(entry, name)).forEach(called::add);
        }
        if (called.size() == 1) {
            return called.getFirst();
        }
        String known = (called.isEmpty() ? saved.configuration().ports() : called).stream().map(SavedPort::title)
                .collect(Collectors.joining(", "));
        throw new CommandFailure(ExitCode.USAGE, "'" + name + "' " + (called.isEmpty() ? "is not saved; "
                + (known.isEmpty() ? "nothing is" : "saved are " + known) : "is the name of several saved ports: " + known
                + "; call it by another of its names: interface, PCI address, permanent MAC address"));
    }

    private static boolean isCalled(SavedPort entry, String name) {
        Optional<PciAddress> address = PciAddress.parse(name);
        Optional<MacAddress> permanent = MacAddress.parse(name);
        return entry.name().filter(own -> own.text().equals(name)).isPresent()
                || address.isPresent() && address.equals(entry.pciAddress())
                || permanent.isPresent() && permanent.equals(entry.permanentAddress());
    }
}
