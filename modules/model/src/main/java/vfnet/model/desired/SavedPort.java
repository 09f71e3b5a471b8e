// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.EswitchMode;

/**
 * An entry of the saved configuration. It identifies a port by its permanent address and its number on the card, since
 * names and PCI addresses change with kernels and slots; the port may be absent now.
 *
 * @param permanentAddress the permanent MAC address; empty in an entry whose port was never seen
 * @param pciAddress the PCI address of its PF when it was saved
 * @param devPort which port of the PF it is, from 0
 * @param name the name of its interface when it was saved
 * @param count the number of VFs, 0 to 65535
 * @param vfs settings of single VFs, by index below {@code count}
 * @param restore when that is restored without anybody asking for it
 * @param bridgeSync whether the filter of the port is kept in line with the bridges over it
 * @param eswitch the mode of its card's switch; empty where that is not saved, and not changed
 */
public record SavedPort(
        Optional<MacAddress> permanentAddress,
        Optional<PciAddress> pciAddress,
        int devPort,
        Optional<InterfaceName> name,
        int count,
        SortedMap<Integer, SavedVf> vfs,
        RestorePolicy restore,
        boolean bridgeSync,
        Optional<EswitchMode> eswitch) {

    /** Copies the map. */
    public SavedPort {
        vfs = Collections.unmodifiableSortedMap(new TreeMap<>(vfs));
    }

    /**
     * An entry that is always restored, and whose filter nobody keeps.
     *
     * @param permanentAddress the permanent MAC address; empty in an entry whose port was never seen
     * @param pciAddress the PCI address of its PF when it was saved
     * @param devPort which port of the PF it is, from 0
     * @param name the name of its interface when it was saved
     * @param count the number of VFs, 0 to 65535
     * @param vfs settings of single VFs, by index below {@code count}
     */
    public SavedPort(
            Optional<MacAddress> permanentAddress,
            Optional<PciAddress> pciAddress,
            int devPort,
            Optional<InterfaceName> name,
            int count,
            SortedMap<Integer, SavedVf> vfs) {
        this(permanentAddress, pciAddress, devPort, name, count, vfs, RestorePolicy.ALWAYS, false, Optional.empty());
    }

    /**
     * {@return the same entry, whose filter is kept or not}
     *
     * @param isKept whether the filter of the port is kept in line with the bridges over it
     */
    public SavedPort withBridgeSync(boolean isKept) {
        return new SavedPort(permanentAddress, pciAddress, devPort, name, count, vfs, restore, isKept, eswitch);
    }

    /**
     * {@return the same entry, with another mode of the card's switch}
     *
     * @param mode the mode; empty where that is not saved
     */
    public SavedPort withEswitch(Optional<EswitchMode> mode) {
        return new SavedPort(permanentAddress, pciAddress, devPort, name, count, vfs, restore, bridgeSync, mode);
    }

    /**
     * {@return the same entry, with other VFs} Whoever changes an entry makes it so: what else is saved for the port
     * stays.
     *
     * @param number the number of VFs, 0 to 65535
     * @param changed settings of single VFs, by index below that number
     */
    public SavedPort withVfs(int number, SortedMap<Integer, SavedVf> changed) {
        return new SavedPort(
                permanentAddress, pciAddress, devPort, name, number, changed, restore, bridgeSync, eswitch);
    }

    /**
     * {@return the same entry, restored at other times}
     *
     * @param policy when it is restored
     */
    public SavedPort withRestore(RestorePolicy policy) {
        return new SavedPort(permanentAddress, pciAddress, devPort, name, count, vfs, policy, bridgeSync, eswitch);
    }

    /**
     * {@return what is saved of a VF; only its index where nothing is}
     *
     * @param index the VF's, from 0
     */
    public SavedVf vf(int index) {
        SavedVf saved = vfs.get(index);
        return saved == null ? SavedVf.unknown(index) : saved;
    }

    /**
     * {@return whether this entry and another one mean the same port}
     *
     * @param other the other entry
     */
    public boolean isSamePortAs(SavedPort other) {
        return devPort == other.devPort
                && permanentAddress.equals(other.permanentAddress)
                && pciAddress.equals(other.pciAddress)
                && (permanentAddress.isPresent() || pciAddress.isPresent() || name.equals(other.name));
    }

    /** {@return its name in messages: {@code enp1s0f0 (0000:01:00.0)}, or as much of that as is known} */
    public String title() {
        if (name.isPresent() && pciAddress.isPresent()) {
            return name.get() + " (" + pciAddress.get() + ")";
        }
        return name.map(InterfaceName::text)
                .or(() -> pciAddress.map(PciAddress::toString))
                .or(() -> permanentAddress.map(MacAddress::toString))
                .orElse("a port without a name");
    }

    /**
     * {@return the name of one of its VFs in messages}
     *
     * @param vf the VF
     */
    public String title(SavedVf vf) {
        return "VF " + vf.index() + " of " + title();
    }

    /** {@return its name in a command that a message shows} */
    public String argument() {
        return name.map(InterfaceName::text)
                .or(() -> pciAddress.map(PciAddress::toString))
                .orElse("PORT");
    }
}
