// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small real file system that is frozen: a write to it blocks in the kernel, as one to sriov_numvfs can. */
final class FrozenFileSystem implements AutoCloseable {
    private final Path folder;
    private final Path mount;
    private boolean frozen;

    FrozenFileSystem(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        mount = Files.createDirectory(folder.resolve("mount"));
        Path image = folder.resolve("image");
        run("dd", "if=/dev/zero", "of=" + image, "bs=1M", "count=8", "status=none");
        run("mke2fs", "-q", "-t", "ext4", image.toString());
        run("mount", "-o", "loop", image.toString(), mount.toString());
        Files.writeString(attribute(), "0\n");
        run("fsfreeze", "--freeze", mount.toString());
        frozen = true;
    }

    Path attribute() {
        return mount.resolve("sriov_numvfs");
    }

    void thaw() throws IOException, InterruptedException {
        if (frozen) {
            run("fsfreeze", "--unfreeze", mount.toString());
            frozen = false;
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output
                    + " (this test needs root and a loop device in " + folder + ")");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        thaw();
        run("umount", "--lazy", mount.toString());
    }
}
