package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.LivePort;
import vfnet.mac.AddressPlan;
import vfnet.mac.SavedAddresses;
import vfnet.mac.VfAddress;
import vfnet.model.Inventory;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.WantedPort;
import vfnet.model.WantedVf;

/**
 * How a port's VFs shall be when only their number is asked for: each that exists keeps its address, settings and
 * driver, for the index is its identity, and each new one gets the address that is foretold for it.
 *
 * @param port      the PF's wanted state
 * @param addresses where each VF's address comes from
 */
record WantedVfs(WantedPort port, List<VfAddress> addresses) {

    /** @throws CommandFailure when an address cannot be told */
    static WantedVfs of(Inventory inventory, PfRow row, SetRequest request) throws CommandFailure {
        LivePort live = new LivePort(row.pf());
        List<VfAddress> addresses = hasAddresses(row)
                ? AddressPlan.of(inventory, row.pf(), row.port().orElseThrow(), request.count(), SavedAddresses.NONE)
                : List.of();
        List<WantedVf> vfs = new ArrayList<>(request.count());
        for (int index = 0; index < request.count(); index++) {
            WantedVf base = live.vf(index).map(live::asWanted)
                    .orElse(new WantedVf(index, VfSettings.UNKNOWN, new VfDriver.Auto()));
            VfSettings settings = addresses.isEmpty() ? base.settings()
                    : base.settings().withAddress(address(addresses.get(index)));
            vfs.add(new WantedVf(index, settings, request.driver().orElse(base.driver())));
        }
        return new WantedVfs(new WantedPort(row.function().address(), vfs), addresses);
    }

    /** InfiniBand has other addresses, and a PF without an interface has nothing to set them through. */
    private static boolean hasAddresses(PfRow row) {
        Optional<Reading<MacAddress>> address = row.networkInterface().map(own -> own.address());
        return address.isPresent() && !(address.get() instanceof Reading.Absent<MacAddress>);
    }

    private static MacAddress address(VfAddress address) throws CommandFailure {
        return switch (address) {
            case VfAddress.Known known -> known.address();
            case VfAddress.Unknown(int index, Problem why) -> throw new CommandFailure(ExitCode.FAILED,
                    "no address for VF " + index + ": " + why);
        };
    }
}
