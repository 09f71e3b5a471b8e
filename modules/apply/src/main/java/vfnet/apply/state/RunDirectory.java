// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.system.DurableFile;
import vfnet.system.FileMode;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;
import vfnet.system.Users;

/**
 * {@code /run/vfnet}, and the records in it. They control the next run as root, so no other user may write in it,
 * whatever the umask of the caller is, and no link in it is followed.
 */
public final class RunDirectory {
    private static final int OTHERS_WRITE = 022;
    static final String LOCK = "lock";
    private static final int MAX_RECORD = 1 << 20;

    private final Path directory;
    private final String name;
    private final boolean hasOwners;

    private RunDirectory(Path directory, String name) {
        this.directory = directory;
        this.name = name;
        hasOwners = directory.getFileSystem() == FileSystems.getDefault();
    }

    /**
     * {@return the directory of a machine}
     *
     * @param sysroot the machine
     */
    public static RunDirectory of(Sysroot sysroot) {
        return new RunDirectory(sysroot.runDirectory(), sysroot.onMachine(sysroot.runDirectory()));
    }

    /**
     * Creates the directory, or checks it where it exists. If it is root's and others may write in it, that is
     * corrected and what they left in it is removed; a directory of another user is refused.
     *
     * @return what was corrected, for a warning; empty where nothing was
     * @throws IOException when it cannot be created, or must not be used
     */
    public Optional<Problem> ensure() throws IOException {
        if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
            FileMode.createFolders(ParentFolder.of(directory));
            try {
                Files.createDirectory(directory, FileMode.of(directory, FileMode.FOLDER));
                FileMode.set(directory, FileMode.FOLDER);
            } catch (FileAlreadyExistsException e) {
                // Another run was quicker; its directory is checked like any other.
            }
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw refused("is not a directory; remove it: rm " + name);
        }
        if (!hasOwners) {
            return Optional.empty();
        }
        int owner = (Integer) Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (owner != 0 && owner != Users.ourselves()) {
            throw refused("belongs to the user of number " + owner
                    + " and not to root, who could steer vfnet through it;" + " look through it, then: rm -r " + name);
        }
        int mode = (Integer) Files.getAttribute(directory, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & OTHERS_WRITE) == 0 ? Optional.empty() : Optional.of(closed(owner));
    }

    private FileSystemException refused(String why) {
        return new FileSystemException(directory.toString(), null, why);
    }

    private Problem closed(int owner) throws IOException {
        FileMode.set(directory, FileMode.FOLDER);
        List<String> removed = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                // LockFile replaces the file of an older version, whose lock still counts.
                boolean isLock = file.getFileName().toString().equals(LOCK)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                if (!isLock && !isSafe(file, owner) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                    removed.add(file.getFileName().toString());
                }
            }
        }
        return new Problem(
                name,
                "could be written by others than root; that is corrected (chmod 755)"
                        + (removed.isEmpty()
                                ? ""
                                : ", and what they could have put there is removed: " + String.join(", ", removed)));
    }

    private static boolean isSafe(Path file, int owner) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS) == owner
                && ((Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & OTHERS_WRITE) == 0;
    }

    /**
     * {@return the path of a record}
     *
     * @param record its name
     */
    public Path file(String record) {
        return directory.resolve(record);
    }

    /**
     * Replaces a record as a whole, or leaves the former one.
     *
     * @param record its name
     * @param text its content
     * @throws IOException when it cannot be written
     */
    public void write(String record, String text) throws IOException {
        DurableFile.replace(file(record), text, FileMode.PRIVATE);
    }

    /** The same for a record that everybody may read, in a directory that need not be there yet. */
    void publish(String record, String text) throws IOException {
        ensure();
        DurableFile.replace(file(record), text, FileMode.FILE);
    }

    /**
     * {@return the ends of the names of records that begin so; empty where the directory cannot be read}
     *
     * @param beginning what their names begin with
     */
    public List<String> names(String beginning) {
        List<String> ends = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.startsWith(beginning)) {
                    ends.add(name.substring(beginning.length()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return ends;
    }

    /** The PFs of records whose names are this and an address. */
    SortedSet<PciAddress> addresses(String beginning) {
        SortedSet<PciAddress> pfs = new TreeSet<>();
        names(beginning).forEach(end -> PciAddress.parse(end).ifPresent(pfs::add));
        return pfs;
    }

    /**
     * Reads a record.
     *
     * @param record its name
     * @return empty when it does not exist
     * @throws IOException when it cannot be read, or vfnet cannot have written it
     */
    public Optional<String> read(String record) throws IOException {
        Path file = file(record);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "is not a regular file, as a record of vfnet is");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] text = in.readNBytes(MAX_RECORD + 1);
            if (text.length > MAX_RECORD) {
                throw new FileSystemException(file.toString(), null, "is larger than any record of vfnet");
            }
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Removes a record. In /run it exists until the next boot at most.
     *
     * @param record its name
     */
    public void delete(String record) {
        try {
            Files.deleteIfExists(file(record));
        } catch (IOException e) {
            // If it remains, the next run does the same thing again.
        }
    }
}
