// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import java.util.Optional;
import vfnet.model.inventory.PciFunction;
import vfnet.operations.traffic.Rate;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.VfRow;

/**
 * The traffic of a port or VF, and whose it is.
 *
 * @param rate the traffic
 * @param port the port; for a VF, the port that it is on
 * @param vf the VF; empty for the port itself
 */
public record WatchedRate(Rate rate, PfRow port, Optional<VfRow> vf) {

    /** The PCI function. */
    public PciFunction function() {
        return vf.map(VfRow::function).orElseGet(port::function);
    }
}
