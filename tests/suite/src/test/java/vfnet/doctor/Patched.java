// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;

/** A shipped machine with a few lines of its text changed. */
record Patched(List<String> lines) {

    static Patched machine(String name) {
        return new Patched(Machines.text(name).lines().toList());
    }

    /** A line of a directory's section: its value changed, or the line added. */
    Patched set(String directory, String line) {
        String name = line.substring(0, line.indexOf(' ') + 1);
        return without(directory, name).inSection(directory, section -> section + "\n" + line);
    }

    /** Without the lines of a directory's section that begin so. */
    Patched without(String directory, String start) {
        List<String> kept = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            inside = line.startsWith("[") ? line.equals("[" + directory + "]") : inside;
            boolean gone = inside && line.startsWith(start);
            if (!gone) {
                kept.add(line);
            }
        }
        return new Patched(kept);
    }

    /** Without a directory's section. */
    Patched withoutSection(String directory) {
        List<String> kept = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            inside = line.startsWith("[") ? line.equals("[" + directory + "]") : inside;
            if (!inside) {
                kept.add(line);
            }
        }
        return new Patched(kept);
    }

    private Patched inSection(String directory, UnaryOperator<String> head) {
        String title = "[" + directory + "]";
        return lines.contains(title)
                ? new Patched(lines.stream()
                        .map(line -> line.equals(title) ? head.apply(line) : line)
                        .flatMap(String::lines)
                        .toList())
                : with(head.apply(title));
    }

    /** With more sections at its end; a section that is there already must not be among them. */
    Patched with(String... sections) {
        List<String> more = new ArrayList<>(lines);
        for (String section : sections) {
            more.add("");
            more.addAll(section.lines().toList());
        }
        return new Patched(more);
    }

    /** With an entry of the saved configuration. */
    Patched saved(String pf, int count, String field) {
        return file(
                "/etc/vfnet/config.json",
                "{\"version\": 1, \"ports\": [{\"pci_address\": \"" + pf + "\", \"vf_count\": " + count + ", " + field
                        + "}]}");
    }

    /** The second port of a card with two, for which a mode of its switch is saved. */
    Patched mode(String saved) {
        return saved("0000:41:00.1", 0, "\"eswitch\": \"" + saved + "\"");
    }

    /** With a file of these lines outside /sys. */
    Patched file(String path, String... content) {
        return with("[file " + path + "]\n| " + String.join("\n| ", content));
    }

    Patched replace(String what, String by) {
        String text = String.join("\n", lines);
        if (!text.contains(what)) {
            throw new AssertionError("'" + what + "' is not in the machine");
        }
        return new Patched(text.replace(what, by).lines().toList());
    }

    MachineView view() {
        try {
            return Machines.of(String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome doctor(String... more) {
        String[] words = new String[more.length + 1];
        words[0] = "doctor";
        System.arraycopy(more, 0, words, 1, more.length);
        return Cli.on(view(), words);
    }

    /** Every finding as {@code id} or {@code id port}, and its whole text. */
    List<JsonNode> findings(String... more) {
        String[] words = new String[more.length + 1];
        words[0] = "--json";
        System.arraycopy(more, 0, words, 1, more.length);
        List<JsonNode> findings = new ArrayList<>();
        ListSchema.read(doctor(words).out()).get("findings").forEach(findings::add);
        return findings;
    }

    List<String> ids() {
        return findings().stream()
                .map(finding -> finding.get("id").asString())
                .distinct()
                .toList();
    }

    /** The text of the first finding of this kind; empty text where there is none. */
    String finding(String id) {
        return findings().stream()
                .filter(finding -> finding.get("id").asString().equals(id))
                .map(JsonNode::toString)
                .findFirst()
                .orElse("");
    }
}
