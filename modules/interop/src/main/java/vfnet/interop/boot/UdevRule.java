// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vfnet.interop.HostPort;
import vfnet.interop.format.Glob;
import vfnet.model.MacAddress;

/**
 * A rule of udev(7): what it compares, and what it writes or runs.
 *
 * @param items keys with operators and values
 */
record UdevRule(List<Item> items) {
    private static final Pattern ITEM = Pattern.compile(
            "\\s*([A-Z_]+)(?:\\{([^}]*)})?\\s*(==|!=|\\+=|-=|:=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");
    /** They are true of a network card when it appears. */
    private static final Set<String> OF_ANY_CARD = Set.of("ACTION", "SUBSYSTEM", "SUBSYSTEMS", "DEVTYPE", "TEST");

    /** A key, its attribute, its operator and its value. */
    record Item(String key, String attribute, String operator, String value) {}

    /** {@return the rule; empty where the line is not of that form} */
    static Optional<UdevRule> parse(String line) {
        List<Item> items = new ArrayList<>();
        Matcher matcher = ITEM.matcher(line);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            items.add(new Item(
                    matcher.group(1),
                    Optional.ofNullable(matcher.group(2)).orElse(""),
                    matcher.group(3),
                    matcher.group(4)));
            end = matcher.end();
        }
        return end == line.length() && !items.isEmpty() ? Optional.of(new UdevRule(items)) : Optional.empty();
    }

    /** {@return the numbers of VFs that it writes} */
    List<String> counts() {
        return items.stream()
                .filter(item -> item.key().equals("ATTR")
                        && item.operator().equals("=")
                        && (item.attribute().equals("device/sriov_numvfs")
                                || item.attribute().equals("sriov_numvfs")))
                .map(Item::value)
                .toList();
    }

    /** {@return the programs that it runs} */
    List<String> programs() {
        return items.stream()
                .filter(item -> item.key().equals("RUN")
                        && !item.operator().endsWith("==")
                        && (item.attribute().isEmpty() || item.attribute().equals("program")))
                .map(Item::value)
                .toList();
    }

    /** {@return a comparison that cannot be made here; empty where there is none} */
    Optional<String> unknown() {
        return items.stream()
                .filter(item -> item.operator().equals("==") || item.operator().equals("!="))
                .filter(item -> item.operator().equals("!=") || !isKnown(item))
                .map(item -> item.key() + (item.attribute().isEmpty() ? "" : "{" + item.attribute() + "}")
                        + item.operator() + "\"" + item.value() + "\"")
                .findFirst();
    }

    private static boolean isKnown(Item item) {
        return OF_ANY_CARD.contains(item.key())
                || switch (item.key()) {
                    case "KERNEL", "NAME", "KERNELS", "DRIVER", "DRIVERS" -> true;
                    case "ENV" ->
                        Set.of("INTERFACE", "PCI_SLOT_NAME", "ID_NET_DRIVER", "DEVTYPE")
                                .contains(item.attribute());
                    case "ATTR", "ATTRS" -> item.attribute().equals("address");
                    default -> false;
                };
    }

    /** {@return the ports of the host that it applies to, if it compares anything of one; else none} */
    List<HostPort> ports(List<HostPort> host) {
        List<Item> telling = items.stream()
                .filter(item -> item.operator().equals("==") && !OF_ANY_CARD.contains(item.key()))
                .filter(UdevRule::isKnown)
                .toList();
        return telling.isEmpty()
                ? List.of()
                : host.stream()
                        .filter(HostPort::sriov)
                        .filter(port -> telling.stream().allMatch(item -> matches(item, port)))
                        .toList();
    }

    private static boolean matches(Item item, HostPort port) {
        Optional<String> name = port.identity().name().map(Object::toString);
        Optional<String> pci = port.identity().pciAddress().map(Object::toString);
        return Arrays.stream(item.value().split("\\|")).anyMatch(pattern -> switch (item.key()) {
            case "KERNEL" -> is(pattern, name) || is(pattern, pci);
            case "NAME" -> is(pattern, name);
            case "KERNELS" -> is(pattern, pci) || is(pattern, name);
            case "DRIVER", "DRIVERS" -> is(pattern, port.driver());
            case "ENV" ->
                switch (item.attribute()) {
                    case "INTERFACE" -> is(pattern, name);
                    case "PCI_SLOT_NAME" -> is(pattern, pci);
                    case "ID_NET_DRIVER" -> is(pattern, port.driver());
                    default -> true;
                };
            default ->
                MacAddress.parse(pattern)
                        .filter(address ->
                                port.address().filter(address::equals).isPresent()
                                        || port.identity()
                                                .permanentAddress()
                                                .filter(address::equals)
                                                .isPresent())
                        .isPresent();
        });
    }

    private static boolean is(String pattern, Optional<String> own) {
        return own.filter(text -> new Glob(pattern).matches(text)).isPresent();
    }

    /** {@return the program with udev's substitutions for the interface's name made} */
    static String substituted(String program, String name) {
        String text = program;
        for (String own : List.of("$env{INTERFACE}", "%E{INTERFACE}", "$kernel", "$name", "%k")) {
            text = text.replace(own, name);
        }
        return text.replace("%%", "%").replace("$$", "$");
    }
}
