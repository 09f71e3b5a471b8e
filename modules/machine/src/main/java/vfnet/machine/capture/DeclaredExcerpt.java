// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vfnet.system.SriovText;

/** The excerpt of YAML or JSON files that configure VFs: their structure, and the values that bear on VFs. */
final class DeclaredExcerpt {
    private static final Set<String> KEPT = Set.of(
            "name",
            "type",
            "identifier",
            "mac-address",
            "total-vfs",
            "device_type",
            "numvfs",
            "pciaddress",
            "numVfs",
            "pciAddress");
    private static final Set<String> BEARING = Set.of("total-vfs", "sriov_pf", "numvfs", "numVfs");
    private static final Pattern LINE = Pattern.compile("(\\s*(?:- +)*)\"?([\\w-]+)\"?\\s*:(?:\\s+(.*))?");
    private static final Pattern JSON_OBJECT = Pattern.compile("\\{[^{}]*(?:\"numvfs\"|\"numVfs\")[^{}]*}");
    private static final Pattern JSON_FIELD = Pattern.compile("\"([\\w-]+)\"\\s*:\\s*(\"[^\"]*\"|\\d+)");
    private static final List<String> COMMANDS = List.of("bootcmd:", "runcmd:");

    private DeclaredExcerpt() {}

    /** Empty text where the file configures no VFs. */
    static String of(String text) {
        if (BEARING.stream().noneMatch(text::contains)) {
            return "";
        }
        return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[") ? json(text) : yaml(text);
    }

    /** Each object with a number of VFs, without its other fields. */
    private static String json(String text) {
        List<String> objects = new ArrayList<>();
        // An operator's record of a PF has lists of VFs inside: without those, it is one object.
        Matcher object =
                JSON_OBJECT.matcher(text.replaceAll("\\[[^\\[\\]]*]", "[]").replaceAll("\\{\\s*}", "0"));
        Matcher nested = JSON_OBJECT.matcher(text);
        Matcher used = object.find() ? object.reset() : nested.reset();
        while (used.find()) {
            objects.add(JSON_FIELD
                    .matcher(used.group())
                    .results()
                    .filter(field -> KEPT.contains(field.group(1)))
                    .map(field -> "\"" + field.group(1) + "\": " + field.group(2))
                    .collect(Collectors.joining(", ", "{", "}")));
        }
        return "[" + String.join(",\n", objects) + "]\n";
    }

    /** The same keys at the same depth; a value that does not bear on VFs is dropped. */
    private static String yaml(String text) {
        StringBuilder excerpt = new StringBuilder();
        for (String line : text.lines().toList()) {
            Matcher entry = LINE.matcher(line);
            if (entry.matches()) {
                String value = entry.group(3) == null ? "" : entry.group(3).strip();
                boolean kept = KEPT.contains(entry.group(2)) && !value.startsWith("{") && !value.startsWith("[");
                excerpt.append(entry.group(1))
                        .append(entry.group(2))
                        .append(':')
                        .append(value.isEmpty() || value.startsWith("#") ? "" : kept ? " " + value : " ~")
                        .append('\n');
            }
        }
        return excerpt.toString();
    }

    /** Of cloud-init's configuration the commands that create VFs. */
    static String cloudInit(String text) {
        if (text.startsWith("#!")) {
            String script = SriovText.of(text).excerpt();
            return script.isEmpty() ? "" : "#!/bin/sh\n" + script;
        }
        StringBuilder excerpt = new StringBuilder();
        String section = "";
        for (String line : text.lines().toList()) {
            if (!line.isBlank() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '-') {
                section = COMMANDS.contains(line.strip()) ? line.strip() : "";
            }
            for (String writer :
                    section.isEmpty() ? List.<String>of() : SriovText.of(line).writers()) {
                excerpt.append(excerpt.indexOf(section) < 0 ? section + "\n" : "")
                        .append("  - '")
                        .append(writer.replaceFirst("^- ", "").replace("'", "''"))
                        .append("'\n");
            }
        }
        return excerpt.isEmpty() ? "" : "#cloud-config\n" + excerpt;
    }
}
