// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.plan.Guids;
import vfnet.apply.plan.LivePort;
import vfnet.mac.AddressPlan;
import vfnet.mac.Origin;
import vfnet.mac.SavedAddresses;
import vfnet.mac.VfAddress;
import vfnet.mac.VfGuids;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.select.VfSelection;
import vfnet.operations.view.ConfigurationView;

/** Applies a change request to each VF of a port: VFs that it does not name are not changed. */
public final class VfChangeResolver {
    private final Inventory inventory;
    private final VfSelection choice;
    private final VfChangeRequest change;
    private final SavedAddresses saved;
    private final GuidChange guids;

    private VfChangeResolver(
            Inventory inventory, VfSelection choice, VfChangeRequest change, ConfigurationView configuration) {
        Optional<SavedPort> entry = configuration.of(choice.row());
        this.inventory = inventory;
        this.choice = choice;
        this.change = change;
        saved = configuration.addresses(entry);
        guids = new GuidChange(inventory, choice, change, configuration, entry);
    }

    /**
     * {@return the desired state of the port's VFs}
     *
     * @param inventory the live state of the machine
     * @param choice the VFs to change
     * @param change the requested change
     * @param saved the saved configuration, with the addresses that are taken
     * @throws OperationException when that is impossible: an address that is taken or meant for several VFs, a rate
     *     above the link's, a minimum rate above the maximum
     */
    public static DesiredVfs on(
            Inventory inventory, VfSelection choice, VfChangeRequest change, ConfigurationView saved)
            throws OperationException {
        return new VfChangeResolver(inventory, choice, change, saved).desired();
    }

    private DesiredVfs desired() throws OperationException {
        if (change.address().isPresent() && choice.indices().size() > 1) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "--mac " + change.address().get() + " is for one VF alone; name one, or " + "give --mac auto");
        }
        if (change.label().filter(label -> !label.isEmpty()).isPresent()
                && choice.indices().size() > 1) {
            throw new OperationException(Kind.INVALID_REQUEST, "--label is for one VF alone; name one");
        }
        requireRatesWithinLink();
        SortedMap<Integer, VfAddress> addresses = addresses();
        SortedMap<Integer, VfGuids> generated = guids.generated();
        LivePort live = choice.row().live();
        List<DesiredVf> vfs = new ArrayList<>();
        for (VirtualFunction vf : choice.row().pf().virtualFunctions()) {
            DesiredVf asIs = live.asDesired(vf);
            DesiredVf after = isChosen(vf)
                    ? change.with(known(generated, vf)).on(asIs, known(Optional.ofNullable(addresses.get(vf.index()))))
                    : asIs;
            requireOrderedRates(after);
            vfs.add(after);
        }
        return new DesiredVfs(
                new DesiredPort(choice.row().function().address(), choice.row().devPort(), vfs),
                List.copyOf(addresses.values()),
                List.copyOf(generated.values()),
                DesiredVfs.isUsual(change.driver()) ? Set.copyOf(choice.indices()) : Set.of());
    }

    private static Optional<VfGuids.Known> known(SortedMap<Integer, VfGuids> generated, VirtualFunction vf) {
        return generated.get(vf.index()) instanceof VfGuids.Known known ? Optional.of(known) : Optional.empty();
    }

    private static Optional<MacAddress> known(Optional<VfAddress> address) throws OperationException {
        if (address.isPresent() && address.get() instanceof VfAddress.Unknown(int index, Problem why)) {
            throw new OperationException(Kind.FAILED, "no address for VF " + index + ": " + why);
        }
        return address.map(known -> ((VfAddress.Known) known).address());
    }

    private boolean isChosen(VirtualFunction vf) {
        return Collections.binarySearch(choice.indices(), vf.index()) >= 0;
    }

    /** By the VFs' indices; none where no address is requested. */
    private SortedMap<Integer, VfAddress> addresses() throws OperationException {
        if (change.address().isEmpty() && !change.autoAddress()) {
            return new TreeMap<>();
        }
        Port port = choice.row()
                .live()
                .port()
                .orElseThrow(() -> new OperationException(
                        Kind.FAILED, choice.row().title() + " has no network interface to set addresses through"));
        if (port.layer() == LinkLayer.INFINIBAND) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "no MAC address for VF " + choice.indices().getFirst() + ": "
                            + Guids.noMacAddress(port, choice.indices().getFirst()));
        }
        if (change.autoAddress()) {
            return AddressPlan.generated(inventory, choice.row().pf(), port, choice.indices(), saved);
        }
        int index = choice.indices().getFirst();
        MacAddress address = change.address().get();
        if (AddressPlan.isTaken(inventory, choice.row().pf(), port, index, address, saved)) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "--mac " + address + " is taken: another function of this machine has it, "
                            + "or it is saved for one");
        }
        return new TreeMap<>(Map.of(index, new VfAddress.Known(index, address, Origin.LIVE)));
    }

    private void requireRatesWithinLink() throws OperationException {
        Optional<Integer> speed =
                choice.row().live().port().flatMap(port -> port.speed().value());
        for (Optional<Integer> rate :
                List.of(change.settings().maxTxRate(), change.settings().minTxRate())) {
            if (rate.isPresent() && speed.isPresent() && rate.get() > speed.get()) {
                throw new OperationException(
                        Kind.INVALID_REQUEST,
                        rate.get() + " Mbit/s is more than the link of "
                                + choice.row().title() + " has; allowed is 0 to " + speed.get());
            }
        }
    }

    private static void requireOrderedRates(DesiredVf vf) throws OperationException {
        int least = vf.settings().minTxRate().orElse(0);
        int most = vf.settings().maxTxRate().orElse(0);
        if (most > 0 && least > most) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "VF " + vf.index() + " would have a minimum rate of " + least + " Mbit/s above its maximum rate of "
                            + most);
        }
    }
}
