// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/** The image's classes have in bytecode what javac leaves to run time: they must behave the same. */
@Tag("slow")
class ClassDesugaringTest {
    private static final String SAMPLES = "tests/suite/src/test/desugared/sample";
    private static final String RECORDS = "java/lang/runtime/ObjectMethods";
    private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private static String told(Path classes) throws Exception {
        StringBuilder told = new StringBuilder();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            for (String name : List.of("sample.Sample", "sample.Lambdas")) {
                told.append(loader.loadClass(name).getMethod("everything").invoke(null));
            }
        }
        return told.toString();
    }

    @Test
    void whatIsWrittenOutSaysTheSame(@TempDir Path folder) throws Exception {
        Path modules = Files.createDirectories(folder.resolve("modules"));
        Path own = modules.resolve("vfnet.sample");
        assertEquals(
                "",
                JdkTool.run(
                        "javac", List.of("-d", own.toString(), SAMPLES + "/Sample.java", SAMPLES + "/Lambdas.java")));
        String before = told(own);
        assertTrue(asking(own, RECORDS).size() > 3);
        assertTrue(asking(own, LAMBDAS).size() > 3);

        Path program = folder.resolve("program");
        List<String> arguments = new ArrayList<>(List.of("-d", program.toString()));
        try (Stream<Path> sources = Files.list(Path.of("jlink/src/image"))) {
            sources.forEach(file -> arguments.add(file.toString()));
        }
        assertEquals("", JdkTool.run("javac", arguments));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {program.toUri().toURL()})) {
            var change = loader.loadClass("image.ClassDesugaring").getDeclaredMethod("in", Path.class);
            change.setAccessible(true);
            change.invoke(null, modules);
        }
        assertEquals(before, told(own));
        assertNotEquals("", before);
        assertEquals(List.of(), asking(own, RECORDS));
        assertEquals(List.of("Sample.class"), asking(own, SWITCHES), "a switch over constants stays");
        assertEquals(
                List.of("Lambdas$Base.class", "Lambdas$Shape.class", "Lambdas.class"),
                asking(own, LAMBDAS).stream().sorted().toList(),
                "a private method that a class could override stays private, and what is serializable stays so");
    }

    /** The names of the class files that make a class of Java generate something for them. */
    private static List<String> asking(Path root, String bootstrap) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> asking = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(bootstrap)) {
                    asking.add(file.getFileName().toString());
                }
            }
            return asking;
        }
    }

    @Test
    void theImageHasNoRecordAndHardlyALambdaThatIsMadeAtRunTime(@TempDir Path folder) throws IOException {
        Outcome extracted = Image.run(
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "jimage").toString(),
                "extract",
                "--dir",
                folder.toString(),
                "--include",
                "regex:/vfnet\\..*",
                Image.HOME.resolve("lib/modules").toString());
        assertEquals(0, extracted.status(), extracted.toString());
        try (Stream<Path> modules = Files.list(folder)) {
            List<Path> own = modules.filter(
                            module -> module.getFileName().toString().startsWith("vfnet."))
                    .toList();
            assertFalse(own.isEmpty());
            for (Path module : own) {
                assertEquals(List.of(), asking(module, RECORDS), module.toString());
                assertTrue(asking(module, LAMBDAS).size() < 3, module.toString());
            }
        }
    }
}
