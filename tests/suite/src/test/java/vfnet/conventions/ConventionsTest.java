// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.cli.syntax.Version;
import vfnet.suite.Cli;

/** Conventions of the project that a compiler does not check. */
class ConventionsTest {
    private static final int LONGEST_CLASS = 230;
    private static final int LONGEST_METHOD = 40;
    private static final int LONGEST_LINE = 120;
    private static final String LICENCE = "(//|#) SPDX-License-Identifier: LGPL-3\\.0-or-later";
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\".*?\"\"\"", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern KERNEL_PATH = Pattern.compile("\"/?(sys|proc)/[^\"]*\"|\"/(sys|proc)\"");
    /** Where such a path is not resolved under a root: texts for people, a pattern. */
    private static final Set<String> EXEMPT = Set.of(
            "PfRow.java \"/sys/class/net/\"",
            "PfRow.java \"/sys/bus/pci/devices/\"",
            "VfRow.java \"/sys/class/net/\"",
            "VfRow.java \"/sys/bus/pci/devices/\"",
            "VfioWalk.java \"/proc/1/fd\"",
            "MachinePath.java \"/proc/[0-9]+(/task/[0-9]+)?/fd\"",
            "Capture.java \"proc/sys/kernel\"",
            "SriovText.java \"/sys/\"",
            "SysfsNames.java \"/sys/\"",
            "SysfsNames.java \"/sys/class/net/\"",
            "SysfsNames.java \"/sys/bus/pci/devices/\"",
            "SysfsNames.java \"/sys/devices/\"",
            "SriovText.java \"/proc/\"");

    private static String code(Path file) throws IOException {
        return COMMENT.matcher(Files.readString(file)).replaceAll("");
    }

    /** Where the pattern occurs in the product's code, without comments. */
    private static List<String> findings(String regex, Predicate<Path> among) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        List<String> found = new ArrayList<>();
        for (Path file : Conventions.productSources()) {
            if (among.test(file)) {
                pattern.matcher(code(file)).results().forEach(match -> found.add(file + ": " + match.group()));
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "System\\.exit; a command ends by its exit code, through Main",
                "printStackTrace; errors are lines for people; --debug prints traces",
                "System\\.(out|err)\\b; output goes where run(Host, args, out, err) says",
                "System\\.(getenv|getProperty)\\(\"(?!java\\.io\\.tmpdir); the environment comes with the Host",
                "new File\\(; java.nio.file alone, so that any file system will do",
                "\\.toFile\\(\\); java.nio.file alone, so that any file system will do",
                "Thread\\.sleep; wait for what happens and not for time",
                "return null\\b; Optional or Reading",
                "String\\.format\\(|\\.formatted\\(; Formatter loads dozens of classes",
                "catch \\((Exception|Throwable|Error) ; catch what is thrown",
                "@SuppressWarnings(?!\\(\"module\"\\)); fix what it warns of; only a module may be compiled before "
                        + "those it is open to",
                "\\bassert\\b; assertions are off where it matters",
                "java\\.util\\.logging|System\\.Logger; one line on stderr is enough"
            })
    void theProductDoesWithout(String regex, String instead) throws IOException {
        assertEquals(
                List.of(), findings(regex, file -> !file.endsWith("Main.java") || !regex.contains("getenv")), instead);
    }

    @Test
    void hostProgramAloneStartsProcesses() throws IOException {
        assertEquals(List.of(), findings("new ProcessBuilder|\\.exec\\(", file -> !file.endsWith("HostProgram.java")));
    }

