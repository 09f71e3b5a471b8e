// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vfnet.model.Errno;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.system.MachineView;
import vfnet.system.RegularFile;

/**
 * Reads kernel attributes: one small text per file. Every result of the file system becomes a {@link Reading}; that is
 * decided only here. Not thread-safe.
 */
public final class AttributeReader {
    /** The kernel gives an attribute one page (Documentation/filesystems/sysfs.rst). */
    private static final int MAX_BYTES = 4096;
    /** A process that ends while it is read leaves ESRCH behind. */
    private static final Set<Errno> ABSENT = EnumSet.of(Errno.ENOENT, Errno.ENOTDIR, Errno.ESRCH);
    /** An attribute is never a link itself: a link could lead out of a snapshot. */
    private static final Set<OpenOption> READ_ONLY_HERE = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final MachineView view;
    private final InsideDirectories inside;
    private final ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES + 1);

    public AttributeReader(MachineView view) {
        this.view = view;
        inside = new InsideDirectories(view.sysroot());
    }

    /** An attribute's text without the white space at its end. */
    public Reading<String> text(Path attribute) {
        Optional<Errno> refusal = refusal(attribute);
        if (refusal.isPresent()) {
            return Reading.unreadable(Problem.of(name(attribute), refusal.get()));
        }
        try (SeekableByteChannel channel = open(attribute)) {
            buffer.clear();
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {}
            return content(attribute, buffer.array(), buffer.position());
        } catch (IOException e) {
            return failed(attribute, e);
        }
    }

    /**
     * A number of 16 bits in a binary attribute, its low byte first; only it is read.
     *
     * @param offset of its first byte
     */
    public Reading<Integer> word(Path attribute, int offset) {
        Optional<Errno> refusal = refusal(attribute);
        if (refusal.isPresent()) {
            return Reading.unreadable(Problem.of(name(attribute), refusal.get()));
        }
        ByteBuffer word = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
        try (SeekableByteChannel channel = open(attribute)) {
            channel.position(offset);
            while (word.hasRemaining() && channel.read(word) > 0) {}
            return word.hasRemaining()
                    ? wrong(attribute, "ends before byte " + (offset + 2))
                    : Reading.of(word.flip().getShort() & 0xffff);
        } catch (IOException e) {
            return failed(attribute, e);
        }
    }

    /** The kernel's own files need no check before: none of them is a FIFO. */
    private SeekableByteChannel open(Path attribute) throws IOException {
        if (!view.sysroot().isLive()) {
            RegularFile.require(attribute, LinkOption.NOFOLLOW_LINKS);
        }
        return Files.newByteChannel(attribute, READ_ONLY_HERE);
    }

    private Reading<String> content(Path attribute, byte[] bytes, int length) {
        if (length > MAX_BYTES) {
            return wrong(attribute, "longer than " + MAX_BYTES + " bytes, as no attribute of the kernel is");
        }
        int end = length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == ' ')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t' && bytes[i] != '\n' || bytes[i] == 0x7f) {
                return wrong(attribute, "holds control characters where text should be");
            }
        }
        return Reading.of(new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    /** A text longer than an attribute. */
    InputStream stream(Path file) throws IOException {
        return Channels.newInputStream(open(file));
    }

    /** A decimal number from 0. */
    public Reading<Integer> number(Path attribute) {
        return numberFrom(0, attribute);
    }

    /** A decimal number from {@code least}: some attributes say -1 for "none". */
    public Reading<Integer> numberFrom(int least, Path attribute) {
        return parsed(
                attribute, text(attribute), "number", text -> integer(text, 10).filter(number -> number >= least));
    }

    /** A counter of 64 bits, of which Java holds 63; absent where it is greater, or not a number. */
    public Reading<Long> counter(Path attribute) {
        return text(attribute)
                .flatMap(digits -> counter(digits).map(Reading::of).orElseGet(Reading::absent));
    }

    private static Optional<Long> counter(String digits) {
        try {
            return Optional.of(Long.parseLong(digits)).filter(number -> number >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A hexadecimal number from 0 to {@code most}, with or without 0x before it. */
    public Reading<Integer> hexadecimal(Path attribute, int most) {
        return parsed(
                attribute,
                text(attribute),
                "hexadecimal number",
                text -> integer(text.startsWith("0x") ? text.substring(2) : text, 16)
                        .filter(number -> number >= 0 && number <= most));
    }

    /**
     * A MAC address; absent where the interface has another kind of address (InfiniBand's are longer) or none (cxgb4's
     * management link, drivers/net/ethernet/chelsio/cxgb4/cxgb4_main.c).
     */
    public Reading<MacAddress> macAddress(Path attribute) {
        Reading<String> text = text(attribute);
        if (text instanceof Reading.Value<String>(String other) && (other.isEmpty() || other.length() > 17)) {
            return Reading.absent();
        }
        return parsed(attribute, text, "MAC address", MacAddress::parse);
    }

    /** The last name in a link's target. */
    public Reading<String> linkedName(Path link) {
        return linkTarget(link).map(target -> target.substring(target.lastIndexOf('/') + 1));
    }

    /** A link's target as it is written; absent when there is no such link. */
    public Reading<String> linkTarget(Path link) {
        Optional<Errno> refusal = refusal(link);
        if (refusal.isPresent()) {
            return Reading.unreadable(Problem.of(name(link), refusal.get()));
        }
        try {
            return Reading.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return failed(link, e);
        }
    }

    /** The target of a link, its last step as text; unreadable when that is outside the machine. */
    public Reading<Path> linked(Path link) {
        return linkTarget(link)
                .flatMap(target -> inside.target(link, target)
                        .map(Reading::of)
                        .orElseGet(() -> wrong(link, "leads out of the machine")));
    }

    /** Whether a directory is inside the machine, and so may be read. */
    boolean isInside(Path directory) {
        return inside.has(directory);
    }

    public boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The names in a directory, in no order. */
    public Reading<List<String>> names(Path directory) {
        if (!isInside(directory)) {
            return wrong(directory, "leads out of the machine");
        }
        Optional<Errno> refusal = refusal(directory);
        if (refusal.isPresent()) {
            return Reading.unreadable(Problem.of(name(directory), refusal.get()));
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
            return Reading.of(names);
        } catch (IOException e) {
            return failed(directory, e);
        } catch (DirectoryIteratorException e) {
            return failed(directory, Objects.requireNonNull(e.getCause(), "it always has one"));
        }
    }

    /** A problem with this path, for people. */
    public <T> Reading<T> wrong(Path path, String what) {
        return Reading.unreadable(new Problem(name(path), what));
    }

    public String name(Path path) {
        return view.sysroot().onMachine(path);
    }

    /** The error that a snapshot recorded in place of what is there. */
    public Optional<Errno> refusal(Path path) {
        return view.refusals().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(view.refusals().get(name(path)));
    }

    /** The reading after a failed operation: absent, or unreadable. */
    public <T> Reading<T> failed(Path path, IOException e) {
        if (e instanceof NotLinkException) {
            return Reading.absent();
        }
        Optional<Errno> errno = Errno.of(e);
        if (errno.isPresent() && ABSENT.contains(errno.get())) {
            return Reading.absent();
        }
        return wrong(path, errno.isPresent() ? errno.get().toString() : String.valueOf(e.getMessage()));
    }

    /** Turns text into a value, or reports the expected form. */
    interface Parser<T> {
        Optional<T> parse(String text);
    }

    private <T> Reading<T> parsed(Path attribute, Reading<String> text, String kind, Parser<T> parser) {
        return text.flatMap(content -> parser.parse(content)
                .map(Reading::of)
                .orElseGet(() -> wrong(attribute, content.isEmpty() ? "is empty" : "'" + content + "' is no " + kind)));
    }

    /** Attributes may be negative or hexadecimal, which {@link vfnet.model.Decimal} does not accept. */
    private static Optional<Integer> integer(String text, int radix) {
        try {
            return Optional.of(Integer.parseInt(text, radix));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
