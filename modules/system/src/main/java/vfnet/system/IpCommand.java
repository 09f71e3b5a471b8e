// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.Reading;

/** The programs of iproute2, or their recorded answers. */
@FunctionalInterface
public interface IpCommand {

    /**
     * {@return what the program prints, as JSON in UTF-8; absent where it is not installed, unreadable where it failed}
     * May block for as long as a driver holds the link lock: the caller sets the timeout.
     *
     * @param query the query
     */
    Reading<byte[]> answer(IpQuery query);

    /**
     * {@return the links of another network namespace; absent where they cannot be queried}
     *
     * @param namespace a file that refers to it, by its path on the machine: {@code /run/netns/blue},
     *     {@code /proc/4711/ns/net}
     */
    default Reading<byte[]> linksIn(String namespace) {
        return Reading.absent();
    }

    /**
     * {@return what {@code devlink} prints, as JSON in UTF-8; absent where it is not installed, unreadable where it
     * failed, as it does where a driver lacks what was asked for}
     *
     * @param query the query
     */
    default Reading<byte[]> devlink(DevlinkQuery query) {
        return Reading.absent();
    }

    /**
     * A query to {@code devlink} of iproute2. Its long options have two dashes, so JSON is asked for with {@code -j}:
     * {@code -json} is {@code -j -s -o -n} to it.
     */
    sealed interface DevlinkQuery {

        /** The name of the program. */
        String PROGRAM = "devlink";

        /**
         * The mode of a card's switch. There is no such query for all cards (devlink.c, cmd_dev_eswitch_show).
         *
         * @param pf the PF whose switch it is
         */
        record EswitchOf(PciAddress pf) implements DevlinkQuery {}

        /** Every port of every card's switch. */
        record Ports() implements DevlinkQuery {}

        /** Every transmit rate of every card's switch. */
        record Rates() implements DevlinkQuery {}

        /** {@return the arguments of the program} */
        default List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("-j"));
            arguments.addAll(
                    switch (this) {
                        case EswitchOf(PciAddress pf) -> List.of("dev", "eswitch", "show", "pci/" + pf);
                        case Ports() -> List.of("port", "show");
                        case Rates() -> List.of("port", "function", "rate", "show");
                    });
            return List.copyOf(arguments);
        }

        /** {@return the command line, as a user would type it} */
        default String commandLine() {
            return PROGRAM + " " + String.join(" ", arguments());
        }

        /**
         * {@return the query of this command line; empty where it is none}
         *
         * @param commandLine as {@link #commandLine} gives it
         */
        static Optional<DevlinkQuery> parse(String commandLine) {
            String eswitch = PROGRAM + " -j dev eswitch show pci/";
            if (commandLine.startsWith(eswitch)) {
                return PciAddress.parse(commandLine.substring(eswitch.length())).map(EswitchOf::new);
            }
            for (DevlinkQuery query : List.of(new Ports(), new Rates())) {
                if (commandLine.equals(query.commandLine())) {
                    return Optional.of(query);
                }
            }
            return Optional.empty();
        }
    }
}
