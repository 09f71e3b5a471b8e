// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.plan.Guids;
import vfnet.mac.AddressPlan;
import vfnet.mac.GuidPlan;
import vfnet.mac.SavedAddresses;
import vfnet.mac.SavedGuids;
import vfnet.mac.VfAddress;
import vfnet.mac.VfGuids;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.PortElsewhere;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.persistence.Savable;

/**
 * An entry that saves the live state of a port: each existing VF with its settings, each other one as saved before, or
 * with its predicted address.
 *
 * @param port to be saved
 * @param missing what is left out: unknown addresses, values that the file cannot express
 */
record PortSnapshot(SavedPort port, List<Problem> missing) {

    /**
     * @param count the number of VFs to save
     * @param before what is saved for the port so far
     * @param said by VF index, the requested settings, whatever it has now
     * @throws OperationException when the port could not be identified again
     */
    static PortSnapshot of(
            Inventory inventory,
            PfRow row,
            int count,
            Optional<SavedPort> before,
            ConfigurationView saved,
            SortedMap<Integer, SavedVf> said)
            throws OperationException {
        requireHere(row);
        Optional<MacAddress> permanent = permanentAddress(row);
        if (permanent.isEmpty() && before.isEmpty()) {
            requireNotSavedByAddress(row, saved);
        }
        List<Problem> missing = new ArrayList<>();
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        VfSnapshot live = new VfSnapshot(inventory, row, missing);
        for (int index = 0; index < count; index++) {
            SavedVf found = live.adopted(index, known(before, index));
            vfs.put(index, said.containsKey(index) ? said.get(index).over(found) : found);
        }
        if (hasEthernet(row) && row.live().setsAddresses()) {
            addAddresses(inventory, row, vfs, saved.addresses(before), missing);
        }
        if (Guids.areSet(row.live())) {
            addGuids(inventory, row, vfs, saved.guids(before), missing);
        }
        return new PortSnapshot(
                new SavedPort(
                        permanent,
                        Optional.of(row.function().address()),
                        row.devPort(),
                        row.live()
                                .port()
                                .flatMap(own ->
                                        Savable.name(own.networkInterface().name())),
                        count,
                        vfs,
                        before.map(SavedPort::restore).orElse(RestorePolicy.ALWAYS),
                        before.filter(SavedPort::bridgeSync).isPresent(),
                        eswitch(row, before)),
                missing);
    }

    /**
     * Most cards are in legacy mode and nobody asks for another, so that mode is saved only in place of another one.
     * What cannot be read now stays as it was saved.
     */
    private static Optional<EswitchMode> eswitch(PfRow row, Optional<SavedPort> before) {
        Optional<EswitchMode> saved = before.flatMap(SavedPort::eswitch);
        return row.pf()
                .cardSwitch()
                .mode()
                .filter(mode -> mode == EswitchMode.SWITCHDEV || mode == EswitchMode.LEGACY && saved.isPresent())
                .or(() -> saved);
    }

    private static SavedVf known(Optional<SavedPort> before, int index) {
        return before.map(port -> port.vf(index)).orElseGet(() -> SavedVf.unknown(index));
    }

