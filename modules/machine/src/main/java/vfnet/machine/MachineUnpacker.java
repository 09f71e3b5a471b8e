// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import vfnet.system.FileMode;
import vfnet.system.Sysroot;
import vfnet.system.Users;

/** Creates a folder of a machine. Links come last, so that nothing is ever written through one. */
final class MachineUnpacker {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path folder;
    private final List<Link> links = new ArrayList<>();
    private final CapturedMachine rest = CapturedMachine.empty();

    private record Link(Path place, Path target) {}

    MachineUnpacker(Path folder) {
        this.folder = folder;
    }

    void unpack(CapturedMachine machine) throws IOException {
        TreeCheck.check(machine);
        FileMode.createFolders(folder);
        requireOwnFolder();
        if (!MachineFolder.isEmpty(folder)) {
            throw new DirectoryNotEmptyException(folder.toString());
        }
        try {
            fill(machine);
        } catch (InvalidPathException e) {
            throw new MachineFormatException("this system cannot name a file '" + e.getInput() + "'");
        }
    }

    /** The owner of an empty folder could put links into it while it is filled, and so make root write elsewhere. */
    private void requireOwnFolder() throws IOException {
        if (folder.getFileSystem() != FileSystems.getDefault()) {
            return;
        }
        int owner = (Integer) Files.getAttribute(folder, "unix:uid");
        if (owner != 0 && owner != Users.ourselves()) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "belongs to the user of number " + owner
                            + ", who could have the files written elsewhere; name another folder");
        }
    }

    private void fill(CapturedMachine machine) throws IOException {
        for (String directory : machine.directories().keySet()) {
            FileMode.createFolders(place(directory));
        }
        for (Map.Entry<String, SortedMap<String, Entry>> directory :
                machine.directories().entrySet()) {
            for (Map.Entry<String, Entry> entry : directory.getValue().entrySet()) {
                put(directory.getKey(), entry.getKey(), entry.getValue());
            }
        }
        rest.answers().putAll(machine.answers());
        rest.elsewhere().putAll(machine.elsewhere());
        rest.units().putAll(machine.units());
        rest.devlink().putAll(machine.devlink());
        if (!rest.equals(CapturedMachine.empty())) {
            write(new Sysroot(folder).capturedAnswers(), Escapes.utf8(MachineWriter.write(rest)));
        }
        for (Link link : links) {
            Files.createSymbolicLink(link.place, link.target);
        }
    }

    private Path place(String path) {
        return folder.resolve(path.substring(1));
    }

    private void put(String directory, String name, Entry entry) throws IOException {
        Path place = place(directory).resolve(name);
        switch (entry) {
            case Entry.Content(byte[] bytes) -> write(place, bytes);
            case Entry.LinkTo(String target) ->
                links.add(new Link(place, folder.getFileSystem().getPath(target)));
            case Entry.Refused refused -> rest.directory(directory).put(name, refused);
        }
    }

    private static void write(Path place, byte[] bytes) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(place, NEW, FileMode.of(place, FileMode.FILE))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }
}
