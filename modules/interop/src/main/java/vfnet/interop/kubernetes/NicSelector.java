// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.interop.HostPort;
import vfnet.model.Decimal;
import vfnet.model.PciId;

/**
 * The ports that a policy means: all that is given must hold (Selected, api/v1/helper.go of the operator).
 *
 * @param vendor the vendor of the PF, in hexadecimal digits
 * @param device its device ID
 * @param rootDevices PCI addresses of PFs
 * @param pfNames names of interfaces, each with the range of VFs behind {@code #}, if any
 */
record NicSelector(Optional<String> vendor, Optional<String> device, List<String> rootDevices, List<String> pfNames) {

    /** A range of VFs, both ends included. */
    record Range(int first, int last) {

        boolean overlaps(Range other) {
            return first <= other.last && other.first <= last;
        }

        /** Empty where the text is not {@code FIRST-LAST}. */
        static Optional<Range> parse(String text) {
            int hyphen = text.indexOf('-');
            OptionalInt first = Decimal.parse(text.substring(0, Math.max(hyphen, 0)), 0, Integer.MAX_VALUE);
            OptionalInt last = Decimal.parse(text.substring(hyphen + 1), 0, Integer.MAX_VALUE);
            return hyphen > 0 && first.isPresent() && last.isPresent() && first.getAsInt() <= last.getAsInt()
                    ? Optional.of(new Range(first.getAsInt(), last.getAsInt()))
                    : Optional.empty();
        }
    }

    /** Copies the lists. */
    NicSelector {
        rootDevices = List.copyOf(rootDevices);
        pfNames = List.copyOf(pfNames);
    }

    boolean isEmpty() {
        return vendor.isEmpty() && device.isEmpty() && rootDevices.isEmpty() && pfNames.isEmpty();
    }

    boolean selects(HostPort port) {
        return !isEmpty()
                && is(vendor, port.id().map(PciId::vendorDigits))
                && is(device, port.id().map(PciId::deviceDigits))
                && (rootDevices.isEmpty()
                        || port.identity()
                                .pciAddress()
                                .filter(own -> rootDevices.contains(own.toString()))
                                .isPresent())
                && (pfNames.isEmpty() || pfName(port).isPresent());
    }

    private static boolean is(Optional<String> wanted, Optional<String> own) {
        return wanted.isEmpty()
                || wanted.map(text -> text.toLowerCase(Locale.ROOT)).equals(own);
    }

    private Optional<String> pfName(HostPort port) {
        return port.identity()
                .name()
                .flatMap(own -> pfNames.stream()
                        .filter(name -> beforeRange(name).equals(own.text()))
                        .findFirst());
    }

    /** What is behind {@code #} in the name of this port. */
    Optional<String> range(HostPort port) {
        return pfName(port).filter(name -> name.contains("#")).map(name -> name.substring(name.indexOf('#') + 1));
    }

    private static String beforeRange(String name) {
        int hash = name.indexOf('#');
        return hash < 0 ? name : name.substring(0, hash);
    }
}
