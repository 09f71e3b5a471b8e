// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import vfnet.model.Errno;
import vfnet.model.Problem;
import vfnet.model.desired.Configuration;
import vfnet.system.ParentFolder;
import vfnet.system.RegularFile;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/**
 * The file of the saved configuration. A save is atomic: the new file is written beside the old one, forced to the
 * disk, and renamed. The last valid version is kept beside it as {@code NAME.last}.
 */
public final class ConfigurationFile {
    /** Enough for more than ten thousand VFs with all possible settings. */
    private static final String NEW = ".new";

    private static final int MAX_BYTES = 4 << 20;
    private static final String TOO_LARGE = "larger than 4 MiB, which no configuration is";
    private static final String LAST = ".last";

    private final Path named;
    private final Disk disk;

    /**
     * The configuration in a file.
     *
     * @param file its path; neither the file nor its directory needs to exist
     */
    public ConfigurationFile(Path file) {
        this(file, new FileDisk());
    }

    /**
     * {@return the configuration of a machine} Of a machine in a folder nothing outside that folder is read or written.
     *
     * @param sysroot the machine
     */
    public static ConfigurationFile of(Sysroot sysroot) {
        return of(sysroot, sysroot.configuration());
    }

    /**
     * {@return a configuration from a pipe}
     *
     * @param source such as {@code /dev/stdin}
     */
    public static ConfigurationFile onPipe(Path source) {
        return new ConfigurationFile(source, new FileDisk() {
            @Override
            public byte[] read(Path file, int most) throws IOException {
                return RegularFile.readNamed(file, most);
            }
        });
    }

    /**
     * {@return a configuration that the user named} One in a machine's folder stays in it.
     *
     * @param sysroot the machine
     * @param file its path; it need not exist
     */
    public static ConfigurationFile of(Sysroot sysroot, Path file) {
        return SysrootFiles.within(sysroot, file)
                .map(place -> new ConfigurationFile(place, new SysrootDisk(sysroot)))
                .orElseGet(() -> new ConfigurationFile(file));
    }

    ConfigurationFile(Path file, Disk disk) {
        this.named = file;
        this.disk = disk;
    }

    /** {@return its path} */
    public Path path() {
        return named;
    }

    /** {@return the path of the last valid version} */
    public Path lastGood() {
        try {
            return Files.isSymbolicLink(named) ? beside(file(), LAST) : beside(named, LAST);
        } catch (IOException e) {
            return beside(named, LAST);
        }
    }

    /** {@return what is saved} */
    public Loaded load() {
        try {
            Optional<byte[]> text = bytes();
            return text.isPresent() ? judged(text.get()) : new Loaded.Missing();
        } catch (IOException e) {
            return new Loaded.Unreadable(new Problem(
                    named.toString(),
                    Errno.of(e)
                            .map(Errno::toString)
                            .orElseGet(() -> e instanceof FileSystemException known && known.getReason() != null
                                    ? known.getReason()
                                    : String.valueOf(e.getMessage()))));
        }
    }

    /** Empty where there is no file. A dangling link is an error instead, since the configuration may be behind it. */
    private Optional<byte[]> bytes() throws IOException {
        try {
            return Optional.of(disk.read(named, MAX_BYTES));
        } catch (NoSuchFileException e) {
            disk.real(named);
            return Optional.empty();
        }
    }

    private Loaded judged(byte[] text) {
        ConfigurationParser.Parsed parsed = ConfigurationParser.parse(text);
        return parsed.newerVersion()
                .<Loaded>map(number -> new Loaded.Unreadable(new Problem(
                        named.toString(),
                        "is of version "
                                + number + ", and this vfnet knows version " + ConfigurationParser.VERSION
                                + "; use the vfnet that wrote it, or a newer one")))
                .orElseGet(parsed::read);
    }

    /**
     * {@return why the file must be neither used nor rewritten: whoever may write or replace it could act as root}
     * Empty where it is safe.
     *
     * @param machine the machine whose configuration it is
     */
    public Optional<Problem> unsafe(Sysroot machine) {
        return FileOwner.unsafe(named, machine);
    }

