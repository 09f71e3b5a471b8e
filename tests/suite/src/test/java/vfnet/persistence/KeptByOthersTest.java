// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.desired.Configuration;
import vfnet.system.Sysroot;

/** What others have set on the file, or written into it, is preserved by a save. */
@Tag("slow")
class KeptByOthersTest {
    @TempDir
    private Path folder;

    private ConfigurationFile written() throws IOException {
        return new ConfigurationFile(Files.writeString(folder.resolve("config.json"), Saves.WHOLE));
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** It may be private, or readable by a group. Needs root, to change its group. */
    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "r--------", "rw-r--r--"})
    void whoCouldReadItStillCanAndNobodyElse(String mode) throws IOException {
        ConfigurationFile file = written();
        Files.setAttribute(file.path(), "unix:gid", 4711);
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));
        Files.getFileAttributeView(file.path(), UserDefinedFileAttributeView.class)
                .write("note", ByteBuffer.wrap(new byte[] {7}));
        for (int save = 0; save < 2; save++) {
            file.save(Saves.removing(0));
            for (Path each : List.of(file.path(), file.lastGood())) {
                assertEquals(mode + " 4711", mode(each) + " " + Files.getAttribute(each, "unix:gid"));
                assertEquals(
                        List.of("note"),
                        Files.getFileAttributeView(each, UserDefinedFileAttributeView.class)
                                .list());
            }
        }
    }

    /** Of a machine in a folder too. Needs root. */
    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "r--------", "rw-r--r--"})
    void inTheFolderOfAMachineToo(String mode) throws IOException {
        Path real = written().path();
        ConfigurationFile file = ConfigurationFile.of(new Sysroot(folder), real);
        Files.setAttribute(real, "unix:gid", 4711);
        Files.setAttribute(real, "unix:uid", 4712);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString(mode));
        for (int save = 0; save < 2; save++) {
            file.save(Saves.removing(0));
            for (Path each : List.of(file.path(), file.lastGood())) {
                assertEquals(
                        mode + " 4711 4712",
                        mode(each) + " " + Files.getAttribute(each, "unix:gid") + " "
                                + Files.getAttribute(each, "unix:uid"));
            }
        }
    }

    /** An ACL of a user who may read it (acl(5)), as the kernel keeps it. */
    @Test
    void anAclIsKept() throws IOException {
        ConfigurationFile file = written();
        String before = python(acl(file.path()) + ";" + show(file.path()));
        assertTrue(before.length() > 40, before);
        file.save(Saves.removing(0));
        assertEquals(before, python(show(file.path())));
        assertEquals(before, python(show(file.lastGood())));
    }

    @Test
    void inTheFolderOfAMachineAnAclIsKeptToo() throws IOException {
        Path real = written().path();
        String before = python(acl(real) + ";" + show(real));
        ConfigurationFile file = ConfigurationFile.of(new Sysroot(folder), real);
        file.save(Saves.removing(0));
        assertEquals(before, python(show(real)));
        assertEquals(before, python(show(file.lastGood())));
    }

    private static String acl(Path file) {
        return "import os,struct;os.setxattr('" + file + "','system.posix_acl_access',struct.pack('<I',2)+b''.join("
                + "struct.pack('<HHI',*e) for e in "
                + "[(1,6,2**32-1),(2,4,4711),(4,0,2**32-1),(16,4,2**32-1),(32,0,2**32-1)]))";
    }

    private static String show(Path file) {
        return "import os;print(os.getxattr('" + file + "','system.posix_acl_access').hex())";
    }

    private static String python(String program) throws IOException {
        Process process = new ProcessBuilder("python3", "-c", program)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.onExit().join().exitValue());
        return out;
    }

    /** Positions are those of the file that was read, and another entry may stand there by now. */
    @Test
    void anEditThatWasMadeOfAnotherTextIsNotSaved() throws IOException {
        ConfigurationFile file = written();
        Configuration planned = file.load().configuration();
        file.save(Saves.removing(0));
        String now = Files.readString(file.path());
        ContradictionException refused =
                assertThrows(ContradictionException.class, () -> file.save(Saves.removing(0), planned));
        assertTrue(refused.getMessage().contains("has been changed since; run this again"), refused.getMessage());
        assertEquals(now, Files.readString(file.path()));
        file.save(Saves.removing(0), file.load().configuration());
    }

    /** An editor saves while the new version is written beside. */
    @Test
    void whatAnEditorSavesMeanwhileStays() throws IOException {
        ConfigurationFile real = written();
        String edited = Saves.WHOLE.replace("\"ports\"", "\"note\": 1, \"ports\"");
        ConfigurationFile file =
                new ConfigurationFile(real.path(), new EditorDisk(new FileDisk(), real.path(), edited));
        assertThrows(ContradictionException.class, () -> file.save(Saves.removing(0)));
        assertEquals(edited, Files.readString(real.path()));
        assertEquals(
                Set.of("config.json", "config.json.last"), names(real.path().getParent()));
    }
}
