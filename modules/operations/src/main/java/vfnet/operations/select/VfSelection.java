// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.select;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vfnet.model.Decimal;
import vfnet.model.VfRanges;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;

/**
 * The VFs that a command line names: a port and indices, or a VF's own name.
 *
 * @param row their port
 * @param indices their indices from 0, in ascending order
 */
public record VfSelection(PfRow row, List<Integer> indices) {
    /** The digits of the highest VF number, 65534 (drivers/pci/iov.c, a u16). */
    private static final int MAX_DIGITS = 5;

    /**
     * {@return the VFs of these parameters}
     *
     * @param rows the machine, with what is saved
     * @param parameters PORT INDEX|RANGE[,RANGE], or one name of a VF
     * @throws OperationException when they name no existing VF, or a VF that is on several ports
     */
    public static VfSelection of(Rows rows, List<String> parameters) throws OperationException {
        String name = parameters.getFirst();
        return switch (new FunctionSelection(rows).find(name)) {
            case FunctionSelection.Chosen.Vf(List<VfRow> vfs) -> ofVf(rows, name, vfs, parameters);
            case FunctionSelection.Chosen.Ports(List<PfRow> ports) -> ofPort(name, ports, parameters);
        };
    }

    private static VfSelection ofVf(Rows rows, String name, List<VfRow> vfs, List<String> parameters)
            throws OperationException {
        if (parameters.size() > 1) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "'" + name + "' is " + vfs.getFirst().title() + " already; leave out the '" + parameters.get(1)
                            + "'");
        }
        if (vfs.size() > 1) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "'" + name + "' is on " + vfs.size() + " ports; name one of them and the VF's number, as in '"
                            + ports(vfs, rows).getFirst().name() + " "
                            + vfs.getFirst().vf().index() + "'");
        }
        VfRow vf = vfs.getFirst();
        return new VfSelection(ports(vfs, rows).getFirst(), List.of(vf.vf().index()));
    }

    /** The ports of VFs. */
    private static List<PfRow> ports(List<VfRow> vfs, Rows rows) {
        return rows.pfs().stream()
                .filter(row -> vfs.stream().anyMatch(vf -> vf.isOf(row)))
                .toList();
    }

    private static VfSelection ofPort(String name, List<PfRow> ports, List<String> parameters)
            throws OperationException {
        if (ports.size() > 1) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "'" + name + "' has " + ports.size() + " ports; name one of them: "
                            + ports.stream().map(PfRow::name).collect(Collectors.joining(", ")));
        }
        PfRow row = ports.getFirst();
        if (row.pf().isVfWithoutPf()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    row.title() + " "
                            + row.pf()
                                    .removal()
                                    .orElse("is a VF whose PF is not "
                                            + "on this machine; it is set through its PF, where that is"));
        }
        if (parameters.size() < 2) {
            throw new OperationException(
                    Kind.INVALID_REQUEST, "'" + name + "' is a port; say which of its VFs: " + there(row));
        }
        Set<Integer> indices = new TreeSet<>();
        for (String range : parameters.get(1).split(",", -1)) {
            addRange(row, range, indices);
        }
        return new VfSelection(row, new ArrayList<>(indices));
    }

    private static void addRange(PfRow row, String range, Set<Integer> indices) throws OperationException {
        int hyphen = range.indexOf('-');
        int first = number(row, range, hyphen < 0 ? range : range.substring(0, hyphen));
        int last = hyphen < 0 ? first : number(row, range, range.substring(hyphen + 1));
        if (first > last) {
            throw wrong(row, range);
        }
        for (int index = first; index <= last; index++) {
            indices.add(index);
        }
    }

    private static int number(PfRow row, String range, String word) throws OperationException {
        OptionalInt number =
                word.length() <= MAX_DIGITS ? Decimal.parse(word, 0, Integer.MAX_VALUE) : OptionalInt.empty();
        if (number.isEmpty() || row.pf().virtualFunctions().stream().noneMatch(vf -> vf.index() == number.getAsInt())) {
            throw wrong(row, range);
        }
        return number.getAsInt();
    }

    private static OperationException wrong(PfRow row, String range) {
        return new OperationException(
                Kind.INVALID_REQUEST,
                "'" + range + "' names no VFs: " + there(row) + "; write them as 2, 0-3 or 0-3,6");
    }

    private static String there(PfRow row) {
        List<Integer> there =
                row.pf().virtualFunctions().stream().map(VirtualFunction::index).toList();
        return row.title() + " has "
                + (there.isEmpty()
                        ? "none"
                        : there.size() == 1
                                ? "VF " + there.getFirst() + " alone"
                                : there.getLast() - there.getFirst() == there.size() - 1
                                        ? "VFs " + there.getFirst() + " to " + there.getLast()
                                        : VfRanges.of(there));
    }
}
