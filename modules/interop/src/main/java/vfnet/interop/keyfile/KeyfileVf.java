// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.keyfile;

import java.util.Optional;
import java.util.OptionalInt;
import vfnet.interop.format.Findings;
import vfnet.interop.link.UnitFile.Assignment;
import vfnet.model.Decimal;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedVf;

/** A line {@code vf.K=ATTRIBUTE=VALUE ...} of a profile (nm-settings(5), sriov.vfs). */
final class KeyfileVf {
    private final Assignment line;
    private final Findings findings;
    private Optional<MacAddress> address = Optional.empty();
    private Optional<Vlan> vlan = Optional.empty();
    private Optional<Boolean> spoofCheck = Optional.empty();
    private Optional<Boolean> trust = Optional.empty();
    private Optional<Integer> minRate = Optional.empty();
    private Optional<Integer> maxRate = Optional.empty();

    KeyfileVf(Assignment line, Findings findings) {
        this.line = line;
        this.findings = findings;
    }

    /** Empty, with an error, where its number is none of the VFs. */
    Optional<SavedVf> read(String index, int count) {
        OptionalInt number = Decimal.parse(index, 0, Findings.MAX_VFS);
        if (number.isEmpty() || number.getAsInt() >= count) {
            findings.flaw(line.place(), "vf." + index + " is not among the " + count + " VFs of total-vfs");
            return Optional.empty();
        }
        for (String word : unescaped(line.value()).strip().split("\\s+")) {
            int equals = word.indexOf('=');
            if (!word.isEmpty()) {
                take(word.substring(0, Math.max(equals, 0)), word.substring(equals + 1));
            }
        }
        return Optional.of(new SavedVf(
                number.getAsInt(),
                new VfSettings(address, vlan, spoofCheck, trust, Optional.empty(), minRate, maxRate, Optional.empty()),
                Optional.empty(),
                Optional.empty()));
    }

    /**
     * NetworkManager itself writes a blank before VLANs, and GLib {@code \s} for a blank at the beginning (GKeyFile).
     */
    private static String unescaped(String value) {
        return value.replace("\\s", " ").replace("\\t", "\t");
    }

    private void take(String key, String value) {
        switch (key) {
            case "mac" -> address = findings.address(line.place(), key, value);
            case "spoof-check" -> spoofCheck = flag(key, value);
            case "trust" -> trust = flag(key, value);
            case "min-tx-rate" -> minRate = number(key, value, Integer.MAX_VALUE);
            case "max-tx-rate" -> maxRate = number(key, value, Integer.MAX_VALUE);
            case "vlans" -> vlan = vlan(value);
            default -> findings.flaw(line.place(), "'" + key + "' is not an attribute of a VF");
        }
    }

    private Optional<Boolean> flag(String key, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            findings.flaw(line.place(), key + " must be true or false, not '" + value + "'");
            return Optional.empty();
        }
        return Optional.of(value.equals("true"));
    }

    private Optional<Integer> number(String key, String value, int most) {
        OptionalInt number = findings.number(line.place(), key, value, 0, most);
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    /** {@code ID[.PRIORITY[.q|ad]]}; the kernel has one for each VF. */
    private Optional<Vlan> vlan(String value) {
        if (value.contains(";")) {
            findings.lost(line.place(), "of the VLANs " + value + " a VF can have one; none is saved");
            return Optional.empty();
        }
        String[] parts = value.split("\\.", -1);
        String protocol = parts.length > 2 ? parts[2] : "q";
        Optional<Integer> id = number("vlans", parts[0], 4094);
        Optional<Integer> priority = parts.length > 1 ? number("vlans", parts[1], 7) : Optional.of(0);
        if (id.isEmpty() || priority.isEmpty()) {
            return Optional.empty();
        }
        if (parts.length > 3 || !protocol.equals("q") && !protocol.equals("ad")) {
            findings.flaw(line.place(), "vlans must be ID.PRIORITY.q or .ad, not '" + value + "'");
            return Optional.empty();
        }
        return Optional.of(new Vlan(id.get(), priority.get(), protocol.equals("ad") ? "802.1ad" : "802.1Q"));
    }
}
