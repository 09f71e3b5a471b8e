// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.anonymize;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vfnet.machine.CapturedMachine;
import vfnet.machine.Entry;
import vfnet.machine.IpAnswer;
import vfnet.system.IpQuery;

/**
 * Replaces the addresses of a snapshot: equal ones stay equal in any notation, different ones different, and none of
 * the owner's remains, not even in an interface's name ({@code enx...}) or a switch's number. Zero, broadcast,
 * multicast, loopback and unspecified addresses identify nobody and stay.
 */
public final class AddressAnonymizer {
    private static final Set<String> FILES_OF_IDS = Set.of("phys_switch_id", "phys_port_id");

    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> invented = new HashMap<>();

    private AddressAnonymizer() {}

    /**
     * {@return the machine with generated addresses in place of its own}
     *
     * @param machine a snapshot
     */
    public static CapturedMachine in(CapturedMachine machine) {
        AddressAnonymizer addresses = new AddressAnonymizer();
        addresses.see(machine);
        return addresses.replace(machine);
    }

    /** Twelve digits are an address only where the machine has that address. */
    private void see(CapturedMachine machine) {
        machine.directories().values().stream()
                .flatMap(entries -> entries.values().stream())
                .forEach(entry -> {
                    if (entry instanceof Entry.Content(byte[] bytes)) {
                        see(text(bytes));
                    }
                });
        machine.answers().values().forEach(this::see);
        machine.elsewhere().values().forEach(this::see);
        machine.devlink().values().forEach(this::see);
    }

    private void see(IpAnswer answer) {
        if (answer instanceof IpAnswer.Printed(String output)) {
            see(output);
        }
    }

    private void see(String text) {
        AddressPatterns.MAC
                .matcher(text)
                .results()
                .map(match -> digits(match.group()))
                .filter(digits -> !AddressPatterns.isNobodysMac(digits))
                .map(InfiniBandAddress::dresses)
                .forEach(seen::addAll);
    }

    private CapturedMachine replace(CapturedMachine machine) {
        SortedMap<String, SortedMap<String, Entry>> directories = new TreeMap<>();
        machine.directories().forEach((path, entries) -> {
            SortedMap<String, Entry> replaced = new TreeMap<>();
            entries.forEach((name, entry) -> replaced.put(inTree(name), entry(name, entry)));
            directories.put(inTree(path), replaced);
        });
        Map<IpQuery, IpAnswer> answers = new LinkedHashMap<>();
        machine.answers().forEach((query, answer) -> answers.put(query, answer(answer)));
        SortedMap<String, IpAnswer> elsewhere = new TreeMap<>();
        machine.elsewhere().forEach((namespace, answer) -> elsewhere.put(inTree(namespace), answer(answer)));
        SortedMap<String, IpAnswer> devlink = new TreeMap<>();
        machine.devlink().forEach((query, answer) -> devlink.put(query, answer(answer)));
        return new CapturedMachine(directories, answers, elsewhere, machine.units(), devlink);
    }

    private IpAnswer answer(IpAnswer answer) {
        return switch (answer) {
            case IpAnswer.Printed(String output) -> new IpAnswer.Printed(replaced(AddressPatterns.IN_ANSWERS, output));
            case IpAnswer.Failed failed -> failed;
        };
    }

    private Entry entry(String name, Entry entry) {
        return switch (entry) {
            case Entry.Content(byte[] bytes)
            when FILES_OF_IDS.contains(name) -> {
                String id = text(bytes).strip();
                yield content(text(bytes).replace(id, id(id)));
            }
            case Entry.Content(byte[] bytes) -> content(inTree(text(bytes)));
            case Entry.LinkTo(String target) -> new Entry.LinkTo(inTree(target));
            case Entry.Refused refused -> refused;
        };
    }

    /** One character per byte, so that any bytes are preserved. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Entry content(String text) {
        return new Entry.Content(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String inTree(String text) {
        return replaced(AddressPatterns.IN_TREE, text);
    }

    private String replaced(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
    }

    private String replacement(MatchResult match) {
        String address = match.group();
        if (match.group(AddressPatterns.ID_GROUP) != null) {
            return id(address);
        }
        if (match.group(AddressPatterns.BARE_GROUP) != null && !seen.contains(digits(address))) {
            return address;
        }
        if (match.group(AddressPatterns.IP_GROUP) != null) {
            return ip(address.toLowerCase(Locale.ROOT));
        }
        return AddressPatterns.isNobodysMac(digits(address)) ? address : dressed(address, hardware(digits(address)));
    }

    private String id(String id) {
        return id.matches("0*") ? id : number(digits(id));
    }

    private String ip(String address) {
        if (AddressPatterns.isNobodysIp(address)) {
            return address;
        }
        if (!address.contains(":")) {
            return invented(
                    address, number -> "198." + (18 + number / 65536) + "." + number / 256 % 256 + "." + number % 256);
        }
        String network = address.startsWith("fe80:") ? "fe80::" : "2001:db8::";
        return invented(address, number -> network + Long.toHexString(number));
    }

    /** Each part of an InfiniBand address by itself, so that its GUID is the same on its own. */
    private String hardware(String digits) {
        return InfiniBandAddress.of(digits)
                .map(address -> address.with(this::part))
                .orElseGet(() -> number(digits));
    }

    private String part(String digits) {
        return AddressPatterns.isNobodysMac(digits) ? digits : number(digits);
    }

    /** A GUID derived from a MAC address is derived from its replacement. */
    private String number(String digits) {
        return InfiniBandAddress.macIn(digits)
                .map(mac -> InfiniBandAddress.guid(plain(mac), digits))
                .orElseGet(() -> plain(digits));
    }

    /** Locally administered and, except for short numbers of switches, as long as the owner's. */
    private String plain(String digits) {
        return invented(digits, number -> {
            String end = Long.toHexString(number);
            return "02" + "0".repeat(Math.max(digits.length(), 12) - 2 - end.length()) + end;
        });
    }

    private String invented(String address, LongFunction<String> kind) {
        return invented.computeIfAbsent(address, none -> kind.apply(invented.size() + 1L));
    }

    private static String digits(String address) {
        return address.toLowerCase(Locale.ROOT).replaceAll("[:.-]", "");
    }

    /** These digits with the separators of the address. */
    private static String dressed(String address, String digits) {
        StringBuilder dressed = new StringBuilder(address);
        int next = 0;
        for (int i = 0; i < address.length(); i++) {
            if (Character.digit(address.charAt(i), 16) >= 0) {
                dressed.setCharAt(i, digits.charAt(next++));
            }
        }
        return dressed.toString();
    }
}
