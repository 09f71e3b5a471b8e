// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import vfnet.model.PciId;
import vfnet.system.RegularFile;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/**
 * The names of PCI devices, 1.4 MB of text sorted by vendor and device. It is searched by bisection: reading it costs a
 * cold JVM more than everything else that a listing does.
 *
 * <p>A vendor's line begins with its four digits; its devices follow, a tab and four digits per line; what begins with
 * two tabs is a subsystem (https://pci-ids.ucw.cz). The list of classes at the end begins with {@code C}.
 */
public final class PciIdsFile implements AutoCloseable {
    private static final int WINDOW = 8192;
    private static final int DIGITS = 4;
    /** The file has 1.4 MB today. */
    private static final int MAX_BYTES = 16 << 20;

    private final SeekableByteChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
    private long windowStart;
    private int windowLength;

    private PciIdsFile(SeekableByteChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    public static PciIdsFile open(Sysroot sysroot, Path path) throws IOException {
        SeekableByteChannel channel = channel(sysroot, path);
        if (channel.size() > MAX_BYTES) {
            channel.close();
            throw new IOException("is larger than a list of names is");
        }
        return new PciIdsFile(channel, channel.size());
    }

    private static SeekableByteChannel channel(Sysroot sysroot, Path path) throws IOException {
        if (!sysroot.isLive()) {
            return new SysrootFiles(sysroot.root()).open(path, Set.of(StandardOpenOption.READ));
        }
        RegularFile.require(path);
        return Files.newByteChannel(path);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * The device's name; empty when the file does not have it. One of the kernel's files, which have no size, is not
     * read.
     */
    public Optional<String> device(PciId id) throws IOException {
        long vendor = lowerBound(0, size, 0, id.vendor());
        if (vendor == size || number(vendor, 0) != id.vendor()) {
            return Optional.empty();
        }
        long end = lowerBound(vendor, size, 0, id.vendor() + 1);
        long device = lowerBound(lineAfter(vendor), end, 1, id.device());
        if (device == end || number(device, 1) != id.device()) {
            return Optional.empty();
        }
        String line = new String(bytes(device, lineAfter(device)), StandardCharsets.UTF_8);
        return Optional.of(line.substring(1 + DIGITS).strip()).filter(name -> !name.isEmpty());
    }

    /**
     * The first line in {@code [from, to)} with {@code tabs} tabs and a number of at least {@code least}; {@code to}
     * when there is none. Invariant: every such line before {@code low} is smaller, none at or after {@code high} is.
     */
    private long lowerBound(long from, long to, int tabs, int least) throws IOException {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = low + (high - low) / 2;
            long line = lineOf(tabs, middle == from ? from : lineAfter(middle - 1), high);
            if (line < high && number(line, tabs) < least) {
                low = lineAfter(line);
            } else {
                high = middle;
            }
        }
        return low >= to ? to : lineOf(tabs, low == from ? from : lineAfter(low - 1), to);
    }

    /** The first line at or after {@code line} that has exactly this many tabs and a number; {@code to} if none. */
    private long lineOf(int tabs, long line, long to) throws IOException {
        long at = line;
        while (at < to && number(at, tabs) < 0) {
            at = lineAfter(at);
        }
        return Math.min(at, to);
    }

    /** A line's number; -1 for one that has not exactly this many tabs before its four digits. */
    private int number(long line, int tabs) throws IOException {
        for (int i = 0; i < tabs; i++) {
            if (byteAt(line + i) != '\t') {
                return -1;
            }
        }
        if (tabs == 0 && byteAt(line) == 'C') {
            return Integer.MAX_VALUE;
        }
        int number = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = Character.digit(byteAt(line + tabs + i), 16);
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    private long lineAfter(long position) throws IOException {
        for (long at = position; at < size; at = windowStart + windowLength) {
            moveWindowTo(at);
            int newline = indexOfNewline((int) (at - windowStart));
            if (newline < windowLength) {
                return windowStart + newline + 1;
            }
        }
        return size;
    }

    /** The window's length when it is empty. */
    private int indexOfNewline(int from) {
        byte[] bytes = window.array();
        int at = from;
        while (at < windowLength && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private byte[] bytes(long from, long to) throws IOException {
        byte[] bytes = new byte[(int) (to - from)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) byteAt(from + i);
        }
        return bytes;
    }

    /** The byte there; a newline beyond the end. */
    private int byteAt(long position) throws IOException {
        if (position >= size) {
            return '\n';
        }
        moveWindowTo(position);
        return window.get((int) (position - windowStart));
    }

    private void moveWindowTo(long position) throws IOException {
        if (position < windowStart || position >= windowStart + windowLength) {
            fill(position);
        }
    }

    private void fill(long position) throws IOException {
        window.clear();
        channel.position(position);
        while (window.hasRemaining() && channel.read(window) > 0) {}
        windowStart = position;
        windowLength = window.position();
        if (windowLength == 0) {
            throw new IOException("shorter than it was");
        }
    }
}
