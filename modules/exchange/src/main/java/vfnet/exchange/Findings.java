package vfnet.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.exchange.Imported.ImportedPort;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;

/** Collects what is found in another tool's files. */
final class Findings {
    /** sriov_numvfs is a u16 (drivers/pci/iov.c). */
    static final int MOST_VFS = 65535;

    private final List<ImportedPort> ports = new ArrayList<>();
    private final List<Problem> lost = new ArrayList<>();
    private final List<Problem> flaws = new ArrayList<>();

    void port(String place, SavedPort port) {
        ports.add(new ImportedPort(place, port));
    }

    void lost(String place, String what) {
        lost.add(new Problem(place, what));
    }

    void flaw(String place, String what) {
        flaws.add(new Problem(place, what));
    }

    Imported imported() {
        return new Imported(ports, lost, flaws);
    }

    /** A whole number of this range; empty, and a flaw, where the text is none. */
    OptionalInt number(String place, String key, String text, int least, int most) {
        boolean digits = !text.isEmpty() && text.length() < 10;
        for (int i = 0; i < text.length(); i++) {
            digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (digits && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        flaw(place, key + " must be a whole number from " + least + " to " + most + ", not '" + text + "'");
        return OptionalInt.empty();
    }

    /** An address that a function may have; empty, and a flaw, where the text is none. */
    Optional<MacAddress> address(String place, String key, String text) {
        Optional<MacAddress> address = MacAddress.parse(dotsReplaced(text))
                .filter(known -> !known.isMulticast() && !known.isZero());
        if (address.isEmpty()) {
            flaw(place, key + " must be a unicast MAC address other than zero, not '" + text + "'");
        }
        return address;
    }

    /** {@code 0011.2233.4455}, which systemd reads too (systemd.link(5)). */
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
    static SortedMap<Integer, SavedVf> byIndex(Iterable<SavedVf> vfs) {
        SortedMap<Integer, SavedVf> byIndex = new TreeMap<>();
        vfs.forEach(vf -> byIndex.put(vf.index(), vf));
        return byIndex;
    }
}
