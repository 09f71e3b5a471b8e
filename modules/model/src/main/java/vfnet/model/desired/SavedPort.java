// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;

/**
 * What the saved configuration says of a port. It is known again by its permanent address and its number on the card;
 * names and places change with kernels and slots.
 *
 * @param permanentAddress the address that the card was made with; empty in an entry whose port was never seen
 * @param pciAddress where its PF sat when it was saved
 * @param devPort which port of the PF it is, from 0
 * @param name what its interface was called when it was saved
 * @param count how many VFs it shall have, 0 to 65535
 * @param vfs what is said of single VFs, by index below {@code count}
 */
public record SavedPort(
        Optional<MacAddress> permanentAddress,
        Optional<PciAddress> pciAddress,
        int devPort,
        Optional<InterfaceName> name,
        int count,
        SortedMap<Integer, SavedVf> vfs) {

    /** Keeps its own copy of what it is given. */
    public SavedPort {
        vfs = Collections.unmodifiableSortedMap(new TreeMap<>(vfs));
    }

    /**
     * {@return what is said of a VF; nothing but its index where nothing is}
     *
     * @param index the VF's, from 0
     */
    public SavedVf vf(int index) {
        SavedVf saved = vfs.get(index);
        return saved == null ? SavedVf.unknown(index) : saved;
    }

    /**
     * {@return whether this entry means a port that another entry means, too}
     *
     * @param other the other entry
     */
    public boolean isSamePortAs(SavedPort other) {
        return devPort == other.devPort
                && permanentAddress.equals(other.permanentAddress)
                && pciAddress.equals(other.pciAddress)
                && (permanentAddress.isPresent() || pciAddress.isPresent() || name.equals(other.name));
    }

    /** {@return what to call it in sentences: {@code enp1s0f0 (0000:01:00.0)}, or what is known of that} */
    public String title() {
        if (name.isPresent() && pciAddress.isPresent()) {
            return name.get() + " (" + pciAddress.get() + ")";
        }
        return name.map(InterfaceName::text)
                .or(() -> pciAddress.map(PciAddress::toString))
                .or(() -> permanentAddress.map(MacAddress::toString))
                .orElse("a port without a name");
    }
}
