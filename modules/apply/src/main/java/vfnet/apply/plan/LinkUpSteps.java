// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Driver;
import vfnet.model.OperState;
import vfnet.model.VfDriver;
import vfnet.model.host.VfDrivers;
import vfnet.model.inventory.NetworkInterface;

/** The ports that must be up for the sake of their VFs. At boot, before the network is configured, all are down. */
final class LinkUpSteps {
    /** "Reject SRIOV config request since if is down!" (bnxt_sriov_configure), which then reports success. */
    private static final Set<String> MAKE_NO_VFS = Set.of("bnxt_en");

    private LinkUpSteps() {}

    /** The steps, with the port brought up before them and down after them if its driver needs that. */
    static List<Step> around(List<Step> steps, LivePort live) {
        boolean stays = stays(steps, live);
        boolean temporary = isTemporary(steps, live);
        Optional<NetworkInterface> own = live.port()
                .map(port -> port.networkInterface())
                .filter(port -> port.operState()
                        .filter(state -> state == OperState.DOWN)
                        .isPresent());
        Optional<Integer> index = own.flatMap(port -> port.index().value());
        if (!stays && !temporary || index.isEmpty() || live.namespace().isPresent()) {
            return steps;
        }
        List<Step> around = new ArrayList<>();
        around.add(new Step.BringInterfaceUp(index.get(), own.get().name(), temporary));
        around.addAll(steps);
        if (temporary) {
            around.add(new Step.BringInterfaceDown(index.get(), own.get().name()));
        }
        return around;
    }

    /** Whether the driver needs the port to be up for the steps. */
    static boolean areNeeded(List<Step> steps, LivePort live) {
        return stays(steps, live) || isTemporary(steps, live);
    }

    private static boolean stays(List<Step> steps, LivePort live) {
        return MAKE_NO_VFS.contains(driver(live)) && steps.stream().anyMatch(Step.CreateVfs.class::isInstance);
    }

    /**
     * Rates are refused while it is down as well (igb_ndo_set_vf_bw, ixgbe_ndo_set_vf_bw). VFs keep what they have
     * received.
     */
    private static boolean isTemporary(List<Step> steps, LivePort live) {
        return VfDrivers.needUpPort(driver(live)) && steps.stream().anyMatch(LinkUpSteps::needsAnswer);
    }

    private static String driver(LivePort live) {
        return live.pf().function().driver().value().map(Driver::name).orElse("");
    }

    private static boolean needsAnswer(Step step) {
        return switch (step) {
            case Step.ProbeVfs probe -> probe.drivers().containsValue(new VfDriver.Auto());
            case Step.ConfigureVfs configure ->
                configure.vfs().stream()
                        .anyMatch(vf -> vf.settings()
                                .maxTxRate()
                                .filter(most -> most > 0)
                                .isPresent());
            default -> false;
        };
    }
}
