package vfnet.apply;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the host's programs are: root's PATH may be anybody's, and busybox would run its own before the real one. */
final class Programs {
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin",
            "/run/current-system/sw/bin");

    private Programs() {}

    /** The program's absolute path; its name alone where none of the usual folders has it. */
    static String path(String name) {
        for (String folder : FOLDERS) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        return name;
    }
}
