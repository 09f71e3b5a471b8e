// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfDriver;
import vfnet.model.desired.DesiredPort;
import vfnet.model.inventory.VirtualFunction;

/** Refuses to plan from a state that could not be read: unreadable is neither off, nor none, nor the desired state. */
final class Unread {
    private Unread() {}

    /** VFs that stay are compared with the desired state, and are restored when a plan fails. */
    static Optional<Refusal> refusal(LivePort live, DesiredPort desired) {
        if (live.count() != desired.count()) {
            return Optional.empty();
        }
        for (VirtualFunction vf : live.pf().virtualFunctions()) {
            if (live.knownDriver(vf) instanceof Reading.Unreadable<VfDriver>(Problem problem)) {
                return Optional.of(cannot(live.name() + ": what drives VF " + vf.index() + " ("
                        + vf.function().address() + "), or is to drive it, cannot be read: " + problem));
            }
        }
        return Optional.empty();
    }

    static Refusal cannot(String words) {
        return new Refusal(
                Refusal.Reason.UNSUPPORTED,
                words + "; try again, and if it stays so, look at the kernel's log",
                List.of());
    }
}
