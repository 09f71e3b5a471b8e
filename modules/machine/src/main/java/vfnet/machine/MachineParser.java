// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.model.Errno;
import vfnet.system.IpCommand.DevlinkQuery;
import vfnet.system.IpQuery;
import vfnet.system.SystemctlCommand;

/** Reads a machine's text (tests/machines/README.md describes it). */
final class MachineParser {
    private final CapturedMachine machine = CapturedMachine.empty();
    private Section section = line -> {
        throw new MachineFormatException("a section, such as [/sys/class/net], must come first");
    };

    /** @throws MachineFormatException with the number of the first line that is wrong */
    static CapturedMachine parse(String text) throws MachineFormatException {
        // One at a time: a large machine has thirty thousand.
        Iterator<String> lines = text.lines().iterator();
        if (!lines.hasNext() || !lines.next().equals(CapturedMachine.FIRST_LINE)) {
            throw new MachineFormatException(
                    "not a snapshot: its first line must be '" + CapturedMachine.FIRST_LINE + "'");
        }
        MachineParser parser = new MachineParser();
        for (int number = 2; lines.hasNext(); number++) {
            try {
                parser.line(lines.next());
            } catch (MachineFormatException e) {
                throw e.atLine(number);
            }
        }
        parser.section.end();
        MachineBounds.check(parser.machine);
        return parser.machine;
    }

    private void line(String line) throws MachineFormatException {
        if (line.startsWith("[")) {
            if (!line.endsWith("]")) {
                throw new MachineFormatException("a section must end in ]");
            }
            section.end();
            section = section(line.substring(1, line.length() - 1));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            section.line(line);
        }
    }

    private Section section(String title) throws MachineFormatException {
        if (title.startsWith("/")) {
            return directory(title);
        }
        if (title.startsWith("file ")) {
            return file(MachinePath.checked(Escapes.text(title.substring("file ".length()))));
        }
        Optional<IpQuery> query = Arrays.stream(IpQuery.values())
                .filter(one -> one.toString().equals(title))
                .findFirst();
        if (query.isPresent()) {
            return answer(machine.answers(), query.get());
        }
        Optional<String> namespace = NamespaceSection.namespace(title);
        if (namespace.isPresent()) {
            return answer(machine.elsewhere(), MachinePath.checked(Escapes.text(namespace.get())));
        }
        Optional<DevlinkQuery> devlink = DevlinkQuery.parse(title);
        if (devlink.isPresent()) {
            return answer(machine.devlink(), devlink.get().commandLine());
        }
        String question = SystemctlCommand.question("");
        if (title.startsWith(question)) {
            return answer(machine.units(), MachinePath.checkedName(Escapes.text(title.substring(question.length()))));
        }
        return directory(title);
    }

    private Section directory(String title) throws MachineFormatException {
        String path = MachinePath.checked(Escapes.text(title));
        SortedMap<String, Entry> directory = machine.directory(path);
        return line -> entry(path, directory, line);
    }

    private Section file(String path) throws MachineFormatException {
        SortedMap<String, Entry> directory = machine.directory(MachinePath.parent(path));
        String name = path.substring(path.lastIndexOf('/') + 1);
        put(directory, name, new Entry.Content(new byte[0]));
        return new VerbatimSection(content -> directory.put(name, new Entry.Content(Escapes.utf8(content))));
    }

    private static <Q> Section answer(Map<Q, IpAnswer> answers, Q question) throws MachineFormatException {
        if (answers.containsKey(question)) {
            throw new MachineFormatException("this query is here twice");
        }
        return new AnswerSection(answer -> answers.put(question, answer));
    }

    private static void entry(String path, SortedMap<String, Entry> directory, String line)
            throws MachineFormatException {
        int space = line.indexOf(' ');
        String rest = space < 0 ? "" : line.substring(space + 1);
        String name = MachinePath.checkedName(path, Escapes.text(space < 0 ? line : line.substring(0, space)));
        if (rest.startsWith("-> ")) {
            put(directory, name, new Entry.LinkTo(MachinePath.checkedTarget(path, Escapes.text(rest.substring(3)))));
        } else if (rest.startsWith("! ")) {
            Errno errno = Errno.named(rest.substring(2))
                    .orElseThrow(() -> new MachineFormatException("'" + rest.substring(2) + "' is none of "
                            + List.of(Errno.values()).stream().map(Errno::name).toList()));
            put(directory, name, new Entry.Refused(errno));
        } else if (rest.startsWith("= ") || rest.equals("=")) {
            put(directory, name, new Entry.Content(Escapes.bytes(rest.length() < 2 ? "" : rest.substring(2))));
        } else {
            throw new MachineFormatException("NAME = VALUE, NAME -> TARGET or NAME ! ERRNO must stand here");
        }
    }

    private static void put(SortedMap<String, Entry> directory, String name, Entry entry)
            throws MachineFormatException {
        if (directory.putIfAbsent(name, entry) != null) {
            throw new MachineFormatException("'" + name + "' is here twice");
        }
    }
}
