// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;

/**
 * The switch of a PF's card.
 *
 * @param eswitch its attributes; absent where the driver has none, or they were not asked for
 * @param representors the interfaces that stand for functions in it: VFs, scalable functions, and functions of another
 *     host
 * @param ports its ports; absent in legacy mode, and where they were not asked for
 * @param rates its transmit rates; absent in legacy mode, and where they were not asked for
 */
public record CardSwitch(
        Reading<Eswitch> eswitch,
        List<Representor> representors,
        Reading<List<DevlinkPort>> ports,
        Reading<List<DevlinkRate>> rates) {

    /** Nothing is known of a switch. */
    public static final CardSwitch NONE =
            new CardSwitch(Reading.absent(), List.of(), Reading.absent(), Reading.absent());

    /** Copies the list. */
    public CardSwitch {
        representors = List.copyOf(representors);
    }

    /** {@return its mode; empty where that is not known} Only switchdev mode has representors. */
    public Optional<EswitchMode> mode() {
        if (eswitch.value().isPresent()) {
            return Optional.of(eswitch.value().get().mode());
        }
        return representors.isEmpty() ? Optional.empty() : Optional.of(EswitchMode.SWITCHDEV);
    }

    /**
     * {@return the representor of a VF of this host; empty where it has none}
     *
     * @param vf the VF's number on the PF, from 0
     */
    public Optional<Representor> representorOf(int vf) {
        for (Representor one : representors) {
            if (one.vf().equals(Optional.of(vf))) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the port that leads to a VF of this host; empty where that is not known}
     *
     * @param vf the VF's number on the PF, from 0
     */
    public Optional<DevlinkPort> portOf(int vf) {
        for (DevlinkPort port : ports.value().orElse(List.of())) {
            if (port.isOfVf(vf)) {
                return Optional.of(port);
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the transmit rate of a port; empty where it has none}
     *
     * @param port one of its ports
     */
    public Optional<DevlinkRate> rateOf(DevlinkPort port) {
        return rates.value().orElse(List.of()).stream()
                .filter(rate -> !rate.isNode() && rate.name().equals(String.valueOf(port.index())))
                .findFirst();
    }

    /** {@return its scalable functions; they are no VFs, and have no function on the PCI bus} */
    public List<DevlinkPort> scalableFunctions() {
        return ports.value().isEmpty()
                ? List.of()
                : ports.value().get().stream()
                        .filter(DevlinkPort::isScalableFunction)
                        .toList();
    }

    /** {@return its groups of transmit rates} */
    public List<DevlinkRate> rateGroups() {
        return rates.value().orElse(List.of()).stream()
                .filter(DevlinkRate::isNode)
                .toList();
    }
}