    @Test
    void kernelPathsStandInSysrootAlone() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Conventions.productSources()) {
            String name = file.getFileName().toString();
            KERNEL_PATH
                    .matcher(code(file))
                    .results()
                    .map(match -> name + " " + match.group())
                    .filter(finding -> !name.equals("Sysroot.java") && !EXEMPT.contains(finding))
                    .forEach(found::add);
        }
        assertEquals(List.of(), found, "ask Sysroot for the place");
    }

    @Test
    void noPathIsMadeFromTextOutsideSysrootAndTheCommandLine() throws IOException {
        assertEquals(List.of(), findings("Path\\.of\\(\"(?!/\")[^)]*\\)", file -> true));
    }

    @Test
    void noPathLeavesItsRootByALeadingSlash() throws IOException {
        assertEquals(List.of(), findings("\\.resolve(Sibling)?\\(\"/", file -> true));
    }

    @Test
    void classesAndMethodsAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Conventions.allSources()) {
            List<String> lines = Files.readAllLines(file);
            // Neither Javadoc nor imports nor blank lines make it longer.
            long code = lines.stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("/**") && !line.startsWith("*"))
                    .filter(line -> !line.startsWith("import "))
                    .count();
            if (code > LONGEST_CLASS) {
                found.add(file + " has " + code + " lines");
            }
            found.addAll(longMethods(file, lines));
        }
        assertEquals(List.of(), found);
    }

    /** From a method's opening brace to its closing one, by indentation. Tables of constants are no methods. */
    private static List<String> longMethods(Path file, List<String> lines) {
        List<String> found = new ArrayList<>();
        int header = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(" {4}[^ /*@})].*")) {
                header = lines.get(i).matches(".*(;|= \\{)") ? -1 : i;
            } else if (lines.get(i).equals("    }") && header >= 0) {
                int body = bodyStart(lines, header);
                boolean isMethod = lines.get(body - 1).contains(")") && !isTable(lines.subList(body, i));
                if (isMethod && i - body > LONGEST_METHOD) {
                    found.add(file + ":" + (header + 1) + " is " + (i - body) + " lines long");
                }
                header = -1;
            }
        }
        return found;
    }

    /** A single expression that chooses or lists. */
    private static boolean isTable(List<String> body) {
        return body.getFirst().matches(" {8}return (switch|Stream\\.of) ?\\(.*")
                && body.stream().filter(line -> line.matches(" {8}[^ })].*")).count() == 1;
    }

    private static int bodyStart(List<String> lines, int header) {
        int line = header;
        while (!lines.get(line).endsWith("{")) {
            line++;
        }
        return line + 1;
    }

    /** Texts that are printed verbatim may be wider. */
    @Test
    void linesFitAnEditor() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Conventions.allSources()) {
            String code = TEXT_BLOCK.matcher(Files.readString(file)).replaceAll("");
            code.lines()
                    .filter(line -> line.length() > LONGEST_LINE)
                    .map(line -> file + ": " + line.strip())
                    .forEach(found::add);
        }
        assertEquals(List.of(), found);
    }

    @Test
    void everySourceNamesItsLicence() throws IOException {
        List<Path> without = new ArrayList<>();
        for (Path file : Conventions.licensedFiles()) {
            if (Files.readAllLines(file).stream().limit(2).noneMatch(line -> line.matches(LICENCE))) {
                without.add(file);
            }
        }
        assertEquals(List.of(), without, "scripts/format gives Java sources theirs");
    }

    @Test
    void nothingIsLeftToDo() throws IOException {
        Pattern leftOver = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
        for (Path file : Conventions.allSources()) {
            assertEquals(
                    List.of(),
                    leftOver.matcher(Files.readString(file))
                            .results()
                            .map(match -> match.group())
                            .toList(),
                    file.toString());
        }
    }

    @Test
    void noTestIsSwitchedOff() throws IOException {
        Pattern off = Pattern.compile("@Dis" + "abled|assume(True|False|That)\\(|@Enabled(If|On)");
        for (Path file : Conventions.allSources()) {
            // Interfaces and namespaces require root, and a kernel that has them.
            if (file.endsWith("RealHost.java")) {
                continue;
            }
            assertTrue(off.matcher(Files.readString(file)).results().findAny().isEmpty(), file.toString());
        }
    }

    /** Folders of a developer's machine. */
    @Test
    void noFileNamesAWorkplace() throws IOException {
        Pattern workplace = Pattern.compile("/(wo" + "rk|ro" + "ot|ho" + "me/[a-z]+|tmp/h[0-9])/");
        List<String> found = new ArrayList<>();
        for (Path file : textFiles()) {
            if (workplace.matcher(Files.readString(file)).find()) {
                found.add(file.toString());
            }
        }
        assertEquals(List.of(), found);
    }

    private static List<Path> textFiles() throws IOException {
        Pattern text =
                Pattern.compile(".*\\.(java|xml|md|json|txt|machine|properties)|.*/scripts/[a-z-]+|.*/\\.ci/run");
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("modules", "tests", "jlink", "scripts", ".ci", "README.md", "pom.xml")) {
            if (Files.exists(Path.of(folder))) {
                try (Stream<Path> all = Files.walk(Path.of(folder))) {
                    all.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().contains("/target/"))
                            .filter(file -> text.matcher("/" + file).matches())
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    @Test
    void theVersionIsThePomsVersion() {
        assertEquals("vfnet " + Conventions.VERSION + "\n", Cli.run("--version").out());
    }

    @Test
    void theManualsDateIsThePomsDate() throws IOException {
        assertTrue(
                Files.readString(Path.of("pom.xml")).contains("outputTimestamp>" + Version.DATE + "T"), Version.DATE);
    }

    @Test
    void everyTopLevelClassOfTheProductSaysWhatItIsFor() throws IOException {
        Pattern documented = Pattern.compile("\\*/\\s*(@\\w+(\\([^)]*\\))?\\s*)*(public |final |sealed |abstract )*"
                + "(class|record|interface|enum|module|package|@interface) ");
        for (Path file : Conventions.productSources()) {
            assertTrue(documented.matcher(Files.readString(file)).find(), file + " has no comment on its class");
        }
    }
}
