// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import vfnet.model.Errno;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.system.IpCommand;
import vfnet.system.IpCommand.DevlinkQuery;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;
import vfnet.system.SystemctlCommand;

/**
 * A machine in a folder: the tree itself, and {@code .vfnet-machine} with what a folder cannot hold. A folder without
 * that file has no {@code ip}.
 */
public final class MachineFolder {
    private MachineFolder() {}

    /**
     * Writes the machine into a folder, which is created if missing.
     *
     * @param machine the machine
     * @param folder the folder
     * @throws IOException when the folder is not empty or cannot be written, or a link would lead out of it; the folder
     *     is then incomplete
     */
    public static void unpack(CapturedMachine machine, Path folder) throws IOException {
        new MachineUnpacker(folder).unpack(machine);
    }

    /**
     * {@return the read-only view of the machine in this folder}
     *
     * @param folder where it was unpacked to
     * @throws IOException when its {@code .vfnet-machine} cannot be read or understood
     */
    public static MachineView view(Path folder) throws IOException {
        Sysroot sysroot = new Sysroot(folder.toRealPath());
        try {
            CapturedMachine answers = MachineFile.read(sysroot, sysroot.capturedAnswers());
            return new MachineView(
                    sysroot,
                    refusals(answers),
                    ip(answers),
                    unit -> Optional.ofNullable(answers.units().get(unit))
                            .map(known -> known instanceof IpAnswer.Printed(String output)
                                    ? Reading.of(output)
                                    : Reading.<String>unreadable(
                                            new Problem(SystemctlCommand.question(unit), known.message())))
                            .orElseGet(Reading::absent));
        } catch (NoSuchFileException e) {
            return new MachineView(sysroot, Map.of(), query -> Reading.absent());
        }
    }

    private static Map<String, Errno> refusals(CapturedMachine machine) {
        Map<String, Errno> refusals = new HashMap<>();
        for (Map.Entry<String, SortedMap<String, Entry>> directory :
                machine.directories().entrySet()) {
            directory.getValue().forEach((name, entry) -> {
                if (entry instanceof Entry.Refused(Errno errno)) {
                    refusals.put(MachinePath.in(directory.getKey(), name), errno);
                }
            });
        }
        return refusals;
    }

    private static IpCommand ip(CapturedMachine machine) {
        return new IpCommand() {
            @Override
            public Reading<byte[]> answer(IpQuery query) {
                return reading(
                        query.toString(), Optional.ofNullable(machine.answers().get(query)));
            }

            @Override
            public Reading<byte[]> linksIn(String namespace) {
                return reading(
                        NamespaceSection.title(namespace),
                        Optional.ofNullable(machine.elsewhere().get(namespace)));
            }

            @Override
            public Reading<byte[]> devlink(DevlinkQuery query) {
                return reading(
                        query.commandLine(),
                        Optional.ofNullable(machine.devlink().get(query.commandLine())));
            }
        };
    }

    private static Reading<byte[]> reading(String question, Optional<IpAnswer> answer) {
        return answer.map(known -> known instanceof IpAnswer.Printed(String output)
                        ? Reading.of(Escapes.utf8(output))
                        : Reading.<byte[]>unreadable(new Problem(question, known.message())))
                .orElseGet(Reading::absent);
    }

    /** Whether the path has any content. */
    static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }
}
