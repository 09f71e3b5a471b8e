// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Classes that all need each other can only be understood, moved and tested together: the build keeps such groups
 * small.
 */
@Tag("slow")
class ReferenceCyclesTest {
    private static final int MAX_CLASSES = 3;
    private static final int MAX_CLASSES_OF_A_PACKAGE = 25;
    /**
     * A line of jdeps: {@code vfnet.operations.view.Rows -> vfnet.operations.view.PfRow vfnet-cli-0.2.0.jar}; nested
     * classes count as their outer one.
     */
    private static final Pattern REFERENCE = Pattern.compile(" +(vfnet\\.[\\w.]+)\\S* +-> (vfnet\\.[\\w.]+)\\S*.*");

    static List<String> modules() throws IOException {
        return Conventions.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noMoreThanAFewClassesOfAModuleNeedEachOther(String module) {
        Map<String, Set<String>> references = references(module);
        for (String name : references.keySet()) {
            Set<String> cycle = cycle(name, references);
            assertTrue(cycle.size() <= MAX_CLASSES, () -> cycle.size() + " classes reference each other: " + cycle);
        }
    }

    /** Packages that need each other are really one package. */
    @ParameterizedTest
    @MethodSource("modules")
    void noPackagesNeedEachOther(String module) {
        Map<String, Set<String>> packages = new TreeMap<>();
        references(module)
                .forEach((name, others) -> others.stream()
                        .map(ReferenceCyclesTest::packageOf)
                        .filter(other -> !other.equals(packageOf(name)))
                        .forEach(other -> packages.computeIfAbsent(packageOf(name), unused -> new TreeSet<>())
                                .add(other)));
        for (String name : packages.keySet()) {
            assertEquals(Set.of(), cycle(name, packages));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aPackageHasRoomForNoMoreThanItCanExplain(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("modules", module, "src/main/java/vfnet"))) {
            Map<Path, Long> classes = files.filter(
                            file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            classes.forEach(
                    (folder, number) -> assertTrue(number <= MAX_CLASSES_OF_A_PACKAGE, () -> folder + ": " + number));
        }
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    @Test
    void aCycleIsSeen() {
        Map<String, Set<String>> references =
                Map.of("a", Set.of("b", "d"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("e"));
        assertEquals(Set.of("a", "b", "c"), cycle("a", references));
        assertEquals(Set.of(), cycle("d", references));
    }

    /** Jdeps leaves references within a package out unless it is told not to filter. */
    private static Map<String, Set<String>> references(String module) {
        Path classes = Path.of("modules", module, "target/classes/vfnet");
        Map<String, Set<String>> references = new TreeMap<>();
        JdkTool.output("jdeps", List.of("-verbose:class", "-filter:none", "--ignore-missing-deps", classes.toString()))
                .lines()
                .map(REFERENCE::matcher)
                .filter(line -> line.matches() && !line.group(1).equals(line.group(2)))
                .forEach(line -> references
                        .computeIfAbsent(line.group(1), name -> new TreeSet<>())
                        .add(line.group(2)));
        assertTrue(!references.isEmpty(), module + ": jdeps names no reference");
        return references;
    }

    /** What a class leads to that leads back to it, and itself; empty where nothing does. */
    private static Set<String> cycle(String name, Map<String, Set<String>> references) {
        Set<String> cycle = new TreeSet<>();
        for (String reached : reachable(name, references)) {
            if (reachable(reached, references).contains(name)) {
                cycle.add(reached);
            }
        }
        return cycle;
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> references) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(references.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(references.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
