// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.netplan;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.format.Glob;
import vfnet.model.MacAddress;

/**
 * A definition under {@code ethernets} or {@code vlans}. Several files may each have a part of it; the later one takes
 * precedence.
 *
 * @param id its key
 * @param place where it first appears
 * @param values its values, by key; those in {@code match} by {@code match.KEY}
 */
record NetplanDefinition(String id, String place, Map<String, Value> values) {

    /**
     * A value with its place.
     *
     * @param text the value
     * @param place file and line
     */
    record Value(String text, String place) {}

    Optional<Value> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The name of its interface: a pattern is not a name. Without {@code match} the key is the name (netplan(5)). */
    Optional<Value> interfaceName() {
        return value("set-name")
                .or(() -> value("match.name"))
                .or(() -> values.containsKey("match") ? Optional.empty() : Optional.of(new Value(id, place)));
    }

    boolean hasMatch() {
        return values.containsKey("match");
    }

    /** Whether it matches this port: all conditions of {@code match} must match; without one the key is the name. */
    boolean means(HostPort port) {
        Optional<String> name = port.identity().name().map(Object::toString);
        if (!hasMatch()) {
            return name.filter(id::equals).isPresent();
        }
        return value("match.name")
                        .filter(glob ->
                                name.filter(new Glob(glob.text())::matches).isEmpty())
                        .isEmpty()
                && value("match.macaddress")
                        .filter(address -> !isAddressOf(port, address.text()))
                        .isEmpty()
                && value("match.driver")
                        .filter(globs -> !isDriverOf(port, globs.text()))
                        .isEmpty();
    }

    /** networkd compares the permanent address, netplan's own sriov.py the present one. */
    private static boolean isAddressOf(HostPort port, String text) {
        return MacAddress.parse(text)
                .filter(address -> port.identity()
                                .permanentAddress()
                                .filter(address::equals)
                                .isPresent()
                        || port.address().filter(address::equals).isPresent())
                .isPresent();
    }

    private static boolean isDriverOf(HostPort port, String globs) {
        return Arrays.stream(globs.split(" "))
                .anyMatch(glob -> port.driver().filter(new Glob(glob)::matches).isPresent());
    }
}
