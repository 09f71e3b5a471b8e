// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vfnet.interop.HostPort;
import vfnet.model.Decimal;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;

/**
 * The names that systemd gives to the interfaces of VFs: from the PF's slot, whatever the PF's own name, and v with the
 * VF's number (systemd.net-naming-scheme(7); names_pci, src/udev/udev-builtin-net_id.c).
 */
public final class VfNames {
    /**
     * An Ethernet port's name by its slot: onboard, slot or path; followed by the number that a driver gives to a port.
     */
    private static final Pattern BY_PLACE = Pattern.compile("(en(?:P(?<domain>\\d+))?(?:o\\d+|s\\d+(?:f\\d+)?"
            + "|p(?<bus>\\d+)s(?<slot>\\d+)(?:f(?<function>\\d+))?)(?:d\\d+)?)(?:n[a-z]*\\d+)?");

    private VfNames() {}

    /** Empty where it cannot be predicted: for a port of another name, or a name that would be too long. */
    public static Optional<InterfaceName> of(HostPort pf, int index) {
        return base(pf).flatMap(base -> InterfaceName.parse(base + "v" + index));
    }

    /** The number in a VF's name; empty when it is not the name of a VF of this PF. */
    public static Optional<Integer> number(HostPort pf, InterfaceName vf) {
        String prefix = base(pf).map(base -> base + "v").orElse("");
        String digits =
                !prefix.isEmpty() && vf.text().startsWith(prefix) ? vf.text().substring(prefix.length()) : "";
        boolean plain = !digits.isEmpty() && digits.length() < 6 && (digits.length() == 1 || digits.charAt(0) != '0');
        OptionalInt number = plain ? Decimal.parse(digits, 0, Integer.MAX_VALUE) : OptionalInt.empty();
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    /**
     * From the existing VFs, else from udev's record of the PF, else from the PF's own name where that is by its slot.
     */
    private static Optional<String> base(HostPort pf) {
        return pf.vfNames().entrySet().stream()
                .flatMap(vf -> base(vf).stream())
                .findFirst()
                .or(() -> pf.udev().names().stream()
                        .findFirst()
                        .flatMap(VfNames::byPlace)
                        .map(matcher -> matcher.group(1)))
                .or(() -> pf.identity()
                        .name()
                        .flatMap(name -> byPlace(name.text()))
                        .filter(name -> pf.identity()
                                .pciAddress()
                                .filter(place -> !agrees(name, place))
                                .isEmpty())
                        .map(matcher -> matcher.group(1)));
    }

    private static Optional<String> base(Map.Entry<Integer, InterfaceName> vf) {
        String name = vf.getValue().text();
        String suffix = "v" + vf.getKey();
        return Optional.of(name)
                .filter(text -> text.endsWith(suffix))
                .map(text -> text.substring(0, text.length() - suffix.length()))
                .filter(base -> byPlace(base).isPresent());
    }

    private static Optional<Matcher> byPlace(String name) {
        return Optional.of(BY_PLACE.matcher(name)).filter(Matcher::matches);
    }

    /** A name by the path shows where the port was when it got the name. */
    private static boolean agrees(Matcher name, PciAddress place) {
        return name.group("bus") == null
                || is(name.group("domain"), place.domain())
                        && is(name.group("bus"), place.bus())
                        && is(name.group("slot"), place.device())
                        && is(name.group("function"), place.function());
    }

    private static boolean is(String digits, int number) {
        return digits == null ? number == 0 : digits.length() < 10 && Integer.parseInt(digits) == number;
    }
}
