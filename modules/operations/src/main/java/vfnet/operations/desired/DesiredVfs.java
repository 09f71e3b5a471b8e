// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.desired;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vfnet.apply.plan.Guids;
import vfnet.apply.plan.LivePort;
import vfnet.mac.AddressPlan;
import vfnet.mac.GuidPlan;
import vfnet.mac.SavedAddresses;
import vfnet.mac.SavedGuids;
import vfnet.mac.VfAddress;
import vfnet.mac.VfGuids;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Port;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;

/**
 * The desired state of a port's VFs.
 *
 * @param port the desired state of the PF: its VFs by index, with settings and driver
 * @param addresses each VF's address, and where it comes from; empty where no addresses can be set
 * @param guids each VF's GUIDs, and where they come from; empty on other networks than InfiniBand
 * @param onUsualDriver indices of VFs for which the usual driver was requested
 */
public record DesiredVfs(DesiredPort port, List<VfAddress> addresses, List<VfGuids> guids, Set<Integer> onUsualDriver) {

    /**
     * {@return the desired state for a requested number of VFs} Each existing VF keeps its address, settings and
     * driver, since its index identifies it; each new one is as saved, with its predicted address. Where the PF has no
     * interface here, nothing can be set, and only the number counts.
     *
     * @param inventory the live state of the machine
     * @param row the port
     * @param request the request
     * @param saved the saved configuration
     * @throws OperationException when an address is unknown
     */
    public static DesiredVfs ofNumber(Inventory inventory, PfRow row, SetRequest request, ConfigurationView saved)
            throws OperationException {
        LivePort live = row.live();
        Optional<SavedPort> entry = saved.of(row);
        return of(
                        inventory,
                        row,
                        request.count(),
                        saved.addressesOfNewVfs(row),
                        hasGuids(row) ? saved.guidsOfNewVfs(row) : SavedGuids.NONE,
                        index -> {
                            DesiredVf base =
                                    live.vf(index).map(live::asDesired).orElseGet(() -> asSaved(live, index, entry));
                            return new DesiredVf(
                                    index,
                                    live.port().isEmpty() ? VfSettings.UNKNOWN : base.settings(),
                                    request.driver().orElse(base.driver()));
                        },
                        index -> request.driver())
                .leaving(live, request.count() == live.count());
    }

    /**
     * {@return the desired state in which a port's VFs are as they are, and its card's switch is in this mode}
     *
     * @param inventory the live state of the machine
     * @param row the port
     * @param mode the mode
     * @param saved the saved configuration
     * @throws OperationException when an address is unknown
     */
    public static DesiredVfs inMode(Inventory inventory, PfRow row, EswitchMode mode, ConfigurationView saved)
            throws OperationException {
        SetRequest same = new SetRequest(row.name(), row.live().count(), Optional.empty(), Duration.ZERO, false);
        return ofNumber(inventory, row, same, saved).in(Optional.of(mode));
    }

    private DesiredVfs in(Optional<EswitchMode> mode) {
        return new DesiredVfs(port.withEswitch(mode), addresses, guids, onUsualDriver);
    }

    /** VFs that remain, and whose settings cannot be read, are not changed: their address or GUID might be in use. */
    private DesiredVfs leaving(LivePort live, boolean remain) {
        if (!remain) {
            return this;
        }
        return new DesiredVfs(
                new DesiredPort(
                        port.pf(),
                        port.devPort(),
                        port.vfs().stream()
                                .map(vf -> new DesiredVf(
                                        vf.index(), leaving(vf.settings(), live.settings(vf.index())), vf.driver()))
                                .toList()),
                addresses.stream()
                        .filter(address -> live.settings(address.vfIndex()).isPresent())
                        .toList(),
                guids.stream()
                        .filter(vf -> !Guids.areUnread(live, vf.vfIndex()))
                        .toList(),
                onUsualDriver);
    }

    private static VfSettings leaving(VfSettings desired, Optional<VfSettings> live) {
        if (live.isEmpty()) {
            return VfSettings.UNKNOWN;
        }
        VfSettings known = live.get();
        return desired.withGuids(
                known.nodeGuid().isEmpty() ? Optional.empty() : desired.nodeGuid(),
                known.portGuid().isEmpty() ? Optional.empty() : desired.portGuid());
    }

