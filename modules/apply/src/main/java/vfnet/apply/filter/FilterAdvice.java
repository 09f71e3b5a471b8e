// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.filter;

import java.util.List;
import java.util.Optional;
import vfnet.model.Errno;
import vfnet.model.MacAddress;

/** Explains why a port does not take an address into its unicast filter, or does not let go of one. */
final class FilterAdvice {
    private FilterAdvice() {}

    static FilterFailure of(FilterStep step, List<MacAddress> addresses, String message) {
        // rtnl_fdb_add and rtnl_fdb_del (net/core/rtnetlink.c) say so in words in place of the number.
        Optional<Errno> errno =
                message.contains("unknown ifindex") ? Optional.of(Errno.ENODEV) : Errno.inMessage(message);
        Optional<String[]> words = errno.map(FilterAdvice::explain);
        String what = addresses.size() == 1 ? addresses.getFirst().toString() : addresses.size() + " addresses";
        String done = step instanceof FilterStep.Register(var name, var _)
                ? what + " could not be registered at " + name
                : what + " could not be removed from " + ((FilterStep.Deregister) step).name();
        return new FilterFailure(
                step,
                addresses,
                errno,
                done + ": " + errno.map(Errno::toString).orElse(message)
                        + words.map(text -> ": " + text[0]).orElse(""),
                words.map(text -> text[1]));
    }

    /** The cause and what to do. */
    private static String[] explain(Errno errno) {
        return switch (errno) {
            // ixgbe_ndo_fdb_add and igb_ndo_fdb_add say ENOMEM, others ENOSPC.
            case ENOSPC, ENOMEM ->
                new String[] {
                    "the unicast filter of the card is full",
                    "remove VFs, which take a part of it, or give some of these guests VFs in place of ports of the"
                            + " bridge"
                };
            case EOPNOTSUPP ->
                new String[] {
                    "the driver takes no addresses for its switch, or not in its present state",
                    "update the driver or the kernel; without it, guests on VFs reach those behind the bridge only over"
                            + " the switch outside, or by a VF in the bridge in place of the PF"
                };
            case EINVAL ->
                new String[] {
                    "the driver refuses this address",
                    "look at the kernel's log: dmesg | tail; an address cannot be given for one VLAN alone"
                };
            case EPERM, EACCES -> new String[] {"vfnet may not do that here", "run it as root, outside a container"};
            case ENODEV, ENXIO -> new String[] {"the interface has gone or been replaced", "run the command again"};
            default ->
                new String[] {"the driver refused for a reason of its own", "look at the kernel's log: dmesg | tail"};
        };
    }
}
