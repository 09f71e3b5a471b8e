// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Errno;

/**
 * The files of an untrusted machine in a folder. Links are followed as after chroot(2): an absolute one begins at the
 * folder, and {@code ..} ends there. The resulting path without links is then opened step by step (openat(2) with
 * O_NOFOLLOW), so that a link that appears later is an error and leads nowhere.
 */
public final class SysrootFiles {
    /** The kernel's limit (include/linux/namei.h, MAXSYMLINKS). */
    private static final int MAX_LINKS = 40;

    private final Path root;

    /**
     * The files below a folder.
     *
     * @param root the folder; links in its own path are followed
     */
    public SysrootFiles(Path root) {
        this.root = root;
    }

    /**
     * {@return the place of a path that the user named, if it is in the folder of a machine; empty on the host itself,
     * and for a path elsewhere, whose links are its owner's}
     *
     * @param sysroot the machine
     * @param named the path, however it leads to the folder
     */
    public static Optional<Path> within(Sysroot sysroot, Path named) {
        Path whole = named.toAbsolutePath().normalize();
        if (sysroot.isLive() || whole.getFileSystem() != sysroot.root().getFileSystem()) {
            return Optional.empty();
        }
        for (Path place = whole; place != null; place = place.getParent()) {
            try {
                if (place.equals(sysroot.root()) || place.toRealPath().equals(sysroot.root())) {
                    return Optional.of(
                            sysroot.root().resolve(place.relativize(whole)).normalize());
                }
            } catch (IOException e) {
                // It does not exist, or not yet: its parents may.
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the content of a file that the user named: one of the machine, or of the caller's own}
     *
     * @param sysroot the machine
     * @param named the file
     * @param most its maximum size in bytes
     * @throws IOException when it cannot be read, is not a regular file, or is larger
     */
    public static byte[] readNamed(Sysroot sysroot, Path named, int most) throws IOException {
        Optional<Path> place = within(sysroot, named);
        return place.isPresent()
                ? new SysrootFiles(sysroot.root()).read(place.get(), most)
                : RegularFile.read(named, most);
    }

    /**
     * {@return the content of a file of this machine} On the host itself all links are followed.
     *
     * @param sysroot the machine
     * @param place the file, under the machine's root
     * @param most its maximum size in bytes
     * @throws IOException when it cannot be read, is not a regular file, or is larger
     */
    public static byte[] read(Sysroot sysroot, Path place, int most) throws IOException {
        return sysroot.isLive() ? RegularFile.read(place, most) : new SysrootFiles(sysroot.root()).read(place, most);
    }

    /**
     * {@return the content of a file of this machine; one of the kernel's own is read although it has no size}
     *
     * @param sysroot the machine
     * @param place the file by its name, under the machine's root
     * @param real the same with links followed
     * @param most its maximum size in bytes
     * @throws IOException when it cannot be read, is not a regular file, or is larger
     */
    public static byte[] read(Sysroot sysroot, Path place, Path real, int most) throws IOException {
        boolean isKernels = sysroot.isLive() && place.equals(real) && place.startsWith(sysroot.processes());
        return isKernels ? RegularFile.readKernels(real, most) : read(sysroot, real, most);
    }

    /**
     * {@return the place with every link followed; nothing need exist there}
     *
     * @param place a path under the root
     * @throws IOException when links form a loop
     */
    public Path resolve(Path place) throws IOException {
        if (!place.startsWith(root)) {
            throw new FileSystemException(place.toString(), null, "is not below " + root);
        }
        Deque<String> ahead = new ArrayDeque<>();
        push(root.relativize(place), ahead);
        Path at = root;
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.removeFirst();
            Path next = at.resolve(name);
            if (name.equals("..")) {
                at = at.equals(root) ? root : ParentFolder.of(at);
            } else if (Files.isSymbolicLink(next)) {
                if (++links > MAX_LINKS) {
                    throw new FileSystemException(place.toString(), null, Errno.ELOOP.message());
                }
                Path target = Files.readSymbolicLink(next);
                at = target.isAbsolute() ? root : at;
                push(target, ahead);
            } else if (!name.isEmpty() && !name.equals(".")) {
                at = next;
            }
        }
        return at;
    }

    private static void push(Path path, Deque<String> ahead) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            ahead.addFirst(path.getName(i).toString());
        }
    }