    /**
     * {@return the desired state by an entry of the saved configuration} What the entry leaves open is not changed.
     *
     * @param inventory the live state of the machine
     * @param row the entry's port
     * @param entry what is saved for the port
     * @param saved the whole saved configuration, for addresses that are reserved elsewhere
     * @throws OperationException when an address is unknown
     */
    public static DesiredVfs asSaved(Inventory inventory, PfRow row, SavedPort entry, ConfigurationView saved)
            throws OperationException {
        LivePort live = row.live();
        return of(
                        inventory,
                        row,
                        entry.count(),
                        saved.addresses(Optional.of(entry)),
                        hasGuids(row) ? saved.guids(Optional.of(entry)) : SavedGuids.NONE,
                        index -> asSaved(live, index, Optional.of(entry)),
                        index -> entry.vf(index).driver())
                .in(entry.eswitch());
    }

    private static DesiredVf asSaved(LivePort live, int index, Optional<SavedPort> entry) {
        SavedVf vf = entry.map(port -> port.vf(index)).orElseGet(() -> SavedVf.unknown(index));
        return new DesiredVf(
                index,
                vf.settings(),
                vf.driver().orElseGet(() -> live.vf(index).map(live::driver).orElseGet(VfDriver.Auto::new)));
    }

    private static DesiredVfs of(
            Inventory inventory,
            PfRow row,
            int count,
            SavedAddresses saved,
            SavedGuids savedGuids,
            IntFunction<DesiredVf> base,
            IntFunction<Optional<VfDriver>> said)
            throws OperationException {
        List<VfAddress> addresses = hasAddresses(row)
                ? AddressPlan.of(inventory, row.pf(), row.live().port().orElseThrow(), count, saved)
                : List.of();
        List<VfGuids> guids = hasGuids(row) ? guids(inventory, row, count, savedGuids) : List.of();
        List<DesiredVf> vfs = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            DesiredVf vf = base.apply(index);
            VfSettings settings =
                    addresses.isEmpty() ? vf.settings() : vf.settings().withAddress(address(addresses.get(index)));
            vfs.add(new DesiredVf(
                    index,
                    guids.isEmpty() || isLeft(row.live(), count, guids.get(index))
                            ? settings
                            : withGuids(settings, guids.get(index)),
                    vf.driver()));
        }
        return new DesiredVfs(
                new DesiredPort(row.function().address(), row.devPort(), vfs),
                addresses,
                guids.isEmpty()
                        ? guids
                        : guids.stream()
                                .filter(vf -> !isLeft(row.live(), count, vf))
                                .toList(),
                IntStream.range(0, count)
                        .filter(index -> isUsual(said.apply(index)))
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    /** Whether it was requested, as opposed to left open. */
    static boolean isUsual(Optional<VfDriver> said) {
        return said.filter(VfDriver.Auto.class::isInstance).isPresent();
    }

    /** InfiniBand has other addresses, a PF without an interface cannot set any, and some drivers do not support it. */
    private static boolean hasAddresses(PfRow row) {
        Optional<Reading<MacAddress>> address =
                row.live().port().map(own -> own.networkInterface().address());
        return address.isPresent()
                && !(address.get() instanceof Reading.Absent<MacAddress>)
                && row.live().setsAddresses();
    }

    private static boolean hasGuids(PfRow row) {
        return Guids.areSet(row.live());
    }

    /** Another number of VFs means that all are created anew. */
    private static List<VfGuids> guids(Inventory inventory, PfRow row, int count, SavedGuids saved) {
        Port port = row.live().port().orElseThrow();
        return count == row.live().count()
                ? GuidPlan.of(inventory, row.pf(), port, count, saved)
                : GuidPlan.ofCreated(inventory, row.pf(), port, count, saved);
    }

    /** A VF that remains keeps GUIDs that nothing prints, unless others are saved for it. */
    private static boolean isLeft(LivePort live, int count, VfGuids guids) {
        return guids.known().isEmpty() && count == live.count() && Guids.areUnread(live, guids.vfIndex());
    }

    private static VfSettings withGuids(VfSettings settings, VfGuids guids) throws OperationException {
        return switch (guids) {
            case VfGuids.Known known ->
                settings.withGuids(
                        Optional.of(known.node().guid()),
                        Optional.of(known.port().guid()));
            case VfGuids.Unknown(int index, Problem why) ->
                throw new OperationException(Kind.FAILED, "no GUIDs for VF " + index + ": " + why);
        };
    }

    private static MacAddress address(VfAddress address) throws OperationException {
        return switch (address) {
            case VfAddress.Known known -> known.address();
            case VfAddress.Unknown(int index, Problem why) ->
                throw new OperationException(Kind.FAILED, "no address for VF " + index + ": " + why);
        };
    }
}
