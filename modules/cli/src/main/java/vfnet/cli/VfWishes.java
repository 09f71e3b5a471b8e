package vfnet.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.apply.Guids;
import vfnet.apply.LivePort;
import vfnet.mac.AddressPlan;
import vfnet.mac.Origin;
import vfnet.mac.SavedAddresses;
import vfnet.mac.VfAddress;
import vfnet.model.Inventory;
import vfnet.model.LinkLayer;
import vfnet.model.MacAddress;
import vfnet.model.Port;
import vfnet.model.Problem;
import vfnet.model.VirtualFunction;
import vfnet.model.WantedPort;
import vfnet.model.WantedVf;

/** What a wish means for each VF of a port: those that were not named stay as they are. */
final class VfWishes {
    private final Inventory inventory;
    private final VfChoice choice;
    private final VfWish wish;
    private final SavedAddresses saved;

    private VfWishes(Inventory inventory, VfChoice choice, VfWish wish, SavedAddresses saved) {
        this.inventory = inventory;
        this.choice = choice;
        this.wish = wish;
        this.saved = saved;
    }

    /** @throws CommandFailure when the wish cannot be had: a taken address, a rate above the link's */
    static WantedVfs on(Inventory inventory, VfChoice choice, VfWish wish, Saved saved) throws CommandFailure {
        return new VfWishes(inventory, choice, wish, saved.addresses(saved.of(choice.row()))).wanted();
    }

    private WantedVfs wanted() throws CommandFailure {
        if (wish.address().isPresent() && choice.indices().size() > 1) {
            throw new CommandFailure(ExitCode.USAGE, "--mac " + wish.address().get() + " is for one VF alone; name one, or "
                    + "give --mac auto");
        }
        if (wish.label().filter(label -> !label.isEmpty()).isPresent() && choice.indices().size() > 1) {
            throw new CommandFailure(ExitCode.USAGE, "--label is for one VF alone; name one");
        }
        mustFitTheLink();
        SortedMap<Integer, VfAddress> addresses = addresses();
        LivePort live = new LivePort(choice.row().pf(), choice.row().devPort());
        List<WantedVf> vfs = new ArrayList<>();
        for (VirtualFunction vf : choice.row().pf().virtualFunctions()) {
            WantedVf asIs = live.asWanted(vf);
            WantedVf after = isChosen(vf) ? wish.on(asIs, known(Optional.ofNullable(addresses.get(vf.index())))) : asIs;
            mustNotCross(after);
            vfs.add(after);
        }
        return new WantedVfs(new WantedPort(choice.row().function().address(), choice.row().devPort(), vfs),
                List.copyOf(addresses.values()), WantedVfs.isUsual(wish.driver()) ? Set.copyOf(choice.indices()) : Set.of());
    }

    private static Optional<MacAddress> known(Optional<VfAddress> address) throws CommandFailure {
        if (address.isPresent() && address.get() instanceof VfAddress.Unknown(int index, Problem why)) {
            throw new CommandFailure(ExitCode.FAILED, "no address for VF " + index + ": " + why);
        }
        return address.map(known -> ((VfAddress.Known) known).address());
    }

    private boolean isChosen(VirtualFunction vf) {
        return Collections.binarySearch(choice.indices(), vf.index()) >= 0;
    }

    /** By the VFs' numbers; none where no address is wished for. */
    private SortedMap<Integer, VfAddress> addresses() throws CommandFailure {
        if (wish.address().isEmpty() && !wish.autoAddress()) {
            return new TreeMap<>();
        }
        Port port = choice.row().port().orElseThrow(() -> new CommandFailure(ExitCode.FAILED, choice.row().title()
                + " has no network interface to set addresses through"));
        if (port.layer() == LinkLayer.INFINIBAND) {
            throw new CommandFailure(ExitCode.USAGE, "no MAC address for VF " + choice.indices().getFirst() + ": "
                    + Guids.noMacAddress(port, choice.indices().getFirst()));
        }
        if (wish.autoAddress()) {
            return AddressPlan.generated(inventory, choice.row().pf(), port, choice.indices(), saved);
        }
        int index = choice.indices().getFirst();
        MacAddress address = wish.address().get();
        if (AddressPlan.isTaken(inventory, choice.row().pf(), port, index, address, saved)) {
            throw new CommandFailure(ExitCode.USAGE, "--mac " + address + " is taken: another function of this machine has it, "
                    + "or it is saved for one");
        }
        return new TreeMap<>(Map.of(index, new VfAddress.Known(index, address, Origin.LIVE)));
    }

    private void mustFitTheLink() throws CommandFailure {
        Optional<Integer> speed = choice.row().port().flatMap(port -> port.speed().value());
        for (Optional<Integer> rate : List.of(wish.settings().maxTxRate(), wish.settings().minTxRate())) {
            if (rate.isPresent() && speed.isPresent() && rate.get() > speed.get()) {
                throw new CommandFailure(ExitCode.USAGE, rate.get() + " Mbit/s is more than the link of " + choice.row().title()
                        + " has; allowed is 0 to " + speed.get());
            }
        }
    }

    private static void mustNotCross(WantedVf vf) throws CommandFailure {
        int least = vf.settings().minTxRate().orElse(0);
        int most = vf.settings().maxTxRate().orElse(0);
        if (most > 0 && least > most) {
            throw new CommandFailure(ExitCode.USAGE, "VF " + vf.index() + " would have a minimum rate of " + least
                    + " Mbit/s above its maximum rate of " + most);
        }
    }
}
