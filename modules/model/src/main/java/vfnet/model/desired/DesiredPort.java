// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.List;
import vfnet.model.PciAddress;

/**
 * How a PF's VFs shall be.
 *
 * @param pf the PF
 * @param devPort the port of the PF through which its VFs are set, from 0; most PFs have one port
 * @param vfs one element a VF, in the order of their index, from 0 without a gap: their number is the wanted count
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

    /** {@return how many VFs it shall have} */
    public int count() {
        return vfs.size();
    }
}
