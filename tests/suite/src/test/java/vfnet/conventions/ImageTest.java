// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Outcome;

/** The image as a user has it: wherever it is, whatever its environment, it lists. */
@Tag("slow")
class ImageTest {
    private static final Outcome TABLE = Cli.run("--sysroot", Image.X550, "list");
    private static final Outcome JSON = Cli.run("--sysroot", Image.X550, "list", "--json");

    private static void assertLists(Outcome expected, Outcome actual) {
        assertEquals(expected.out(), actual.out(), actual.toString());
        assertArrayEquals(expected.stdout(), actual.stdout());
        assertEquals(0, actual.status(), actual.toString());
    }

    private static void assertListsQuietly(Path home) {
        for (Map.Entry<String, Outcome> form :
                Map.of("", TABLE, " --json", JSON).entrySet()) {
            Outcome list = Image.shell(home, "\"$VFNET\" --sysroot \"$X550\" list" + form.getKey());
            assertLists(form.getValue(), list);
            assertEquals("", list.err());
        }
    }

    @Test
    void theImageListsAsTheModulesDo() {
        assertListsQuietly(Image.HOME);
    }

    @Test
    void aMistakeHasTheSameStatusAndWords() {
        Outcome expected = Cli.run("--sysroot", Image.X550, "list", "eth9");
        Outcome actual = Image.shell(Image.HOME, "\"$VFNET\" --sysroot \"$X550\" list eth9");
        assertEquals(2, actual.status());
        assertEquals(expected.err(), actual.err());
        assertEquals("", actual.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "list --help", "--version", "capture --help"})
    void helpNeedsNothingThatTheImageLacks(String words) {
        Outcome help = Image.shell(Image.HOME, "\"$VFNET\" " + words);
        assertLists(Cli.run(words.split(" ")), help);
        assertEquals("", help.err());
    }

    @Test
    void aCaptureIsMadeByTheImage() {
        Outcome expected = Cli.run("--sysroot", Image.X550, "capture");
        assertLists(expected, Image.shell(Image.HOME, "\"$VFNET\" --sysroot \"$X550\" capture"));
    }

    @Test
    void aCopyElsewhereLists(@TempDir Path folder) {
        assertListsQuietly(Image.copy(folder));
    }

    @Test
    void behindASymbolicLinkItLists(@TempDir Path folder) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("vfnet"), Path.of(Image.command(Image.HOME)));
        Path second = Files.createSymbolicLink(folder.resolve("again"), Path.of("vfnet"));
        for (String how : List.of(
                "\"" + second + "\"",
                "cd /; \"" + link + "\"",
                "cd \"" + folder + "\"; ./vfnet",
                "PATH=\"" + folder + ":$PATH\"; vfnet",
                "cd \"" + folder + "\"; PATH=.:$PATH; again")) {
            assertLists(TABLE, Image.shell(Image.HOME, how + " --sysroot \"$X550\" list"));
        }
    }

    @Test
    void withoutAnyEnvironmentItLists() {
        assertLists(
                TABLE, Image.run(Map.of(), "env", "-i", Image.command(Image.HOME), "--sysroot", Image.X550, "list"));
    }

    @Test
    void namesThatAreNotAsciiAreReadInAnyLocale(@TempDir Path folder) throws IOException {
        Path machine = folder.resolve("k\u00f6ln.machine");
        Files.writeString(machine, Files.readString(Path.of(Image.X550)).replace("enp1s0f1", "k\u00f6ln0"));
        Outcome expected = Cli.run("--sysroot", machine.toString(), "list");
        assertTrue(expected.out().contains("k\u00f6ln0"));
        for (String locale : List.of("C", "C.UTF-8", "POSIX", "xx_YY")) {
            Outcome list = Image.run(
                    Map.of(),
                    "env",
                    "-i",
                    "LC_ALL=" + locale,
                    Image.command(Image.HOME),
                    "--sysroot",
                    machine.toString(),
                    "list");
            assertEquals(expected.out(), list.out(), locale + ": " + list);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "empty", "truncated", "of noise", "with a flipped byte", "of text"})
    void withABrokenCacheStdoutIsTheSame(String kind, @TempDir Path folder) throws IOException {
        Path home = Image.copy(folder);
        Path cache = Image.cache(home);
        byte[] good = Files.readAllBytes(cache);
        Files.delete(cache);
        switch (kind) {
            case "deleted" -> assertFalse(Files.exists(cache));
            case "empty" -> Files.write(cache, new byte[0]);
            case "truncated" -> Files.write(cache, Arrays.copyOf(good, good.length / 2));
            case "of noise" -> Files.write(cache, noise(good.length));
            case "with a flipped byte" -> Files.write(cache, flipped(good));
            default -> Files.writeString(cache, "no cache\n");
        }
        assertLists(TABLE, Image.shell(home, "\"$VFNET\" --sysroot \"$X550\" list"));
        assertLists(JSON, Image.shell(home, "\"$VFNET\" --sysroot \"$X550\" list --json"));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(1).nextBytes(noise);
        return noise;
    }

    /** In its header, where versions and sizes are. */
    private static byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[40] ^= 0x10;
        return copy;
    }

    @Test
    void optionsForJavaInTheEnvironmentLeaveStdoutClean() {
        String noise = "-Xlog:all=info:stdout -XX:+PrintFlagsFinal -Dvfnet.noise=1";
        for (String variable :
                List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "JAVA_HOME")) {
            Outcome list = Image.shell(
                    Image.HOME,
                    variable + "='" + noise + "'; export " + variable + "; \"$VFNET\" --sysroot \"$X550\" list --json");
            assertLists(JSON, list);
        }
    }

    @Test
    void theHostItselfIsListed() {
        Outcome list = Image.shell(Image.HOME, "\"$VFNET\" list --json");
        assertEquals(0, list.status(), list.toString());
        assertEquals(List.of(), ListSchema.complaints(ListSchema.read(list.out())));
        assertEquals(0, Image.shell(Image.HOME, "\"$VFNET\"").status());
    }

    @Test
    void theVariableNamesAMachine() {
        assertLists(TABLE, Image.shell(Image.HOME, "VFNET_SYSROOT=\"$X550\" \"$VFNET\""));
    }

    /** All third-party content of the image is in NOTICES.md, with its license beside it. */
    @Test
    void theNoticesNameEveryLibraryOfTheImage() throws IOException {
        String notices = Files.readString(Image.HOME.resolve("legal/NOTICES.md"));
        Outcome modules = Image.run(Map.of(), Image.HOME.resolve("bin/java").toString(), "--list-modules");
        List<String> libraries = modules.out()
                .lines()
                .map(line -> line.replaceFirst("[@ ].*", ""))
                .filter(module -> !module.startsWith("java.") && !module.startsWith("vfnet."))
                // Three jars of one project, under one licence.
                .map(module -> module.replaceFirst("^org\\.jline\\..*", "org.jline"))
                .distinct()
                .toList();
        List<String> folders;
        try (Stream<Path> files = Files.list(Image.HOME.resolve("legal"))) {
            folders = files.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("java.") && !name.equals("vfnet"))
                    .toList();
        }
        assertEquals(libraries.size(), folders.size(), libraries + " and " + folders);
        for (String folder : folders) {
            assertTrue(notices.contains("`legal/" + folder + "/"), folder + " is missing in " + notices);
        }
    }
}
