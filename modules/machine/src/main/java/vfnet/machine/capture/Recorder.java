// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.machine.CapturedMachine;
import vfnet.machine.Entry;
import vfnet.machine.MachinePath;
import vfnet.model.DeviceNumber;
import vfnet.model.Errno;
import vfnet.system.FileMode;
import vfnet.system.MachineView;
import vfnet.system.ParentFolder;
import vfnet.system.RegularFile;
import vfnet.system.Sysroot;
import vfnet.system.VfioNodes;

/** Reads from a machine and records the result, errors included. What does not exist is not recorded. */
final class Recorder {
    private static final int MAX_BYTES = 4096;
    private static final int MAX_OF_A_LIST = 1 << 20;

    private final MachineView view;
    private final CapturedMachine machine = CapturedMachine.empty();

    Recorder(MachineView view) {
        this.view = view;
    }

    CapturedMachine machine() {
        return machine;
    }

    /** That this directory exists, or that it cannot be listed. */
    void directory(Path directory) {
        Optional<Errno> refusal = refusal(directory);
        if (refusal.isPresent()) {
            put(directory, new Entry.Refused(refusal.get()));
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            boolean _ = entries.iterator().hasNext();
            machine.directory(name(directory));
        } catch (DirectoryIteratorException e) {
            refused(directory, Objects.requireNonNull(e.getCause(), "it always has one"));
        } catch (IOException e) {
            refused(directory, e);
        }
    }

    void subdirectories(Path directory) {
        if (exists(directory)) {
            directory(directory);
            names(directory).forEach(name -> directory(directory.resolve(name)));
        }
    }

    boolean has(Path directory) {
        return machine.directories().containsKey(name(directory));
    }

    /** What cannot be read exists. */
    boolean exists(Path path) {
        return refusal(path).isPresent() || Files.exists(path);
    }

    void attributes(Path directory, List<String> names) {
        names.forEach(name -> attribute(directory.resolve(name), MAX_BYTES));
    }

    void allAttributes(Path directory) {
        attributes(directory, names(directory));
    }

    /** @param bytes of its beginning, at most: a binary attribute is longer than what tells */
    void attribute(Path attribute, int bytes) {
        Optional<Errno> refusal = refusal(attribute);
        if (refusal.isPresent()) {
            put(attribute, new Entry.Refused(refusal.get()));
        } else if (Files.isRegularFile(attribute, LinkOption.NOFOLLOW_LINKS)) {
            try {
                put(attribute, new Entry.Content(read(attribute, bytes)));
            } catch (IOException e) {
                refused(attribute, e);
            }
        }
    }

    /** Every link in the directory. */
    void links(Path directory) {
        names(directory).forEach(name -> link(directory.resolve(name)));
    }

    /** One that leads out of the machine could not be read back. */
    void link(Path link) {
        target(link)
                .filter(target -> MachinePath.staysInside(name(ParentFolder.of(link)), target))
                .ifPresent(target -> put(link, new Entry.LinkTo(target)));
    }

    void link(Path link, String target) {
        put(link, new Entry.LinkTo(target));
    }

    void file(Path file, byte[] content) {
        put(file, new Entry.Content(content));
    }

    Optional<String> target(Path link) {
        try {
            return Files.isSymbolicLink(link)
                    ? Optional.of(Files.readSymbolicLink(link).toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The target of the link, inside the machine. */
    Optional<Path> linked(Path link) {
        return target(link)
                .map(target -> link.resolveSibling(target).normalize())
                .filter(place -> place.startsWith(view.sysroot().root()));
    }

    /** The vfio devices that the kernel has now, and the devices of these directories. */
    VfioNodes vfioNodes(Collection<Path> devices) {
        Map<DeviceNumber, String> nodes = new HashMap<>();
        Map<String, String> byName = new HashMap<>();
        Sysroot sysroot = view.sysroot();
        Map.of(sysroot.vfioGroups(), VfioNodes.GROUPS, sysroot.vfioDevices(), VfioNodes.DEVICES)
                .forEach((all, folder) -> names(all)
                        .forEach(name ->
                                number(all.resolve(name)).ifPresent(number -> nodes.put(number, folder + name))));
        for (Path device : devices) {
            String path = VfioNodes.path(
                    text(device.resolve("uevent")), device.getFileName().toString());
            number(device).ifPresent(number -> nodes.putIfAbsent(number, path));
            byName.put(path.substring(path.lastIndexOf('/') + 1), path);
        }
        return new VfioNodes(nodes, byName);
    }

    private Optional<DeviceNumber> number(Path device) {
        return text(device.resolve("dev")).flatMap(DeviceNumber::parse);
    }

    /** The character device that is a process's open file; only a live host's are followed. */
    Optional<DeviceNumber> openDevice(Path file) {
        try {
            if (view.sysroot().isLive()) {
                Map<String, Object> status = Files.readAttributes(file, "unix:mode,rdev");
                return DeviceNumber.ofFile(
                        (int) FileMode.unixNumber(status, "mode"), FileMode.unixNumber(status, "rdev"));
            }
        } catch (IOException e) {
            // It has been closed since, or may not be read.
        }
        return Optional.empty();
    }

    Optional<String> text(Path attribute) {
        try {
            return refusal(attribute).isPresent()
                    ? Optional.empty()
                    : Optional.of(new String(read(attribute, MAX_BYTES), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The lines of a file of any length; none where it cannot be read. */
    Stream<String> lines(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MAX_OF_A_LIST), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    List<String> names(Path directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return names;
    }

    private static byte[] read(Path file, int bytes) throws IOException {
        RegularFile.require(file, LinkOption.NOFOLLOW_LINKS);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(bytes);
        }
    }

    private Optional<Errno> refusal(Path path) {
        return Optional.ofNullable(view.refusals().get(name(path)));
    }

    private void refused(Path path, IOException e) {
        Errno.of(e)
                .or(() -> Optional.of(Errno.EIO))
                .filter(errno -> errno != Errno.ENOENT)
                .ifPresent(errno -> put(path, new Entry.Refused(errno)));
    }

    private void put(Path path, Entry entry) {
        machine.directory(name(ParentFolder.of(path))).put(path.getFileName().toString(), entry);
    }

    private String name(Path path) {
        return view.sysroot().onMachine(path);
    }
}