    /** A port without Ethernet, or without an interface, is identified by its PCI address alone. */
    private static Optional<MacAddress> permanentAddress(PfRow row) throws OperationException {
        if (!hasEthernet(row)) {
            return Optional.empty();
        }
        Reading<MacAddress> permanent =
                row.live().port().map(Port::permanentAddress).orElseGet(Reading::absent);
        if (permanent.value().isEmpty()) {
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + " cannot be saved: its permanent MAC address, by which it "
                            + "is known again, is unknown ("
                            + permanent
                                    .problem()
                                    .map(Problem::toString)
                                    .orElse("software has set its address and ip does not print the permanent one")
                            + ")");
        }
        if (!Savable.isAddress(permanent.value().get())) {
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + " cannot be saved: its permanent MAC address, by which it " + "is known again, is "
                            + permanent.value().get() + ", which does not belong to a card");
        }
        return permanent.value();
    }

    /** What cannot be read must not be saved as empty. */
    private static void requireHere(PfRow row) throws OperationException {
        if (row.live().port().isEmpty() && row.pf().elsewhere().isPresent()) {
            PortElsewhere own = row.pf().elsewhere().get();
            throw new OperationException(
                    Kind.FAILED,
                    row.title() + " cannot be saved: its interface is in " + own.place()
                            + ", and addresses and settings of its VFs cannot be read: "
                            + own.obstacle().orElse("it was not found there")
                            + own.moveBack()
                                    .map(back -> "; move it back: " + back)
                                    .orElse(""));
        }
    }

    /**
     * Its interface may be in another network namespace: a second entry would mean the same port, and neither would
     * apply.
     */
    private static void requireNotSavedByAddress(PfRow row, ConfigurationView saved) throws OperationException {
        for (SavedPort entry : saved.configuration().ports()) {
            boolean isThisPort =
                    entry.pciAddress().equals(Optional.of(row.function().address()))
                            && (row.live().port().isEmpty() || entry.devPort() == row.devPort());
            if (isThisPort
                    && entry.permanentAddress().isPresent()
                    && saved.find(entry).found().isEmpty()) {
                throw new OperationException(
                        Kind.FAILED,
                        row.title() + " cannot be saved: it shows no permanent MAC address now, and "
                                + entry.title()
                                + ", which is saved for its place, is known by one; if it is another card: "
                                + "vfnet persist --remove "
                                + entry.permanentAddress().get());
            }
        }
    }

    private static boolean hasEthernet(PfRow row) {
        return row.live()
                .port()
                .map(Port::networkInterface)
                .filter(own -> !(own.address() instanceof Reading.Absent<MacAddress>))
                .isPresent();
    }

    private static void addGuids(
            Inventory inventory, PfRow row, SortedMap<Integer, SavedVf> vfs, SavedGuids saved, List<Problem> missing) {
        Map<Integer, VfSettings> decided = new HashMap<>();
        vfs.values().forEach(vf -> decided.put(vf.index(), vf.settings()));
        for (VfGuids vf : GuidPlan.of(
                inventory,
                row.pf(),
                row.live().port().orElseThrow(),
                vfs.size(),
                new SavedGuids(decided, saved.elsewhere()))) {
            if (vf instanceof VfGuids.Known known) {
                vfs.computeIfPresent(
                        vf.vfIndex(),
                        (_, old) -> old.with(old.settings()
                                .withGuids(
                                        Optional.of(known.node().guid()),
                                        Optional.of(known.port().guid()))));
            } else if (vf instanceof VfGuids.Unknown(int _, Problem why) && !missing.contains(why)) {
                missing.add(why);
            }
        }
    }

    private static void addAddresses(
            Inventory inventory,
            PfRow row,
            SortedMap<Integer, SavedVf> vfs,
            SavedAddresses saved,
            List<Problem> missing) {
        Map<Integer, MacAddress> decided = new HashMap<>();
        vfs.values().forEach(vf -> vf.settings().address().ifPresent(address -> decided.put(vf.index(), address)));
        if (decided.size() == vfs.size()) {
            return;
        }
        for (VfAddress vf : AddressPlan.of(
                inventory,
                row.pf(),
                row.live().port().orElseThrow(),
                vfs.size(),
                new SavedAddresses(decided, saved.elsewhere()))) {
            if (vf instanceof VfAddress.Known known) {
                vfs.computeIfPresent(
                        vf.vfIndex(), (_, old) -> old.with(old.settings().withAddress(known.address())));
            } else if (vf instanceof VfAddress.Unknown(int _, Problem why) && !missing.contains(why)) {
                missing.add(why);
            }
        }
    }
}
