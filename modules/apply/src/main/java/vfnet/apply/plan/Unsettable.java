// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.VfRanges;
import vfnet.model.VfSettings;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.inventory.PortElsewhere;

/**
 * PFs whose VFs cannot be configured: that requires the PF's interface (net/core/rtnetlink.c, do_setvfinfo), and it has
 * none, or only in another network namespace that nobody can enter or in which it is down.
 */
final class Unsettable {
    private Unsettable() {}

    /** Why it is not possible; empty where the request needs no interface. Removing VFs needs none. */
    static Optional<Refusal> refusal(LivePort live, DesiredPort desired) {
        if (live.port().isPresent()) {
            return Optional.empty();
        }
        Optional<PortElsewhere> elsewhere = live.pf().elsewhere();
        List<Integer> set = desired.vfs().stream()
                .filter(vf -> !vf.settings().equals(VfSettings.UNKNOWN))
                .map(DesiredVf::index)
                .toList();
        boolean creates = desired.count() > 0 && desired.count() != live.count();
        if (elsewhere.isPresent() && (creates || !set.isEmpty())) {
            return refusal(live.pf().function().address() + ": its interface "
                    + elsewhere.get().name().map(name -> name + " ").orElse("") + "is in "
                    + elsewhere.get().place()
                    + ", and addresses and settings of its VFs cannot be set: "
                    + elsewhere.get().obstacle().orElse("it was not found there")
                    + elsewhere
                            .get()
                            .moveBack()
                            .map(back -> "; move it back first: " + back)
                            .orElse("; move it back first"));
        }
        return set.isEmpty()
                ? Optional.empty()
                : refusal(without(live) + ", so addresses and settings of " + VfRanges.of(set)
                        + " cannot be set; bind it to its network driver first");
    }

    /**
     * Why steps that need the port to be up cannot be done; vfnet takes no interface of another namespace up or down.
     */
    static Optional<Refusal> downElsewhere(LivePort live, List<Step> steps, Optional<Refusal> other) {
        return other.isPresent() || live.namespace().isEmpty() || !LinkUpSteps.areNeeded(steps, live)
                ? other
                : live.pf()
                        .elsewhere()
                        .filter(own -> !own.isUp())
                        .flatMap(own ->
                                refusal(live.name() + " is down, and its driver needs it up for this; bring it up "
                                        + "there: "
                                        + own.ip().orElse("ip") + " link set dev "
                                        + own.name().map(Object::toString).orElse("INTERFACE") + " up"));
    }

    private static Optional<Refusal> refusal(String words) {
        return Optional.of(new Refusal(Refusal.Reason.UNSUPPORTED, words + ". Nothing was changed", List.of()));
    }

    /** For the number of VFs alone. */
    static Optional<String> note(LivePort live, DesiredPort desired) {
        if (live.port().isEmpty() && live.pf().elsewhere().isEmpty() && desired.count() > 0) {
            return Optional.of(
                    without(live) + ", so addresses of its VFs cannot be set: unless the card has given them some, "
                            + "their driver or VM makes up random ones at every boot");
        }
        List<Integer> unread =
                desired.count() == live.count() && live.pf().elsewhere().isEmpty()
                        ? desired.vfs().stream()
                                .map(DesiredVf::index)
                                .filter(index -> live.settings(index).isEmpty())
                                .toList()
                        : List.of();
        return unread.isEmpty()
                ? Optional.empty()
                : Optional.of("the kernel does not report addresses and settings of " + VfRanges.of(unread)
                        + ", so it is unknown whether they are in the desired state");
    }

    private static String without(LivePort live) {
        return live.pf().function().address()
                + live.pf()
                        .function()
                        .driver()
                        .value()
                        .map(Driver::name)
                        .map(name -> " is on " + name + " and")
                        .orElse("")
                + " has no network interface";
    }
}
