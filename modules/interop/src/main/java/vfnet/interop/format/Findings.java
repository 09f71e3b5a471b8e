// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.Imported;
import vfnet.interop.Imported.ImportedPort;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Collects what is found in another tool's files. */
public final class Findings {
    /** sriov_numvfs is a u16 (drivers/pci/iov.c). */
    public static final int MAX_VFS = 65535;

    private final List<ImportedPort> ports = new ArrayList<>();
    private final List<Problem> lost = new ArrayList<>();
    private final List<Problem> flaws = new ArrayList<>();

    public void port(String place, SavedPort port) {
        ports.add(new ImportedPort(place, port));
    }

    public void lost(String place, String what) {
        lost.add(new Problem(place, what));
    }

    public void flaw(String place, String what) {
        flaws.add(new Problem(place, what));
    }

    public Imported imported() {
        return new Imported(ports, lost, flaws);
    }

    /** A whole number of this range, in decimal; empty, with an error, where the text is something else. */
    public OptionalInt number(String place, String key, String text, int least, int most) {
        return number(place, key, text, parsed(text, 10), least, most);
    }

    /** The same, as systemd reads numbers: 0x10 and 020, 0b1 and 0o17, too (safe_atou32, src/basic/parse-util.c). */
    public OptionalInt systemdNumber(String place, String key, String text, int least, int most) {
        String lower = text.toLowerCase(Locale.ROOT);
        String digits = lower.startsWith("+") ? lower.substring(1) : lower;
        OptionalLong number = digits.startsWith("0x")
                ? parsed(digits.substring(2), 16)
                : digits.startsWith("0b")
                        ? parsed(digits.substring(2), 2)
                        : digits.startsWith("0o")
                                ? parsed(digits.substring(2), 8)
                                : parsed(digits, digits.length() > 1 && digits.startsWith("0") ? 8 : 10);
        return number(place, key, text, number, least, most);
    }

    private OptionalInt number(String place, String key, String text, OptionalLong number, int least, int most) {
        if (number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most) {
            return OptionalInt.of((int) number.getAsLong());
        }
        flaw(place, key + " must be a whole number from " + least + " to " + most + ", not '" + text + "'");
        return OptionalInt.empty();
    }

    private static OptionalLong parsed(String digits, int base) {
        boolean sound = !digits.isEmpty() && digits.length() < 40;
        long number = 0;
        for (int i = 0; i < digits.length() && sound; i++) {
            int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), base) : -1;
            sound = digit >= 0 && number < Integer.MAX_VALUE;
            number = number * base + digit;
        }
        return sound ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** A unicast address; empty, with an error, where the text is something else. */
    public Optional<MacAddress> address(String place, String key, String text) {
        Optional<MacAddress> address = parsed(text).filter(known -> !known.isMulticast() && !known.isZero());
        if (address.isEmpty()) {
            flaw(place, key + " must be a unicast MAC address other than zero, not '" + text + "'");
        }
        return address;
    }

    /** An address in any of the forms that systemd accepts. */
    public static Optional<MacAddress> parsed(String text) {
        return MacAddress.parse(dotsReplaced(text));
    }

    /** {@code 0011.2233.4455}, which systemd accepts too (systemd.link(5)). */
    private static String dotsReplaced(String text) {
        if (text.length() != 14 || text.charAt(4) != '.' || text.charAt(9) != '.') {
            return text;
        }
        String digits = text.replace(".", "");
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < digits.length(); i += 2) {
            pairs.append(i == 0 ? "" : ":").append(digits, i, Math.min(i + 2, digits.length()));
        }
        return pairs.toString();
    }

    /** VFs by their number, for a port. */
    public static SortedMap<Integer, SavedVf> byIndex(Iterable<SavedVf> vfs) {
        SortedMap<Integer, SavedVf> byIndex = new TreeMap<>();
        vfs.forEach(vf -> byIndex.put(vf.index(), vf));
        return byIndex;
    }
}
