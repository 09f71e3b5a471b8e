// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.IpLine;
import vfnet.model.Guid;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.DesiredVf;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.DevlinkPort;

/** Computes the commands that bring the settings of a VF from the live to the desired state. */
public final class VfDifference {
    private VfDifference() {}

    /**
     * {@return the lines that bring a VF from the live to the desired state; none when nothing differs} A setting that
     * the desired state leaves open is not changed.
     *
     * @param pfIndex ifindex of the PF's interface
     * @param desired the desired state of the VF
     * @param live what the PF's driver reports for it
     */
    public static List<IpLine> lines(int pfIndex, DesiredVf desired, VfSettings live) {
        return lines(pfIndex, desired, live, Optional.empty());
    }

    /**
     * {@return the lines for ip that bring a VF from the live to the desired state, without what is set through
     * devlink}
     *
     * @param pfIndex ifindex of the PF's interface
     * @param desired the desired state of the VF
     * @param live what the PF's driver reports for it
     * @param port the port of the card's switch that leads to the VF; empty where nothing is set through devlink
     */
    public static List<IpLine> lines(int pfIndex, DesiredVf desired, VfSettings live, Optional<SwitchedVf> port) {
        int vf = desired.index();
        VfSettings want = desired.settings();
        List<IpLine> lines = new ArrayList<>();
        if (!port.filter(SwitchedVf::hasAddress).isPresent()) {
            address(want, live).ifPresent(to -> lines.add(IpLine.address(pfIndex, vf, to)));
        }
        if (want.nodeGuid().isPresent() || want.portGuid().isPresent()) {
            changed(want.nodeGuid(), live.nodeGuid()).ifPresent(to -> lines.add(IpLine.nodeGuid(pfIndex, vf, to)));
            changed(want.portGuid(), live.portGuid()).ifPresent(to -> lines.add(IpLine.portGuid(pfIndex, vf, to)));
        }
        want.vlan()
                .filter(to -> !same(to, live.vlan().orElse(Vlan.NONE)))
                .ifPresent(to -> lines.add(IpLine.vlan(pfIndex, vf, to)));
        changed(want.spoofCheck(), live.spoofCheck()).ifPresent(to -> lines.add(IpLine.spoofCheck(pfIndex, vf, to)));
        changed(want.trust(), live.trust()).ifPresent(to -> lines.add(IpLine.trust(pfIndex, vf, to)));
        changed(want.linkState(), live.linkState()).ifPresent(to -> lines.add(IpLine.linkState(pfIndex, vf, to)));
        changed(want.queryRss(), live.queryRss()).ifPresent(to -> lines.add(IpLine.queryRss(pfIndex, vf, to)));
        if (!port.filter(SwitchedVf::hasRate).isPresent()
                && (changed(want.minTxRate(), live.minTxRate()).isPresent()
                        || changed(want.maxTxRate(), live.maxTxRate()).isPresent())) {
            lines.add(IpLine.rates(
                    pfIndex,
                    vf,
                    want.minTxRate().or(live::minTxRate).orElse(0),
                    want.maxTxRate().or(live::maxTxRate).orElse(0)));
        }
        return lines;
    }

    /**
     * {@return the lines for devlink that bring a VF from the live to the desired state}
     *
     * @param desired the desired state of the VF
     * @param live what is known of it
     * @param own the port of the card's switch that leads to the VF
     */
    public static List<DevlinkLine> lines(DesiredVf desired, VfSettings live, SwitchedVf own) {
        VfSettings want = desired.settings();
        List<DevlinkLine> lines = new ArrayList<>();
        if (own.hasAddress()) {
            address(want, live).ifPresent(to -> lines.add(DevlinkLine.address(own.port(), to)));
        }
        if (own.hasRate()) {
            changed(want.minTxRate(), live.minTxRate()).ifPresent(to -> lines.add(DevlinkLine.share(own.port(), to)));
            changed(want.maxTxRate(), live.maxTxRate()).ifPresent(to -> lines.add(DevlinkLine.max(own.port(), to)));
        }
        return lines;
    }

    /**
     * Whether the address or a GUID differs: the changes that a bound VF driver does not notice. mlx5_ib reads GUIDs
     * when it binds (drivers/infiniband/hw/mlx5/main.c, mlx5_query_node_guid).
     */
    static boolean changesAddress(DesiredVf desired, VfSettings live) {
        VfSettings want = desired.settings();
        return address(want, live).isPresent()
                || isOther(want.nodeGuid(), live.nodeGuid())
                || isOther(want.portGuid(), live.portGuid());
    }

    /** Zero removes the address. */
    private static Optional<MacAddress> address(VfSettings want, VfSettings live) {
        return want.address().filter(to -> !to.equals(live.address().orElse(MacAddress.ZERO)));
    }

    /** A GUID that nothing reports is no reason to take a VF from its driver. */
    private static boolean isOther(Optional<Guid> want, Optional<Guid> live) {
        return live.isPresent() && changed(want, live).isPresent();
    }

    private static <T> Optional<T> changed(Optional<T> want, Optional<T> live) {
        return want.filter(to -> !live.equals(Optional.of(to)));
    }

    private static boolean same(Vlan want, Vlan live) {
        return want.id() == live.id()
                && want.qos() == live.qos()
                && (want.id() == 0 && want.qos() == 0 || want.protocol().equalsIgnoreCase(live.protocol()));
    }

    /**
     * A VF in switchdev mode, as devlink sets it.
     *
     * @param port the port of the card's switch that leads to it
     * @param hasRate whether the driver has a transmit rate for that port
     */
    public record SwitchedVf(DevlinkPort port, boolean hasRate) {

        /**
         * {@return the VF of this number; empty where devlink shows no port that leads to it}
         *
         * @param own the switch
         * @param vf the VF's number on the PF, from 0
         */
        public static Optional<SwitchedVf> of(CardSwitch own, int vf) {
            Optional<DevlinkPort> port = own.portOf(vf);
            return port.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new SwitchedVf(port.get(), own.rateOf(port.get()).isPresent()));
        }

        /** {@return whether the driver sets the address of the function that a port leads to} */
        boolean hasAddress() {
            return port.address().isPresent();
        }
    }
}
