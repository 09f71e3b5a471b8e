// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vfnet.cli.json.MacDocument;
import vfnet.cli.text.Cells;
import vfnet.cli.text.Column;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.cli.text.TextTable;
import vfnet.mac.GuidPlan;
import vfnet.mac.VfGuids;
import vfnet.model.Problem;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Port;
import vfnet.operations.OperationException;
import vfnet.operations.select.FunctionSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;

/**
 * The GUIDs of the VFs of an InfiniBand port, before they exist.
 *
 * @param inventory the machine
 * @param row the port
 * @param port its interface
 * @param count the number of VFs
 * @param saved the saved configuration
 */
record GuidListing(Inventory inventory, PfRow row, Port port, int count, ConfigurationView saved) {
    private static final List<Column<VfGuids>> COLUMNS = List.of(
            new Column<>("vf_index", "VF #", true, "number on its PF, from 0", vf -> String.valueOf(vf.vfIndex())),
            of("node_guid", "Node GUID", "GUID as a node", known -> known.node().guid()),
            of(
                    "node_guid_origin",
                    "Origin",
                    "where it comes from",
                    known -> known.node().origin().id()),
            of(
                    "port_guid",
                    "Port GUID",
                    "GUID of its port",
                    known -> known.port().guid()),
            of(
                    "port_guid_origin",
                    "Origin",
                    "where it comes from",
                    known -> known.port().origin().id()));

    private static Column<VfGuids> of(String key, String head, String help, Function<VfGuids.Known, Object> value) {
        return new Column<>(key, head, true, help, vf -> Cells.of(vf.known().map(value), Cells.UNKNOWN));
    }

    private List<VfGuids> guids() {
        return GuidPlan.of(inventory, row.pf(), port, count, saved.guidsOfNewVfs(row));
    }

    List<Problem> missing() {
        List<Problem> missing = new ArrayList<>();
        for (VfGuids vf : guids()) {
            if (vf instanceof VfGuids.Unknown unknown && !missing.contains(unknown.why())) {
                missing.add(unknown.why());
            }
        }
        return missing;
    }

    List<Problem> problems() throws OperationException {
        List<Problem> problems = new ArrayList<>(new FunctionSelection(Rows.of(inventory))
                .narrow(List.of(row.function().address().toString()), inventory, saved.problems())
                .problems());
        problems.addAll(missing());
        return problems;
    }

    byte[] document() throws OperationException, IOException {
        return new MacDocument(row, List.of(), guids(), problems()).bytes();
    }

    String table(boolean head) {
        String table = TextTable.of(COLUMNS, guids()).render(head);
        return head ? "VF GUIDs of " + TerminalSanitizer.of(row.title()) + ":\n" + table : table;
    }
}
