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
    private static final String SAMPLE = """
            package sample;
            import java.util.*;
            public class Sample {
                sealed interface Shape {}
                record Circle(double radius) implements Shape {}
                record Named(String name, Shape inner) implements Shape {}
                record Empty() implements Shape {}
                record All(boolean z, byte b, short s, char c, int i, long l, float f, double d, String text, int[] array,
                        List<String> list) {}
                enum Colour { RED, GREEN }

                static String name(Object any) {
                    return switch (any) {
                        case null -> "null";
                        case Named(String name, Circle(double radius)) when radius > 1 -> name + radius;
                        case Named(String name, Named inner) -> name + " of " + name(inner);
                        case Named named -> "named " + named.name();
                        case Circle(double radius) -> "circle " + radius;
                        case Empty empty -> empty.toString();
                        case String text when text.length() > 3 -> "long " + text;
                        case String text -> text;
                        case Integer number -> "integer " + number;
                        case int[] array -> "array " + array.length;
                        case Colour colour when colour == Colour.RED -> "red";
                        default -> "else";
                    };
                }

                static String constant(Object any) {
                    return switch (any) {
                        case Colour.RED -> "RED";
                        case Colour colour -> "colour";
                        default -> "else";
                    };
                }

                interface Inside {
                    static String word(Object any) {
                        return switch (any) { case Long l -> "long"; case Number n -> "number"; default -> "none"; };
                    }
                }

                public static String everything() {
                    StringBuilder told = new StringBuilder();
                    List<Object> objects = Arrays.asList(null, new Named("a", new Circle(2)), new Named("a", new Circle(1)),
                            new Named("b", new Named("c", new Empty())), new Empty(), new Circle(Double.NaN), "long one", "abc",
                            7, new int[3], Colour.RED, Colour.GREEN, 9L, 1.5f);
                    for (Object each : objects) {
                        told.append(name(each)).append('|').append(each == null ? "" : constant(each) + Inside.word(each)).append('\\n');
                    }
                    int[] array = {1};
                    List<All> alls = List.of(
                            new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 40, 5f, 6.5, "t", array, List.of("q")),
                            new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 40, 5f, 6.5, "t", array, List.of("q")),
                            new All(false, (byte) -1, (short) -2, 'x', 3, 4L << 40, 5f, 6.5, "t", array, List.of("q")),
                            new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 41, Float.NaN, 0.0, null, array, null),
                            new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 41, Float.NaN, -0.0, null, array, null),
                            new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 41, Float.NaN, 0.0, null, array, null));
                    for (All one : alls) {
                        told.append(one.hashCode() - Objects.hashCode(array) * 31).append(' ')
                                .append(one.toString().replaceAll("@[0-9a-f]+", "@")).append(one.equals(null)).append(one.equals("t"));
                        alls.forEach(other -> told.append(one.equals(other) ? '1' : '0'));
                        told.append('\\n');
                    }
                    told.append(new Empty().hashCode()).append(new Empty().equals(new Empty())).append(new Empty());
                    told.append(new Circle(Double.NaN).equals(new Circle(Double.NaN)));
                    return told.toString();
                }
            }
            """;

    private static String told(Path classes) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            return (String)
                    loader.loadClass("sample.Sample").getMethod("everything").invoke(null);
        }
    }

    @Test
    void whatIsWrittenOutSaysTheSame(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("Sample.java"), SAMPLE);
        Path modules = Files.createDirectories(folder.resolve("modules"));
        Path own = modules.resolve("vfnet.sample");
        assertEquals("", JdkTool.run("javac", List.of("-d", own.toString(), source.toString())));
        String before = told(own);
        assertTrue(asking(own, "ObjectMethods").size() > 3);

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
        assertEquals(List.of(), asking(own, "ObjectMethods"));
        assertEquals(List.of("Sample.class"), asking(own, "SwitchBootstraps"), "a switch over constants stays");
    }

    /** The names of the class files that make a class of java.lang.runtime generate something for them. */
    private static List<String> asking(Path root, String bootstrap) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> asking = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .contains("java/lang/runtime/" + bootstrap)) {
                    asking.add(file.getFileName().toString());
                }
            }
            return asking;
        }
    }

    @Test
    void theImageHasNoRecordThatIsMadeAtRunTime(@TempDir Path folder) throws IOException {
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
                assertEquals(List.of(), asking(module, "ObjectMethods"), module.toString());
            }
        }
    }
}
