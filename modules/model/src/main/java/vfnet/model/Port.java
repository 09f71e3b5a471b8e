package vfnet.model;

import java.util.List;
import java.util.SortedMap;

/**
 * One way out of a PF into the network. Most PFs have one; a ConnectX-3 has two, each with settings of its own for
 * every VF.
 *
 * @param networkInterface the PF's interface
 * @param permanentAddress the address that the card was made with, which no bond changes; absent where nothing tells it
 * @param speed            of the link in Mbit/s; absent while it is down
 * @param vfSettings       what the PF's driver reports for each VF, by VF index; absent where it reports nothing
 * @param carries          what would stop with it: empty when somebody looked and found nothing, unreadable when one
 *                         could not look or nobody did
 */
public record Port(NetworkInterface networkInterface, Reading<MacAddress> permanentAddress, Reading<Integer> speed,
                   Reading<SortedMap<Integer, VfSettings>> vfSettings, Reading<List<Traffic>> carries) {

    /**
     * A port whose traffic nobody looked for.
     *
     * @param networkInterface the PF's interface
     * @param permanentAddress the address that the card was made with
     * @param speed            of the link in Mbit/s
     * @param vfSettings       what the PF's driver reports for each VF
     */
    public Port(NetworkInterface networkInterface, Reading<MacAddress> permanentAddress, Reading<Integer> speed,
            Reading<SortedMap<Integer, VfSettings>> vfSettings) {
        this(networkInterface, permanentAddress, speed, vfSettings, Reading.unreadable(
                new Problem("traffic of " + networkInterface.name(), "was not looked for")));
    }

    /**
     * {@return the same port, after a look at what it carries}
     *
     * @param traffic what was found
     */
    public Port carrying(Reading<List<Traffic>> traffic) {
        return new Port(networkInterface, permanentAddress, speed, vfSettings, traffic);
    }
}
