package vfnet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.LivePort;
import vfnet.mac.AddressPlan;
import vfnet.mac.SavedAddresses;
import vfnet.mac.VfAddress;
import vfnet.model.Inventory;
import vfnet.model.MacAddress;
import vfnet.model.Port;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.VirtualFunction;

/**
 * A port as it shall be saved: each VF that exists as it is, each other one as it was saved, or with the address that is
 * foretold for it.
 *
 * @param port    to be saved
 * @param unknown why addresses of some VFs are not among it
 */
record Adoption(SavedPort port, List<Problem> unknown) {

    /**
     * @param count  how many VFs shall be saved
     * @param before what is saved for the port so far
     * @throws CommandFailure when the port could not be known again
     */
    static Adoption of(Inventory inventory, PfRow row, int count, Optional<SavedPort> before, Saved saved)
            throws CommandFailure {
        Optional<MacAddress> permanent = permanentAddress(row);
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        LivePort live = new LivePort(row.pf(), row.devPort());
        for (int index = 0; index < count; index++) {
            SavedVf known = known(before, index);
            Optional<VirtualFunction> vf = live.vf(index);
            vfs.put(index, vf.isPresent() ? adopted(live, vf.get(), known, row) : known);
        }
        List<Problem> unknown = new ArrayList<>();
        if (hasEthernet(row)) {
            addAddresses(inventory, row, vfs, saved.addresses(before), unknown);
        }
        return new Adoption(new SavedPort(permanent, Optional.of(row.function().address()), row.devPort(),
                row.networkInterface().map(own -> own.name()), count, vfs), unknown);
    }

    private static SavedVf known(Optional<SavedPort> before, int index) {
        return before.map(port -> port.vf(index)).orElseGet(() -> SavedVf.unknown(index));
    }

    /** A port without Ethernet, or without an interface, is known by its PCI address alone. */
    private static Optional<MacAddress> permanentAddress(PfRow row) throws CommandFailure {
        if (!hasEthernet(row)) {
            return Optional.empty();
        }
        Reading<MacAddress> permanent = row.port().map(Port::permanentAddress).orElseGet(Reading::absent);
        if (permanent.value().isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, row.title() + " cannot be saved: its permanent MAC address, by which it "
                    + "is known again, is unknown (" + permanent.problem().map(Problem::toString)
                    .orElse("software has set its address and ip does not print the permanent one") + ")");
        }
        return permanent.value();
    }

    private static boolean hasEthernet(PfRow row) {
        return row.networkInterface().filter(own -> !(own.address() instanceof Reading.Absent<MacAddress>)).isPresent();
    }

    /** What the PF's driver does not report is kept as it was saved. The label is saved and never live. */
    private static SavedVf adopted(LivePort live, VirtualFunction vf, SavedVf known, PfRow row) {
        VfSettings settings = live.settings(vf.index()).isPresent() ? live.asWanted(vf).settings() : known.settings();
        Optional<MacAddress> address = live.settings(vf.index()).flatMap(VfSettings::address)
                .or(known.settings()::address).or(() -> used(vf, row));
        Optional<VfDriver> driver = vf.function().driver().isUnreadable() ? known.driver() : Optional.of(live.driver(vf));
        return new SavedVf(vf.index(), new VfSettings(address, settings.vlan(), settings.spoofCheck(), settings.trust(),
                settings.linkState(), settings.minTxRate(), settings.maxTxRate(), settings.queryRss()), driver, known.label());
    }

    /** Nobody has set an address, so the VF's driver made one up: what is seen now is what stays. */
    private static Optional<MacAddress> used(VirtualFunction vf, PfRow row) {
        return row.port().flatMap(port -> vf.on(port, row.pf())).flatMap(own -> own.address().value())
                .filter(address -> !address.isZero() && !address.isMulticast());
    }

    private static void addAddresses(Inventory inventory, PfRow row, SortedMap<Integer, SavedVf> vfs,
            SavedAddresses saved, List<Problem> unknown) {
        Map<Integer, MacAddress> decided = new HashMap<>();
        vfs.values().forEach(vf -> vf.settings().address().ifPresent(address -> decided.put(vf.index(), address)));
        if (decided.size() == vfs.size()) {
            return;
        }
        for (VfAddress vf : AddressPlan.of(inventory, row.pf(), row.port().orElseThrow(), vfs.size(),
                new SavedAddresses(decided, saved.elsewhere()))) {
            if (vf instanceof VfAddress.Known known) {
                vfs.computeIfPresent(vf.vfIndex(), (index, old) -> new SavedVf(index,
                        old.settings().withAddress(known.address()), old.driver(), old.label()));
            } else if (vf instanceof VfAddress.Unknown(int _, Problem why) && !unknown.contains(why)) {
                unknown.add(why);
            }
        }
    }
}
