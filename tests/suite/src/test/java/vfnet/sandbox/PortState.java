// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import vfnet.apply.plan.LivePort;
import vfnet.model.Driver;
import vfnet.model.VfSettings;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.VirtualFunction;

/** What vfnet guarantees of a port, in one line: number, addresses, settings, drivers, autoprobe. */
final class PortState {
    private PortState() {}

    static String of(SimulatedHost play, String address) {
        PhysicalFunction pf = play.pf(address);
        LivePort live = new LivePort(pf, 0);
        StringBuilder text = new StringBuilder("autoprobe ")
                .append(pf.sriov()
                        .value()
                        .orElseThrow()
                        .driversAutoprobe()
                        .value()
                        .orElseThrow())
                .append(", ")
                .append(pf.virtualFunctions().size())
                .append(" VFs");
        for (VirtualFunction vf : pf.virtualFunctions()) {
            VfSettings settings = live.settings(vf.index()).orElse(VfSettings.UNKNOWN);
            text.append("; ")
                    .append(vf.index())
                    .append(' ')
                    .append(vf.function().address())
                    .append(' ')
                    .append(settings.address().map(Object::toString).orElse("-"))
                    .append(' ')
                    .append(settings.vlan().map(Object::toString).orElse("-"))
                    .append(' ')
                    .append(settings.spoofCheck())
                    .append(settings.trust())
                    .append(settings.minTxRate())
                    .append(settings.maxTxRate())
                    .append(' ')
                    .append(vf.function().driver().value().map(Driver::name).orElse("no driver"));
        }
        return text.toString();
    }

    static int count(SimulatedHost play, String address) {
        return play.pf(address).virtualFunctions().size();
    }

    /** Up to the first VF: a reboot discards settings of live VFs. */
    static String ofCounts(String state) {
        int first = state.indexOf(';');
        return first < 0 ? state : state.substring(0, first);
    }
}
