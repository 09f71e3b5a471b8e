// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.Arrays;
import java.util.Optional;

/** The mode of a card's switch (Documentation/networking/devlink/devlink-eswitch-attr.rst). */
public enum EswitchMode {
    /** The card switches by MAC address and VLAN; the PF's driver sets what its VFs may do. */
    LEGACY("legacy"),
    /** Rules of tc, a bridge or Open vSwitch over representors decide; each VF has a representor on the host. */
    SWITCHDEV("switchdev"),
    /** As {@link #SWITCHDEV}, with all traffic stopped; newer kernels have it. */
    SWITCHDEV_INACTIVE("switchdev_inactive");

    private final String text;

    EswitchMode(String text) {
        this.text = text;
    }

    /**
     * {@return the mode of this name; empty where there is none}
     *
     * @param text a name, as {@code devlink} prints and takes it
     */
    public static Optional<EswitchMode> parse(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
    }

    /** {@return whether VFs have representors in it} */
    public boolean hasRepresentors() {
        return this != LEGACY;
    }

    /** {@return its name, as {@code devlink} prints and takes it} */
    @Override
    public String toString() {
        return text;
    }
}
