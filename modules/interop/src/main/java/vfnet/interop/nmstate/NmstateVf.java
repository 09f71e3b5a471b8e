// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.nmstate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vfnet.interop.format.Findings;
import vfnet.interop.format.YamlFile;
import vfnet.interop.format.YamlFile.Entry;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedVf;

/** An item of {@code vfs} (SrIovVfConfig, rust/src/lib/ifaces/sriov.rs). Numbers and booleans may be texts. */
final class NmstateVf {
    private static final List<String> YES = List.of("true", "yes", "on", "y", "1");
    private static final List<String> NO = List.of("false", "no", "off", "n", "0");

    private final YamlFile yaml;
    private final Findings findings;
    private final Entry item;
    private Optional<Integer> id = Optional.empty();
    private Optional<MacAddress> address = Optional.empty();
    private Optional<Integer> vlan = Optional.empty();
    private Optional<Integer> priority = Optional.empty();
    private boolean isService;
    private Optional<Boolean> spoofCheck = Optional.empty();
    private Optional<Boolean> trust = Optional.empty();
    private Optional<Integer> minRate = Optional.empty();
    private Optional<Integer> maxRate = Optional.empty();

    NmstateVf(YamlFile yaml, Entry item) {
        this.yaml = yaml;
        this.findings = yaml.findings();
        this.item = item;
    }

    /** Empty, with an error, where it has no number. */
    Optional<SavedVf> read() {
        for (Entry field : yaml.entries(item)) {
            yaml.text(field).ifPresent(text -> take(field, text));
        }
        if (id.isEmpty()) {
            findings.flaw(item.place(), "a VF without an id from 0; it is left out");
        }
        Optional<Vlan> tag = vlan.isEmpty() && priority.isEmpty()
                ? Optional.empty()
                : Optional.of(new Vlan(vlan.orElse(0), priority.orElse(0), isService ? "802.1ad" : "802.1Q"));
        return id.map(index -> new SavedVf(
                index,
                new VfSettings(address, tag, spoofCheck, trust, Optional.empty(), minRate, maxRate, Optional.empty()),
                Optional.empty(),
                Optional.empty()));
    }

    private void take(Entry field, String text) {
        switch (field.key()) {
            case "id" -> id = number(field, text, Findings.MAX_VFS);
            case "mac-address" -> address = findings.address(field.place(), field.key(), text);
            case "spoof-check" -> spoofCheck = flag(field, text);
            case "trust" -> trust = flag(field, text);
            case "min-tx-rate" -> minRate = number(field, text, Integer.MAX_VALUE);
            case "max-tx-rate" -> maxRate = number(field, text, Integer.MAX_VALUE);
            case "vlan-id" -> vlan = number(field, text, 4094);
            case "qos" -> priority = number(field, text, 7);
            case "vlan-proto" -> protocol(field, text);
            case "iface-name" -> {}
            default -> findings.flaw(field.place(), "'" + field.key() + "' is not a setting of a VF");
        }
    }

    private void protocol(Entry field, String text) {
        isService = text.equalsIgnoreCase("802.1ad");
        if (!isService && !text.equalsIgnoreCase("802.1q")) {
            findings.flaw(field.place(), "vlan-proto must be 802.1q or 802.1ad, not '" + text + "'");
        }
    }

    private Optional<Boolean> flag(Entry field, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            findings.flaw(field.place(), field.key() + " must be true or false, not '" + text + "'");
            return Optional.empty();
        }
        return Optional.of(YES.contains(word));
    }

    private Optional<Integer> number(Entry field, String text, int most) {
        return findings.number(field.place(), field.key(), text, 0, most).stream()
                .boxed()
                .findFirst();
    }
}
