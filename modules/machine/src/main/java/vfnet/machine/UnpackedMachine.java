// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import vfnet.system.MachineView;

/**
 * A snapshot that is unpacked into a private temporary folder, which is removed when it is closed or the process ends.
 */
public final class UnpackedMachine implements AutoCloseable {
    private final Path folder;
    private final MachineView view;

    private UnpackedMachine(Path folder, MachineView view) {
        this.folder = folder;
        this.view = view;
    }

    /**
     * Unpacks a file.
     *
     * @param file a snapshot
     * @return the machine, to be closed
     * @throws MachineFormatException when the file is not a snapshot
     * @throws IOException when it cannot be read, or there is no place for temporary files
     */
    public static UnpackedMachine of(Path file) throws IOException {
        CapturedMachine machine = MachineFile.read(file);
        Path folder = temporaryFolder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(folder)));
        try {
            MachineFolder.unpack(machine, folder);
            return new UnpackedMachine(folder, MachineFolder.view(folder));
        } catch (IOException e) {
            deleteQuietly(folder);
            throw e;
        }
    }

    /** {@return the read-only view of the machine, until this is closed} */
    public MachineView view() {
        return view;
    }

    @Override
    public void close() {
        deleteQuietly(folder);
    }

    /** /tmp may be read-only at boot; the others are memory. */
    private static Path temporaryFolder() throws IOException {
        IOException first = new IOException("no place for temporary files");
        for (String place : List.of(System.getProperty("java.io.tmpdir"), "/dev/shm", "/run")) {
            try {
                return Files.createTempDirectory(Path.of(place), "vfnet-");
            } catch (IOException e) {
                first.addSuppressed(e);
            }
        }
        throw first;
    }

    private static void deleteQuietly(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // It is gone already, or what is left of it is in a folder for temporary files.
        }
    }
}
