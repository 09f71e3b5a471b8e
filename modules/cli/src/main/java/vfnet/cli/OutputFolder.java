package vfnet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import vfnet.exchange.Exported;
import vfnet.model.FileMode;

/**
 * A folder for files of another tool's format.
 *
 * @param path where it is; made where it is not
 */
record OutputFolder(Path path) {
    /** By this first line a file is known as ours: nobody else's is replaced. */
    static final String HEADER = "# Written by vfnet export";

    /**
     * Writes them all, or none where one is in the way.
     *
     * @param isPrivate whether others than the owner must not read them, as netplan and NetworkManager want it
     * @throws CommandFailure when it cannot, or somebody else's file has such a name
     */
    void write(List<Exported.ExportedFile> files, boolean isPrivate) throws CommandFailure {
        try {
            FileMode.createFolders(path);
            for (Exported.ExportedFile file : files) {
                Path target = path.resolve(file.name());
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isOurs(target)) {
                    throw new CommandFailure(ExitCode.FAILED, target + " is there already and was not written by vfnet export; "
                            + "remove it, or choose another folder. Nothing was written");
                }
            }
            for (Exported.ExportedFile file : files) {
                Files.createDirectories(path.resolve(file.name()).getParent());
                write(path.resolve(file.name()), file.text(), isPrivate);
            }
        } catch (IOException e) {
            String words = FileFailure.words(e);
            throw new CommandFailure(words.contains("Permission denied") ? ExitCode.NOT_PERMITTED : ExitCode.FAILED,
                    path + " cannot be written: " + words, e);
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = reader.readLine();
            return first != null && first.startsWith(HEADER);
        }
    }

    private static void write(Path target, String text, boolean isPrivate) throws IOException {
        Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(isPrivate ? "rw-------" : "rw-r--r--"));
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
