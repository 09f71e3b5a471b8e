// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.List;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.EswitchMode;

/**
 * The desired state of a port: what a plan brings about. Unlike {@link SavedPort} it is bound to a PF of this machine,
 * and says something of every VF.
 *
 * @param pf the PF
 * @param devPort the port of the PF through which its VFs are configured, from 0; most PFs have one port
 * @param vfs one element per VF, by index, from 0 without a gap; their number is the desired number of VFs
 * @param eswitch the mode of the card's switch; empty to keep the present one
 */
public record DesiredPort(PciAddress pf, int devPort, List<DesiredVf> vfs, Optional<EswitchMode> eswitch) {

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

    /**
     * A port whose card keeps the mode of its switch.
     *
     * @param pf the PF
     * @param devPort the port of the PF through which its VFs are configured, from 0
     * @param vfs one element per VF, by index, from 0 without a gap
     */
    public DesiredPort(PciAddress pf, int devPort, List<DesiredVf> vfs) {
        this(pf, devPort, vfs, Optional.empty());
    }

    /**
     * {@return the same, with a mode of the card's switch}
     *
     * @param mode the mode; empty to keep the present one
     */
    public DesiredPort withEswitch(Optional<EswitchMode> mode) {
        return new DesiredPort(pf, devPort, vfs, mode);
    }

    /** {@return the desired number of VFs} */
    public int count() {
        return vfs.size();
    }
}
