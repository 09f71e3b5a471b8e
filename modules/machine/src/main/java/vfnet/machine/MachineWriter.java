// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.system.IpQuery;
import vfnet.system.Sysroot;
import vfnet.system.SystemctlCommand;

/** Writes a machine's text. */
final class MachineWriter {
    private static final String SYSFS = Sysroot.live().sys().toString();

    private final StringBuilder text = new StringBuilder(CapturedMachine.FIRST_LINE).append('\n');
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    static String write(CapturedMachine machine) {
        MachineWriter writer = new MachineWriter();
        machine.directories().forEach(writer::directory);
        writer.files.forEach(writer::file);
        for (IpQuery query : IpQuery.values()) {
            if (machine.answers().containsKey(query)) {
                writer.answer(query.toString(), machine.answers().get(query));
            }
        }
        machine.elsewhere()
                .forEach((namespace, answer) -> writer.answer(NamespaceSection.title(Escapes.path(namespace)), answer));
        machine.devlink().forEach(writer::answer);
        machine.units().forEach((unit, answer) -> writer.answer(SystemctlCommand.question(Escapes.path(unit)), answer));
        return writer.text.toString();
    }

    private void directory(String path, SortedMap<String, Entry> entries) {
        StringBuilder lines = new StringBuilder();
        entries.forEach((name, entry) -> {
            if (entry instanceof Entry.Content(byte[] bytes) && hasManyLines(bytes) && !isSysfs(path)) {
                files.put(MachinePath.in(path, name), bytes);
            } else {
                line(lines, name, entry);
            }
        });
        if (!lines.isEmpty() || entries.isEmpty()) {
            text.append("\n[").append(Escapes.path(path)).append("]\n").append(lines);
        }
    }

    private static void line(StringBuilder lines, String name, Entry entry) {
        lines.append(Escapes.name(name));
        switch (entry) {
            case Entry.Content(byte[] bytes) -> lines.append(" = ").append(Escapes.value(bytes));
            case Entry.LinkTo(String target) -> lines.append(" -> ").append(Escapes.name(target));
            case Entry.Refused(var errno) -> lines.append(" ! ").append(errno.name());
        }
        lines.append('\n');
    }

    /** An attribute of many lines stays beside the others of its directory. */
    private static boolean isSysfs(String path) {
        return path.equals(SYSFS) || path.startsWith(SYSFS + "/");
    }

    private static boolean hasManyLines(byte[] bytes) {
        String content = new String(bytes, StandardCharsets.UTF_8);
        return Escapes.isText(bytes) && content.endsWith("\n") && content.indexOf('\n') < content.length() - 1;
    }

    private void file(String path, byte[] bytes) {
        text.append("\n[file ").append(Escapes.path(path)).append("]\n");
        verbatim(new String(bytes, StandardCharsets.UTF_8));
    }

    private void answer(String question, IpAnswer answer) {
        text.append("\n[").append(question).append("]\n");
        switch (answer) {
            case IpAnswer.Printed(String output) -> verbatim(output);
            case IpAnswer.Failed(int status) -> text.append("! ").append(status).append('\n');
        }
    }

    private void verbatim(String content) {
        content.lines()
                .forEach(line ->
                        text.append(line.isEmpty() ? "|" : "| ").append(line).append('\n'));
    }
}
