// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import vfnet.system.FileMode;
import vfnet.system.HeldFolder;
import vfnet.system.ParentFolder;
import vfnet.system.RegularFile;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/** The folder of an untrusted machine: whatever links it has, nothing outside it is accessed. */
final class SysrootDisk implements Disk {
    private final Path root;
    private final SysrootFiles files;

    SysrootDisk(Sysroot sysroot) {
        root = sysroot.root();
        files = new SysrootFiles(root);
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        try {
            return files.read(file, most);
        } catch (NotDirectoryException e) {
            throw new FileSystemException(file.toString(), null, e.getFile() + " is not a folder");
        }
    }

    @Override
    public Path real(Path named) throws IOException {
        for (Path place = named; !place.equals(root); place = ParentFolder.of(place)) {
            Path literal = files.resolve(ParentFolder.of(place)).resolve(place.getFileName());
            Path real = files.resolve(place);
            if (Files.isSymbolicLink(literal) && !Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(
                        named.toString(),
                        null,
                        "cannot be reached: " + place + " is a link to what is not there; a link cannot lead out of "
                                + root);
            }
        }
        return files.resolve(named);
    }

    @Override
    public void makeDirectories(Path directory) throws IOException {
        files.createDirectories(directory);
    }

    /** Nobody else can open the file before it has its owner, group, mode and ACL. */
    @Override
    public void write(Path file, byte[] content, Optional<Path> like) throws IOException {
        RegularFile.requireIfPresent(file, LinkOption.NOFOLLOW_LINKS);
        deleteIfExists(file);
        boolean isCopy = like.isPresent() && file.getFileSystem() == FileSystems.getDefault();
        if (isCopy) {
            copy(like.get(), file);
        }
        try (FileChannel channel = files.open(
                file,
                Set.of(
                        isCopy ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE),
                FileMode.of(file, FileMode.PRIVATE))) {
            if (!isCopy) {
                permit(file);
            }
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    private void copy(Path like, Path file) throws IOException {
        try (HeldFolder from = HeldFolder.of(files, ParentFolder.of(like));
                HeldFolder to = HeldFolder.of(files, ParentFolder.of(file))) {
            FileDisk.copy(from.path().resolve(like.getFileName()), to.path().resolve(file.getFileName()), like);
        }
    }

    private void permit(Path file) throws IOException {
        try (SecureDirectoryStream<Path> folder = files.directory(ParentFolder.of(file))) {
            Optional<PosixFileAttributeView> view = view(folder, file);
            if (view.isPresent()) {
                view.get().setPermissions(PosixFilePermissions.fromString(FileMode.FILE));
            }
        } catch (IOException e) {
            deleteIfExists(file);
            throw e;
        }
    }

    @Override
    public <T> T inFolderOf(Path file, InFolder<T> action) throws IOException {
        try (HeldFolder folder = HeldFolder.of(files, ParentFolder.of(file))) {
            try {
                return action.run(folder.path());
            } catch (FileSystemException e) {
                throw named(e, folder.path().toString(), ParentFolder.of(file).toString());
            }
        }
    }

    /** The number of a descriptor means nothing to the user. */
    private static FileSystemException named(FileSystemException e, String held, String folder) {
        String file = e.getFile().replace(held, folder);
        if (e instanceof AccessDeniedException) {
            return new AccessDeniedException(file);
        }
        return e.getReason() == null
                ? e
                : new FileSystemException(file, null, e.getReason().replace(held, folder));
    }

    /** Empty on a file system in memory, which may have no permissions. */
    private static Optional<PosixFileAttributeView> view(SecureDirectoryStream<Path> folder, Path file) {
        return Optional.ofNullable(folder.getFileAttributeView(
                file.getFileName(), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void force(Path file) throws IOException {
        try (FileChannel channel = files.open(file, Set.of(StandardOpenOption.WRITE))) {
            channel.force(true);
        }
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        try (SecureDirectoryStream<Path> folder = files.directory(ParentFolder.of(from));
                SecureDirectoryStream<Path> other = files.directory(ParentFolder.of(to))) {
            folder.move(from.getFileName(), other, to.getFileName());
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (directory.getFileSystem() == FileSystems.getDefault()) {
            try (SecureDirectoryStream<Path> folder = files.directory(directory);
                    FileChannel channel = (FileChannel) folder.newByteChannel(
                            directory.getFileSystem().getPath("."), Set.of(StandardOpenOption.READ))) {
                channel.force(true);
            }
        }
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        try (SecureDirectoryStream<Path> folder = files.directory(ParentFolder.of(file))) {
            folder.deleteFile(file.getFileName());
        } catch (NoSuchFileException e) {
            // It does not exist, which is the goal.
        }
    }
}
