package vfnet.cli;

import java.util.List;
import java.util.stream.Collectors;
import vfnet.model.Inventory;
import vfnet.model.PciAddress;

/**
 * Finds a port by what a person calls it: the name of its interface, an alternative name, or its PCI address.
 *
 * @param rows every port and VF of the machine, from which a mistake is explained
 */
record PortSelection(Rows rows) {

    /**
     * The one port of this name.
     *
     * @throws CommandFailure when it is no port of this machine, or the PCI address of several
     */
    static PfRow select(Inventory inventory, String name) throws CommandFailure {
        List<PfRow> called = new PortSelection(Rows.of(inventory)).called(name);
        if (called.size() > 1) {
            throw new CommandFailure(ExitCode.USAGE, "'" + name + (PciAddress.parse(name).isPresent()
                    ? "' has " + called.size() + " ports" : "' is an alternative name of " + called.size() + " ports")
                    + "; name one of them: " + called.stream().flatMap(row -> row.networkInterface().stream())
                            .map(own -> own.name().text()).collect(Collectors.joining(", ")));
        }
        return called.getFirst();
    }

    /**
     * The ports of this name: one of an interface's, all of a function's. A port that has the name counts before those
     * that have it as an alternative name.
     *
     * @throws CommandFailure when there is none
     */
    List<PfRow> called(String name) throws CommandFailure {
        List<PfRow> called = among(rows.pfs(), name);
        if (called.isEmpty() || !isCalled(called.getFirst(), name)
                && rows.vfs().stream().anyMatch(row -> FunctionSelection.isCalled(row, name))) {
            throw new CommandFailure(ExitCode.USAGE, unknown(name));
        }
        return called;
    }

    /** Those of these ports that have this name; those with the alternative name only where none has the name itself. */
    static List<PfRow> among(List<PfRow> ports, String name) {
        List<PfRow> called = ports.stream().filter(row -> isCalled(row, name)).toList();
        return called.isEmpty() ? ports.stream().filter(row -> isAlsoCalled(row, name)).toList() : called;
    }

    static boolean isCalled(PfRow row, String name) {
        return PciAddress.parse(name).filter(row.function().address()::equals).isPresent()
                || row.networkInterface().filter(own -> own.name().text().equals(name)).isPresent();
    }

    /** Whether its interface has this alternative name; the kernel lets no other interface have it, too. */
    static boolean isAlsoCalled(PfRow row, String name) {
        return row.networkInterface().filter(own -> own.alternativeNames().contains(name)).isPresent();
    }

    private String unknown(String name) {
        String known = rows.pfs().stream().filter(row -> !row.pf().isVfWithoutPf()).map(PfRow::title).collect(Collectors.joining(", "));
        String why = rows.vfs().stream().filter(row -> FunctionSelection.isCalled(row, name)
                        || FunctionSelection.isAlsoCalled(row, name)).findFirst()
                .map(row -> "'" + name + "' is VF " + row.vf().index() + " of " + row.parent().function().address() + ", not a port")
                .orElse("unknown port '" + name + "'");
        return why + "; " + (known.isEmpty() ? "it has none" : "the ports are " + known);
    }
}
