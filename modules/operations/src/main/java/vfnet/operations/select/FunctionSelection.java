// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.model.VfLabel;
import vfnet.model.desired.SavedVf;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/**
 * Finds a port or a VF by name: the name of its interface, its PCI address, an alternative name of its interface, or a
 * VF's label. The first of these that is found counts.
 */
public final class FunctionSelection {
    private final Rows rows;

    /**
     * Finds functions among these rows.
     *
     * @param rows every port and VF of the machine, with what is saved for them
     */
    public FunctionSelection(Rows rows) {
        this.rows = rows;
    }

    /** What a name means. */
    public sealed interface Chosen {
        /**
         * One port, or all ports of one PF.
         *
         * @param rows the ports, at least one
         */
        record Ports(List<PfRow> rows) implements Chosen {}

        /**
         * One VF, once for each port that it is on.
         *
         * @param rows the VF's rows, at least one
         */
        record Vf(List<VfRow> rows) implements Chosen {}
    }

    /**
     * {@return the port or VF of this name}
     *
     * @param name an interface's name or alternative name, a PCI address, or a VF's label
     * @throws OperationException when nothing has that name, or it is an alternative name of several interfaces
     */
    public Chosen find(String name) throws OperationException {
        List<PfRow> ports = rows.pfs().stream()
                .filter(row -> PortSelection.isCalled(row, name))
                .toList();
        if (!ports.isEmpty()) {
            return new Chosen.Ports(ports);
        }
        List<VfRow> vfs = rows.vfs().stream().filter(row -> isCalled(row, name)).toList();
        Optional<Chosen> alsoCalled = vfs.isEmpty() ? alsoCalled(name) : Optional.empty();
        if (alsoCalled.isPresent()) {
            return alsoCalled.get();
        }
        if (vfs.isEmpty()) {
            vfs = rows.vfs().stream()
                    .filter(row -> row.label()
                            .filter(label -> label.text().equals(name))
                            .isPresent())
                    .toList();
        }
        if (vfs.isEmpty()) {
            throw new OperationException(Kind.INVALID_REQUEST, unknown(name));
        }
        return new Chosen.Vf(vfs);
    }

    /**
     * {@return all rows, or those of these ports with their VFs, and of these VFs with their port} What is wrong with
     * the saved configuration is among the problems of either.
     *
     * @param names interfaces, PCI addresses, labels; none for all rows
     * @param inventory the machine, whose general problems are shown too
     * @param saved the saved configuration that the rows were compared with
     * @throws OperationException when nothing on this machine has that name
     */
    public Rows chosen(List<String> names, Inventory inventory, ConfigurationView saved) throws OperationException {
        if (names.isEmpty()) {
            return rows;
        }
        List<Problem> general = new ArrayList<>(saved.problems());
        general.addAll(saved.replaced(rows.pfs()));
        return narrow(names, inventory, general);
    }

    /**
     * {@return the rows of these ports with their VFs, and of these VFs with their port}
     *
     * @param names interfaces, PCI addresses, labels
     * @param inventory the machine, whose general problems are shown too
     * @param general problems that belong to no function, and are shown as well
     * @throws OperationException when nothing on this machine has that name
     */
    public Rows narrow(List<String> names, Inventory inventory, List<Problem> general) throws OperationException {
        List<PfRow> whole = new ArrayList<>();
        List<VfRow> single = new ArrayList<>();
        for (String name : names) {
            switch (find(name)) {
                case FunctionSelection.Chosen.Ports(List<PfRow> chosen) -> whole.addAll(chosen);
                case FunctionSelection.Chosen.Vf(List<VfRow> chosen) -> single.addAll(chosen);
            }
        }
        List<VfRow> shownVfs = rows.vfs().stream()
                .filter(vf -> single.contains(vf) || whole.stream().anyMatch(vf::isOf))
                .toList();
        List<PfRow> shown = rows.pfs().stream()
                .filter(row -> whole.contains(row) || shownVfs.stream().anyMatch(vf -> vf.isOf(row)))
                .toList();
        List<Problem> own = new ArrayList<>(inventory.generalProblems());
        own.addAll(general);
        shown.stream().map(PfRow::pf).distinct().forEach(pf -> {
            own.addAll(pf.function().problems());
            pf.virtualFunctions().forEach(vf -> own.addAll(vf.function().problems()));
        });
        return new Rows(shown, shownVfs, own);
    }

    /**
     * @throws OperationException when it is an alternative name of several: a snapshot that was taken while names
     *     changed
     */
    private Optional<Chosen> alsoCalled(String name) throws OperationException {
        List<PfRow> ports = rows.pfs().stream()
                .filter(row -> PortSelection.isAlsoCalled(row, name))
                .toList();
        List<VfRow> vfs =
                rows.vfs().stream().filter(row -> isAlsoCalled(row, name)).toList();
        if (ports.size() + vfs.size() > 1) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "'" + name + "' is an alternative name of several interfaces; use another"
                            + " name: "
                            + Stream.concat(
                                            ports.stream().map(PfRow::title),
                                            vfs.stream().map(VfRow::title))
                                    .collect(Collectors.joining(", ")));
        }
        return !ports.isEmpty()
                ? Optional.of(new Chosen.Ports(ports))
                : vfs.isEmpty() ? Optional.empty() : Optional.of(new Chosen.Vf(vfs));
    }

    /**
     * {@return whether the VF's interface has this alternative name}
     *
     * @param row the VF
     * @param name the name as typed
     */
    public static boolean isAlsoCalled(VfRow row, String name) {
        return row.networkInterface()
                .filter(own -> own.alternativeNames().contains(name))
                .isPresent();
    }

    /**
     * {@return whether this is the VF's PCI address or its interface's name}
     *
     * @param row the VF
     * @param name the name as typed
     */
    public static boolean isCalled(VfRow row, String name) {
        return PciAddress.parse(name).filter(row.function().address()::equals).isPresent()
                || row.networkInterface()
                        .map(NetworkInterface::name)
                        .filter(own -> own.text().equals(name))
                        .isPresent();
    }

    private String unknown(String name) {
        for (PfRow row : rows.pfs()) {
            for (SavedVf vf :
                    row.saved().value().map(port -> port.vfs().values()).orElse(List.of())) {
                if (vf.label().filter(label -> label.text().equals(name)).isPresent()) {
                    return "'" + name + "' is the label of VF " + vf.index() + " of " + row.title()
                            + ", which is not there now; vfnet apply creates the saved VFs";
                }
            }
        }
        List<String> labels = rows.vfs().stream()
                .flatMap(row -> row.label().stream())
                .map(VfLabel::text)
                .distinct()
                .toList();
        List<String> names = PortSelection.names(rows.pfs());
        names.addAll(labels);
        rows.vfs()
                .forEach(row -> row.networkInterface()
                        .ifPresent(own -> names.add(own.name().text())));
        List<String> titles =
                new ArrayList<>(rows.pfs().stream().map(PfRow::title).toList());
        titles.addAll(labels);
        return "unknown port, VF or label '" + name + "'; "
                + PortSelection.known(ClosestName.to(name, names), "there are ", titles);
    }
}
