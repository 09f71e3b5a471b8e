// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import vfnet.model.inventory.Port;
import vfnet.operations.view.PfRow;

/** The facts of a port's interface, in this network namespace or in another. */
final class PortFacts {
    private PortFacts() {}

    /** Where it is, if that is another network namespace. */
    static void addPlace(FactSheet sheet, PfRow row) {
        row.pf()
                .elsewhere()
                .ifPresent(own -> sheet.fact(
                        "Elsewhere",
                        own.name().map(name -> name + " in ").orElse("in ")
                                + own.place()
                                + own.moveBack().map(back -> "; back: " + back).orElse("")));
    }

    /** Of one in another network namespace what ip prints there. */
    static void addLink(FactSheet sheet, PfRow row) {
        if (row.port().isEmpty() && row.live().port().isPresent()) {
            Port port = row.live().port().get();
            sheet.fact("MAC Address", Cells.of(port.networkInterface().address(), Cells.NONE));
            sheet.fact("Permanent MAC", Cells.of(port.permanentAddress(), Cells.NONE));
            sheet.fact("Link", Cells.of(port.networkInterface().operState(), Cells.NOT_APPLICABLE));
        } else {
            sheet.columns(
                    PfColumns.ALL, row, "mac_address", "permanent_mac_address", "dev_port", "link_state", "speed");
        }
        row.live().port().flatMap(Port::guid).ifPresent(guid -> sheet.fact("Port GUID", guid.toString()));
    }
}
