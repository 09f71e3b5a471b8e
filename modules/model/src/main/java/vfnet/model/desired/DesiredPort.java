// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.List;
import vfnet.model.PciAddress;

/**
 * The desired state of a port: what a plan brings about. Unlike {@link SavedPort} it is bound to a PF of this machine,
 * and says something of every VF.
 *
 * @param pf the PF
 * @param devPort the port of the PF through which its VFs are configured, from 0; most PFs have one port
 * @param vfs one element per VF, by index, from 0 without a gap; their number is the desired number of VFs
 */
public record DesiredPort(PciAddress pf, int devPort, List<DesiredVf> vfs) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException when the indices do not run from 0
     */
    public DesiredPort {
        vfs = List.copyOf(vfs);
        for (int i = 0; i < vfs.size(); i++) {
            if (vfs.get(i).index() != i) {
                throw new IllegalArgumentException("VF " + i + " is missing");
            }
        }
    }

    /** {@return the desired number of VFs} */
    public int count() {
        return vfs.size();
    }
}
