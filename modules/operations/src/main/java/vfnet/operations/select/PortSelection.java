// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vfnet.model.PciAddress;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/**
 * Finds a port by the name of its interface, an alternative name, or its PCI address.
 *
 * @param rows every port and VF of the machine, to explain a mistake
 */
public record PortSelection(Rows rows) {

    /**
     * {@return the one port of this name}
     *
     * @param inventory the live state of the machine
     * @param name an interface's name or alternative name, or a PCI address
     * @throws OperationException when no port, or more than one, has that name
     */
    public static PfRow select(Inventory inventory, String name) throws OperationException {
        List<PfRow> called = new PortSelection(Rows.of(inventory)).called(name);
        if (called.size() > 1) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "'" + name
                            + (PciAddress.parse(name).isPresent()
                                    ? "' has " + called.size() + " ports"
                                    : "' is an alternative name of " + called.size() + " ports")
                            + "; name one of them: "
                            + called.stream()
                                    .flatMap(row -> row.networkInterface().stream())
                                    .map(own -> own.name().text())
                                    .collect(Collectors.joining(", ")));
        }
        return called.getFirst();
    }

    /**
     * The ports of this name: one for an interface, all for a function. A name takes precedence over alternative names.
     *
     * @throws OperationException when there is none
     */
    List<PfRow> called(String name) throws OperationException {
        List<PfRow> called = among(rows.pfs(), name);
        if (called.isEmpty()
                || !isCalled(called.getFirst(), name)
                        && rows.vfs().stream().anyMatch(row -> FunctionSelection.isCalled(row, name))) {
            throw new OperationException(Kind.INVALID_REQUEST, unknown(name));
        }
        return called;
    }

    /**
     * {@return those of these ports that have this name; those with the alternative name only where none has the name
     * itself}
     *
     * @param ports the ports to choose from
     * @param name an interface's name or alternative name, or a PCI address
     */
    public static List<PfRow> among(List<PfRow> ports, String name) {
        List<PfRow> called = ports.stream().filter(row -> isCalled(row, name)).toList();
        return called.isEmpty()
                ? ports.stream().filter(row -> isAlsoCalled(row, name)).toList()
                : called;
    }

    /**
     * {@return whether this is the port's PCI address or its interface's name}
     *
     * @param row the port
     * @param name the name as typed
     */
    public static boolean isCalled(PfRow row, String name) {
        return PciAddress.parse(name).filter(row.function().address()::equals).isPresent()
                || row.networkInterface()
                        .filter(own -> own.name().text().equals(name))
                        .isPresent();
    }

    /**
     * {@return whether the port's interface has this alternative name; the kernel gives it to no other interface}
     *
     * @param row the port
     * @param name the name as typed
     */
    public static boolean isAlsoCalled(PfRow row, String name) {
        return row.networkInterface()
                .filter(own -> own.alternativeNames().contains(name))
                .isPresent();
    }

    private String unknown(String name) {
        List<PfRow> ports =
                rows.pfs().stream().filter(row -> !row.pf().isVfWithoutPf()).toList();
        Optional<String> vf = rows.vfs().stream()
                .filter(row -> FunctionSelection.isCalled(row, name) || FunctionSelection.isAlsoCalled(row, name))
                .findFirst()
                .map(row -> "'" + name + "' is VF " + row.vf().index() + " of "
                        + row.parent().function().address() + ", not a port");
        return vf.orElse("unknown port '" + name + "'") + "; "
                + known(
                        vf.isPresent() ? Optional.empty() : ClosestName.to(name, names(ports)),
                        "the ports are ",
                        ports.stream().map(PfRow::title).toList());
    }

    /**
     * The end of the message about an unknown name.
     *
     * @param closest the known name that the user may have meant
     * @param thereAre the beginning of a list
     * @param titles all that could have been named
     */
    static String known(Optional<String> closest, String thereAre, List<String> titles) {
        return titles.isEmpty()
                ? "this machine has none; see vfnet doctor"
                : closest.map(name -> "did you mean '" + name + "'? ").orElse("") + thereAre + String.join(", ", titles)
                        + "; see vfnet list";
    }

    /** What ports are called. */
    static List<String> names(List<PfRow> ports) {
        List<String> names = new ArrayList<>();
        for (PfRow row : ports) {
            row.networkInterface().ifPresent(own -> {
                names.add(own.name().text());
                names.addAll(own.alternativeNames());
            });
            names.add(row.function().address().toString());
        }
        return names;
    }
}
