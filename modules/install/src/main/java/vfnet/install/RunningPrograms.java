package vfnet.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import vfnet.model.Sysroot;

/** The processes of this host, by the program that they run (proc(5), exe). */
final class RunningPrograms {
    private final Sysroot host;

    RunningPrograms(Sysroot host) {
        this.host = host;
    }

    /**
     * A process that runs from a folder, so that it may still need files there.
     *
     * @param but not this one
     */
    OptionalLong from(Path folder, OptionalLong but) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(host.processes(), "[0-9]*")) {
            Path real = folder.toRealPath();
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if ((but.isEmpty() || but.getAsLong() != pid) && runs(process, real)) {
                    return OptionalLong.of(pid);
                }
            }
        } catch (IOException e) {
            // No such folder or no such list: nothing to wait for, or nobody who could tell.
        }
        return OptionalLong.empty();
    }

    /** Kernel threads run no program, and those of other users do not show it. */
    private static boolean runs(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("exe")).startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }
}
