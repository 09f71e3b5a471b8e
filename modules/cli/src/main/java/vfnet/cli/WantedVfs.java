package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vfnet.apply.LivePort;
import vfnet.mac.AddressPlan;
import vfnet.mac.SavedAddresses;
import vfnet.mac.VfAddress;
import vfnet.model.Inventory;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.WantedPort;
import vfnet.model.WantedVf;

/**
 * How a port's VFs shall be.
 *
 * @param port      the PF's wanted state
 * @param addresses where each VF's address comes from
 * @param onUsualDriver VFs of which somebody said that they shall be on their usual driver
 */
record WantedVfs(WantedPort port, List<VfAddress> addresses, Set<Integer> onUsualDriver) {

    /**
     * Where only a number is asked for: each VF that exists keeps its address, settings and driver, for the index is
     * its identity; each new one is as it is saved, and has the address that is foretold for it. Where the PF has no
     * interface here, nobody can set anything, and the number alone is what is asked for.
     *
     * @throws CommandFailure when an address cannot be told
     */
    static WantedVfs ofNumber(Inventory inventory, PfRow row, SetRequest request, Saved saved) throws CommandFailure {
        LivePort live = new LivePort(row.pf(), row.devPort());
        Optional<SavedPort> entry = saved.of(row);
        return of(inventory, row, request.count(), saved.addressesOfNewVfs(row), index -> {
            WantedVf base = live.vf(index).map(live::asWanted).orElseGet(() -> asSaved(live, index, entry));
            return new WantedVf(index, row.port().isEmpty() ? VfSettings.UNKNOWN : base.settings(),
                    request.driver().orElse(base.driver()));
        }, index -> request.driver()).leaving(live, request.count() == live.count());
    }

    /** VFs that remain, and whose settings nobody can read, stay as they are: an address of theirs might be in use. */
    private WantedVfs leaving(LivePort live, boolean remain) {
        if (!remain) {
            return this;
        }
        return new WantedVfs(new WantedPort(port.pf(), port.devPort(), port.vfs().stream().map(vf ->
                live.settings(vf.index()).isPresent() ? vf : new WantedVf(vf.index(), VfSettings.UNKNOWN, vf.driver())).toList()),
                addresses.stream().filter(address -> live.settings(address.vfIndex()).isPresent()).toList(), onUsualDriver);
    }

    /**
     * As an entry of the saved configuration says; what it does not say stays as it is.
     *
     * @throws CommandFailure when an address cannot be told
     */
    static WantedVfs asSaved(Inventory inventory, PfRow row, SavedPort entry, Saved saved) throws CommandFailure {
        LivePort live = new LivePort(row.pf(), row.devPort());
        return of(inventory, row, entry.count(), saved.addresses(Optional.of(entry)),
                index -> asSaved(live, index, Optional.of(entry)), index -> entry.vf(index).driver());
    }

    private static WantedVf asSaved(LivePort live, int index, Optional<SavedPort> entry) {
        SavedVf vf = entry.map(port -> port.vf(index)).orElseGet(() -> SavedVf.unknown(index));
        return new WantedVf(index, vf.settings(), vf.driver().orElseGet(() -> live.vf(index).map(live::driver)
                .orElseGet(VfDriver.Auto::new)));
    }

    private static WantedVfs of(Inventory inventory, PfRow row, int count, SavedAddresses saved,
            IntFunction<WantedVf> base, IntFunction<Optional<VfDriver>> said) throws CommandFailure {
        List<VfAddress> addresses = hasAddresses(row)
                ? AddressPlan.of(inventory, row.pf(), row.port().orElseThrow(), count, saved) : List.of();
        List<WantedVf> vfs = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            WantedVf vf = base.apply(index);
            VfSettings settings = addresses.isEmpty() ? vf.settings()
                    : vf.settings().withAddress(address(addresses.get(index)));
            vfs.add(new WantedVf(index, settings, vf.driver()));
        }
        return new WantedVfs(new WantedPort(row.function().address(), row.devPort(), vfs), addresses,
                IntStream.range(0, count).filter(index -> isUsual(said.apply(index))).boxed().collect(Collectors.toSet()));
    }

    /** Whether somebody said so, as opposed to having said nothing. */
    static boolean isUsual(Optional<VfDriver> said) {
        return said.filter(VfDriver.Auto.class::isInstance).isPresent();
    }

    /** InfiniBand has other addresses, a PF without an interface has nothing to set them through, some drivers set none. */
    private static boolean hasAddresses(PfRow row) {
        Optional<Reading<MacAddress>> address = row.networkInterface().map(own -> own.address());
        return address.isPresent() && !(address.get() instanceof Reading.Absent<MacAddress>)
                && new LivePort(row.pf(), row.devPort()).setsAddresses();
    }

    private static MacAddress address(VfAddress address) throws CommandFailure {
        return switch (address) {
            case VfAddress.Known known -> known.address();
            case VfAddress.Unknown(int index, Problem why) -> throw new CommandFailure(ExitCode.FAILED,
                    "no address for VF " + index + ": " + why);
        };
    }
}
