// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.suite.Expected;

/**
 * The requirements and exports of each module are reviewed: a new {@code requires} or {@code exports} changes a file in
 * git.
 */
class ModuleDescriptorTest {
    private static final Path EXPECTED = Path.of("tests/expected/modules");

    static List<String> modules() throws IOException {
        return Conventions.modules();
    }

    private static ModuleDescriptor descriptor(String module) {
        Path jar = Path.of("modules", module, "target", "vfnet-" + module + "-" + Conventions.VERSION + ".jar");
        assertTrue(Files.exists(jar), jar + " is missing: the suite runs after 'mvn package'");
        return ModuleFinder.of(jar).find("vfnet." + module).orElseThrow().descriptor();
    }

    /** As {@code jar --describe-module} says it, sorted and without the path. */
    private static String described(ModuleDescriptor module) {
        Stream<String> lines = Stream.of(
                        module.requires().stream().map(ModuleDescriptorTest::described),
                        module.exports().stream().map(exports -> "exports " + exports.source() + to(exports.targets())),
                        module.opens().stream().map(opens -> "opens " + opens.source() + to(opens.targets())),
                        module.uses().stream().map(service -> "uses " + service),
                        module.provides().stream()
                                .map(provides -> "provides " + provides.service() + " with " + provides.providers()),
                        module.packages().stream().map(name -> "contains " + name))
                .flatMap(Stream::sorted);
        return module.name() + "\n" + lines.map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Without the version that it was compiled against: a new JDK is no change. */
    private static String described(ModuleDescriptor.Requires requires) {
        String how = requires.modifiers().stream()
                .filter(modifier -> modifier != ModuleDescriptor.Requires.Modifier.MANDATED)
                .map(modifier -> " " + modifier.name().toLowerCase())
                .sorted()
                .collect(Collectors.joining());
        return "requires " + requires.name() + how;
    }

    private static String to(Set<String> targets) {
        return targets.isEmpty() ? "" : targets.stream().sorted().collect(Collectors.joining(", ", " to ", ""));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleIsWhatItsDescriptionInGitSays(String module) throws IOException {
        Path expected = EXPECTED.resolve(module + ".txt");
        String now = described(descriptor(module));
        Expected.assertIs(expected, now);
    }

    @Test
    void everyDescriptionHasAModule() throws IOException {
        try (Stream<Path> files = Files.list(EXPECTED)) {
            assertEquals(
                    Conventions.modules().stream()
                            .map(module -> EXPECTED.resolve(module + ".txt"))
                            .collect(Collectors.toSet()),
                    files.collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleHasPackagesBelowItsOwnNameAlone(String module) {
        String own = "vfnet." + module;
        assertTrue(
                descriptor(module).packages().stream().allMatch(name -> name.equals(own) || name.startsWith(own + ".")),
                () -> descriptor(module).packages().toString());
    }

    /**
     * Each layer may only need those below it: the command line, the use cases, the modules that they compose, the
     * domain types.
     */
    @ParameterizedTest
    @MethodSource("modules")
    void noArrowLeadsToASiblingOrUpwards(String module) {
        Set<String> own = descriptor(module).requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> name.startsWith("vfnet."))
                .collect(Collectors.toSet());
        switch (module) {
            case "cli" -> assertTrue(own.contains("vfnet.operations") && !own.contains("vfnet.cli"));
            case "operations" ->
                assertTrue(
                        own.contains("vfnet.model") && !own.contains("vfnet.cli") && !own.contains("vfnet.operations"));
            case "model" -> assertEquals(Set.of(), own);
            case "system" -> assertEquals(Set.of("vfnet.model"), own);
            default -> assertTrue(Set.of("vfnet.model", "vfnet.system").containsAll(own), () -> own.toString());
        }
    }

    @Test
    void theModelNeedsJavaBaseAlone() {
        assertEquals(
                Set.of("java.base"),
                descriptor("model").requires().stream()
                        .map(ModuleDescriptor.Requires::name)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleIsClosedToReflection(String module) {
        assertEquals(Set.of(), descriptor(module).opens());
        assertTrue(!descriptor(module).isOpen() && !descriptor(module).isAutomatic());
    }
}
