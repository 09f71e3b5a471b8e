// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import vfnet.machine.CapturedMachine;
import vfnet.machine.MachineFile;
import vfnet.machine.MachineFolder;
import vfnet.system.MachineView;

/** The machines of {@code tests/machines}, and machines made from texts. */
public final class Machines {
    public static final Path FOLDER = Path.of("tests/machines");
    private static final String SUFFIX = ".machine";
    private static final Map<String, MachineView> SHIPPED = new ConcurrentHashMap<>();

    private Machines() {}

    /** Every machine's name, sorted. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path file(String name) {
        return FOLDER.resolve(name + SUFFIX);
    }

    /** The text of a shipped machine. */
    public static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh folder in memory. */
    public static Path memory() {
        return Jimfs.newFileSystem(Configuration.unix()).getPath("/machine");
    }

    /** A shipped machine in memory, shared by all tests: read-only. */
    public static MachineView shipped(String name) {
        return SHIPPED.computeIfAbsent(name, Machines::copy);
    }

    /** A shipped machine in memory for one test alone. */
    public static MachineView copy(String name) {
        try {
            return inMemory(MachineFile.read(file(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the machine has this path. */
    public static Path place(MachineView machine, String path) {
        return machine.sysroot().root().resolve(path.substring(1));
    }

    /** A machine from its text, unpacked in memory. */
    public static MachineView of(String text) throws IOException {
        return inMemory(parsed(text));
    }

    public static CapturedMachine parsed(String text) throws IOException {
        Path file = memory().resolveSibling("file.machine");
        Files.writeString(file, text);
        return MachineFile.read(file);
    }

    public static MachineView inMemory(CapturedMachine machine) throws IOException {
        return unpacked(machine, memory());
    }

    public static MachineView unpacked(CapturedMachine machine, Path folder) throws IOException {
        MachineFolder.unpack(machine, folder);
        return MachineFolder.view(folder);
    }
}
