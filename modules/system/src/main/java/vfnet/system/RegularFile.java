// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import vfnet.model.Errno;

/**
 * The one place where vfnet decides whether it may open a file. open(2) of a FIFO waits for a writer, a device such as
 * /dev/zero has no end, and a sparse file of 1 TB costs no disk space. Java cannot open with O_NONBLOCK, so the type is
 * checked before; whoever can replace the file between the two can only make the caller wait, not read elsewhere.
 *
 * <p>The kernel's own files claim to be regular and have no size: reading /proc/kmsg waits for the next message
 * (fs/proc/kmsg.c), reading trace_pipe for the next event. So a file without a size is taken as empty.
 */
public final class RegularFile {
    private static final byte[] NOTHING = {};

    private RegularFile() {}

    /**
     * {@return the file's content} Follows links.
     *
     * @param file the file
     * @param most its maximum size in bytes
     * @throws IOException when it cannot be read, is not a regular file, or is larger
     */
    public static byte[] read(Path file, int most) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        require(file, attributes);
        return attributes.size() == 0 ? NOTHING : readNamed(file, most);
    }

    /**
     * {@return the content of one of the kernel's own files, which have no size}
     *
     * @param file one that ends, such as {@code /proc/cmdline}
     * @param most its maximum size in bytes
     * @throws IOException when it cannot be read, is not a regular file, or is larger
     */
    static byte[] readKernels(Path file, int most) throws IOException {
        require(file);
        return readNamed(file, most);
    }

    /**
     * {@return what the user named on the command line, which may be a pipe that ends when its writer does}
     *
     * @param source such as {@code /dev/stdin}
     * @param most its maximum size in bytes
     * @throws IOException when it cannot be read, or is larger
     */
    public static byte[] readNamed(Path source, int most) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            return bounded(source, in, most);
        }
    }

    /**
     * {@return the channel's content}
     *
     * @param file its name in an error message
     * @param channel positioned at the file's beginning
     * @param most its maximum size in bytes
     * @throws IOException when it cannot be read, or is larger
     */
    static byte[] read(Path file, SeekableByteChannel channel, int most) throws IOException {
        return channel.size() == 0 ? NOTHING : bounded(file, Channels.newInputStream(channel), most);
    }

    private static byte[] bounded(Path file, InputStream in, int most) throws IOException {
        byte[] content = in.readNBytes(most + 1);
        if (content.length > most) {
            throw new FileSystemException(file.toString(), null, "is larger than " + size(most));
        }
        return content;
    }

    private static String size(int bytes) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }

    /**
     * Requires a file that can be opened without waiting.
     *
     * @param file the file
     * @param options whether a link is followed
     * @throws IOException when it does not exist or is not a regular file
     */
    public static void require(Path file, LinkOption... options) throws IOException {
        require(file, Files.readAttributes(file, BasicFileAttributes.class, options));
    }

    /**
     * The same; a file that does not exist, and may be created, is no error.
     *
     * @param file the file
     * @param options whether a link is followed
     * @throws IOException when it exists and is not a regular file
     */
    public static void requireIfPresent(Path file, LinkOption... options) throws IOException {
        try {
            require(file, options);
        } catch (NoSuchFileException e) {
            // It may be created.
        }
    }

    static void require(Path file, BasicFileAttributes attributes) throws FileSystemException {
        if (attributes.isDirectory()) {
            throw new FileSystemException(file.toString(), null, Errno.EISDIR.message());
        }
        if (attributes.isSymbolicLink()) {
            throw new FileSystemException(file.toString(), null, Errno.ELOOP.message());
        }
        if (attributes.isOther()) {
            throw new FileSystemException(file.toString(), null, "is a FIFO, a socket or a device, not a regular file");
        }
    }
}
