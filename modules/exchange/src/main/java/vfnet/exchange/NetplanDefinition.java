package vfnet.exchange;

import java.util.Map;
import java.util.Optional;

/**
 * A definition under {@code ethernets} or {@code vlans}. Several files may each say a part of it; the later one counts.
 *
 * @param id     its key
 * @param place  where it stands first
 * @param values what it says, by key; those in {@code match} by {@code match.KEY}
 */
record NetplanDefinition(String id, String place, Map<String, Value> values) {

    /**
     * A value and where it stands.
     *
     * @param text  the value
     * @param place file and line
     */
    record Value(String text, String place) {}

    Optional<Value> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** What its interface is called: a pattern is no name. Without {@code match} the key is the name (netplan(5)). */
    Optional<Value> interfaceName() {
        return value("set-name").or(() -> value("match.name"))
                .or(() -> values.containsKey("match") ? Optional.empty() : Optional.of(new Value(id, place)));
    }
}