    /**
     * {@return the file's content}
     *
     * @param place the file
     * @param most its maximum size in bytes
     * @throws IOException when it cannot be read, is not a regular file, or is larger
     */
    public byte[] read(Path place, int most) throws IOException {
        try (SeekableByteChannel channel = open(place, Set.of(StandardOpenOption.READ))) {
            return RegularFile.read(place, channel, most);
        }
    }

    /**
     * {@return a channel to a regular file}
     *
     * @param place the file
     * @param options how to open it
     * @param attributes of a file that is created
     * @throws IOException when it is something else, or cannot be opened
     */
    public FileChannel open(Path place, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path file = resolve(place);
        Set<OpenOption> here = new HashSet<>(options);
        here.add(LinkOption.NOFOLLOW_LINKS);
        try (SecureDirectoryStream<Path> folder = folder(ParentFolder.of(file))) {
            try {
                RegularFile.require(
                        place,
                        folder.getFileAttributeView(
                                        file.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                                .readAttributes());
            } catch (NoSuchFileException e) {
                if (!options.contains(StandardOpenOption.CREATE) && !options.contains(StandardOpenOption.CREATE_NEW)) {
                    throw new NoSuchFileException(place.toString());
                }
            }
            return (FileChannel) folder.newByteChannel(file.getFileName(), here, attributes);
        }
    }

    /**
     * {@return the folder, held open: operations through it apply to it, wherever its name leads by then}
     *
     * @param place the folder
     * @throws IOException when it does not exist or is not a folder
     */
    public SecureDirectoryStream<Path> directory(Path place) throws IOException {
        return folder(resolve(place));
    }

    private SecureDirectoryStream<Path> folder(Path resolved) throws IOException {
        SecureDirectoryStream<Path> at = secure(Files.newDirectoryStream(root));
        for (int i = root.getNameCount(); i < resolved.getNameCount(); i++) {
            try (SecureDirectoryStream<Path> parent = at) {
                Path name = resolved.getName(i);
                // openat(2) of a FIFO would wait.
                if (!parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes()
                        .isDirectory()) {
                    throw new NotDirectoryException(resolved.toString());
                }
                at = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return at;
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> known) {
            return known;
        }
        stream.close();
        throw new IOException("this file system cannot open files relative to a folder");
    }

    /**
     * Replaces a file atomically: a reader sees the old one or the new one.
     *
     * @param place the file; a link in its place is replaced
     * @param content its new content
     * @param permissions such as {@link FileMode#FILE}
     * @throws IOException when it cannot be written
     */
    public void replace(Path place, byte[] content, String permissions) throws IOException {
        Path name = place.getFileName();
        Path fresh = name.resolveSibling("." + name + ".new");
        try (SecureDirectoryStream<Path> folder = directory(ParentFolder.of(place))) {
            try {
                folder.deleteFile(fresh);
            } catch (NoSuchFileException e) {
                // Nothing was left there.
            }
            try (SeekableByteChannel channel = folder.newByteChannel(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    FileMode.of(place, FileMode.PRIVATE))) {
                permit(folder, fresh, permissions);
                for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
            }
            folder.move(fresh, folder, name);
        }
    }

    /**
     * Creates a folder and those above it. Java has no mkdirat(2): each is created at the root and moved to its place.
     *
     * @param place the folder
     * @throws IOException when something else is there, or it cannot be created
     */
    public void createDirectories(Path place) throws IOException {
        Path folder = resolve(place);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        createDirectories(ParentFolder.of(folder));
        Path fresh = Files.createTempDirectory(root, ".vfnet-");
        try (SecureDirectoryStream<Path> top = directory(root);
                SecureDirectoryStream<Path> parent = folder(ParentFolder.of(folder))) {
            boolean isMoved = false;
            try {
                permit(top, fresh.getFileName(), FileMode.FOLDER);
                // A move would replace another's folder that is still empty.
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    top.move(fresh.getFileName(), parent, folder.getFileName());
                    isMoved = true;
                }
            } catch (IOException e) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
                // Another process was quicker, and has put a file into it.
            } finally {
                if (!isMoved) {
                    top.deleteDirectory(fresh.getFileName());
                }
            }
        }
    }

    /** Whatever the umask is. A file system in memory may have no permissions. */
    private static void permit(SecureDirectoryStream<Path> folder, Path name, String permissions) throws IOException {
        PosixFileAttributeView view =
                folder.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }
}