    /** Excludes other writers until it is closed. */
    public interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Excludes other writers.
     *
     * @param timeout how long to wait for one
     * @return empty when another still writes after that time
     * @throws IOException when the lock's file cannot be created
     */
    public Optional<Lock> lock(Duration timeout) throws IOException {
        Path file = file();
        disk.makeDirectories(ParentFolder.of(file));
        return disk.inFolderOf(
                file,
                folder -> WriterLock.take(folder.resolve(beside(file, ".lock").getFileName()), timeout));
    }

    /**
     * Writes the configuration with these changes. The caller holds the lock.
     *
     * @param edit the changes
     * @throws ContradictionException when it would not be valid then, or is not valid now
     * @throws NotDurableException when it is written, and may be lost if the power fails now
     * @throws IOException when it cannot be written; the saved configuration is unchanged
     */
    public void save(ConfigurationEdit edit) throws IOException {
        save(edit, load().configuration());
    }

    /**
     * The same for an edit that was made some time ago. Its positions mean the entries that were read then: if the file
     * has been edited since, nothing is written.
     *
     * @param edit the changes
     * @param basis what was saved when they were made
     * @throws ContradictionException when it would not be valid then, is not valid now, or has changed since
     * @throws NotDurableException when it is written, and may be lost if the power fails now
     * @throws IOException when it cannot be written; the saved configuration is unchanged
     */
    public void save(ConfigurationEdit edit, Configuration basis) throws IOException {
        Optional<byte[]> before = bytes();
        Loaded now = before.<Loaded>map(this::judged).orElseGet(Loaded.Missing::new);
        requireSound(now, " has an error: ");
        if (!now.configuration().equals(basis)) {
            throw overtaken();
        }
        if (before.isPresent() && edit.isDoneIn(basis)) {
            disk.deleteIfExists(beside(file(), NEW));
            return;
        }
        ConfigurationTree tree = before.isPresent() ? ConfigurationTree.of(before.get()) : ConfigurationTree.empty();
        byte[] unchanged = tree.text();
        tree.edit(edit);
        byte[] text = tree.text();
        if (text.length > MAX_BYTES) {
            throw new ContradictionException(named + " would be " + TOO_LARGE);
        }
        requireSound(judged(text), " would have an error: ");
        if (before.isEmpty() || !Arrays.equals(unchanged, text)) {
            replace(file(), text, before);
        } else {
            // Left over from a writer that was killed.
            disk.deleteIfExists(beside(file(), NEW));
        }
    }

    private ContradictionException overtaken() {
        return new ContradictionException(named + " has been changed since; run this again");
    }

    private void requireSound(Loaded loaded, String introduction) throws ContradictionException {
        if (loaded instanceof Loaded.Unreadable(Problem why)) {
            throw new ContradictionException(why.toString());
        }
        if (loaded instanceof Loaded.Read read && !read.flaws().isEmpty()) {
            throw new ContradictionException(named + introduction + read.flaws().getFirst());
        }
    }

    private void replace(Path file, byte[] text, Optional<byte[]> before) throws IOException {
        Path fresh = beside(file, NEW);
        try {
            disk.makeDirectories(ParentFolder.of(file));
            Optional<Path> like = before.map(_ -> file);
            if (before.isPresent()) {
                disk.write(fresh, before.get(), like);
                disk.force(fresh);
                disk.replace(fresh, beside(file, LAST));
            }
            disk.write(fresh, text, like);
            disk.force(fresh);
            // An editor may have saved since: the shorter the time, the less it loses.
            if (before.isPresent() && !Arrays.equals(before.get(), bytes().orElse(new byte[0]))) {
                throw overtaken();
            }
            disk.replace(fresh, file);
        } catch (IOException e) {
            deleteAfter(e, fresh);
            throw e;
        }
        try {
            disk.forceDirectory(ParentFolder.of(file));
        } catch (IOException e) {
            throw new NotDurableException(e);
        }
    }

    private void deleteAfter(IOException failure, Path fresh) {
        try {
            disk.deleteIfExists(fresh);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** A link to the configuration stays a link. */
    private Path file() throws IOException {
        Path real = disk.real(named);
        if (Files.isDirectory(real)) {
            throw new FileSystemException(named.toString(), null, Errno.EISDIR.message());
        }
        return real;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
