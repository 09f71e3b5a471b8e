package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vfnet.model.NetworkInterface;
import vfnet.model.PciAddress;
import vfnet.model.SavedVf;
import vfnet.model.VfLabel;

/**
 * Finds a port or a VF by what a person calls it: the name of its interface, its PCI address, an alternative name of
 * its interface, or a VF's label. The first of these that is found counts.
 */
final class FunctionSelection {
    private final Rows rows;

    /** @param rows every port and VF of the machine, with what is saved for them */
    FunctionSelection(Rows rows) {
        this.rows = rows;
    }

    /** What a name means. */
    sealed interface Chosen {
        /** One port, or all ports of one PF. */
        record Ports(List<PfRow> rows) implements Chosen {}

        /** One VF, once for each port that it is on. */
        record Vf(List<VfRow> rows) implements Chosen {}
    }

    /** @throws CommandFailure when nothing here is called so */
    Chosen find(String name) throws CommandFailure {
        List<PfRow> ports = rows.pfs().stream().filter(row -> PortSelection.isCalled(row, name)).toList();
        if (!ports.isEmpty()) {
            return new Chosen.Ports(ports);
        }
        List<VfRow> vfs = rows.vfs().stream().filter(row -> isCalled(row, name)).toList();
        Optional<Chosen> alsoCalled = vfs.isEmpty() ? alsoCalled(name) : Optional.empty();
        if (alsoCalled.isPresent()) {
            return alsoCalled.get();
        }
        if (vfs.isEmpty()) {
            vfs = rows.vfs().stream().filter(row -> row.label().filter(label -> label.text().equals(name)).isPresent()).toList();
        }
        if (vfs.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, unknown(name));
        }
        return new Chosen.Vf(vfs);
    }

    /** @throws CommandFailure when it is an alternative name of several: a machine that was captured while names changed */
    private Optional<Chosen> alsoCalled(String name) throws CommandFailure {
        List<PfRow> ports = rows.pfs().stream().filter(row -> PortSelection.isAlsoCalled(row, name)).toList();
        List<VfRow> vfs = rows.vfs().stream().filter(row -> isAlsoCalled(row, name)).toList();
        if (ports.size() + vfs.size() > 1) {
            throw new CommandFailure(ExitCode.USAGE, "'" + name + "' is an alternative name of several interfaces; use another"
                    + " name: " + Stream.concat(ports.stream().map(PfRow::title), vfs.stream().map(VfRow::title))
                            .collect(Collectors.joining(", ")));
        }
        return !ports.isEmpty() ? Optional.of(new Chosen.Ports(ports))
                : vfs.isEmpty() ? Optional.empty() : Optional.of(new Chosen.Vf(vfs));
    }

    static boolean isAlsoCalled(VfRow row, String name) {
        return row.networkInterface().filter(own -> own.alternativeNames().contains(name)).isPresent();
    }

    static boolean isCalled(VfRow row, String name) {
        return PciAddress.parse(name).filter(row.function().address()::equals).isPresent()
                || row.networkInterface().map(NetworkInterface::name).filter(own -> own.text().equals(name)).isPresent();
    }

    private String unknown(String name) {
        for (PfRow row : rows.pfs()) {
            for (SavedVf vf : row.saved().value().map(port -> port.vfs().values()).orElse(List.of())) {
                if (vf.label().filter(label -> label.text().equals(name)).isPresent()) {
                    return "'" + name + "' is the label of VF " + vf.index() + " of " + row.title()
                            + ", which is not there now; vfnet apply creates the saved VFs";
                }
            }
        }
        List<String> known = new ArrayList<>(rows.pfs().stream().map(PfRow::title).toList());
        rows.vfs().stream().map(VfRow::label).flatMap(Optional::stream).map(VfLabel::text).distinct().forEach(known::add);
        return "unknown port, VF or label '" + name + "'; " + (known.isEmpty() ? "it has none"
                : "there are " + known.stream().collect(Collectors.joining(", ")));
    }
}
