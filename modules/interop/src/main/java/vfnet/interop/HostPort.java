// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.desired.SavedPort;

/**
 * A port of the host, with what other tools match it by, which no other type of vfnet has.
 *
 * @param identity its permanent address, PCI address and name; its count is the present number of VFs
 * @param address the present MAC address of its interface
 * @param driver its PF's driver
 * @param sriov whether it can have VFs, as far as that is known
 * @param udev what udev has recorded of its interface
 * @param vfNames the present names of the interfaces of its VFs, by VF index
 * @param vfs its VFs as PCI devices, by VF index
 * @param id vendor and device of its PF; empty where they cannot be read
 */
public record HostPort(
        SavedPort identity,
        Optional<MacAddress> address,
        Optional<String> driver,
        boolean sriov,
        UdevRecord udev,
        SortedMap<Integer, InterfaceName> vfNames,
        SortedMap<Integer, HostVf> vfs,
        Optional<PciId> id) {

    /** Copies the maps. */
    public HostPort {
        vfNames = new TreeMap<>(vfNames);
        vfs = new TreeMap<>(vfs);
    }

    /**
     * {@return a port that is not on this host, or not now}
     *
     * @param saved what is saved of it
     */
    public static HostPort absent(SavedPort saved) {
        return new HostPort(
                saved,
                saved.permanentAddress(),
                Optional.empty(),
                true,
                UdevRecord.NONE,
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty());
    }

    /**
     * {@return whether it is this saved port, by the permanent address, else by the PCI address, else by the name}
     *
     * @param saved the saved port
     */
    public boolean is(SavedPort saved) {
        if (saved.permanentAddress().isPresent() && identity.permanentAddress().isPresent()) {
            return saved.permanentAddress().equals(identity.permanentAddress())
                    && saved.devPort() == identity.devPort();
        }
        if (saved.pciAddress().isPresent()) {
            return saved.pciAddress().equals(identity.pciAddress()) && saved.devPort() == identity.devPort();
        }
        return saved.permanentAddress().isEmpty()
                ? saved.name().isPresent() && saved.name().equals(identity.name())
                : saved.permanentAddress().equals(address);
    }

    /**
     * {@return the number of the VF at this PCI address; empty where it has none there}
     *
     * @param address the address
     */
    public Optional<Integer> vfAt(PciAddress address) {
        return vfs.entrySet().stream()
                .filter(vf -> vf.getValue().address().equals(address))
                .map(vf -> vf.getKey())
                .findFirst();
    }

    /** Its name in messages. */
    public String title() {
        return identity.title();
    }
}
