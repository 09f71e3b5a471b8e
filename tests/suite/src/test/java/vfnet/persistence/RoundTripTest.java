// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quicktheories.QuickTheory;
import vfnet.model.desired.SavedPort;

/** What is read is what was saved, whatever it is. */
class RoundTripTest {

    private static QuickTheory qt(int examples) {
        return QuickTheory.qt().withFixedSeed(20260105).withExamples(examples);
    }

    private static ConfigurationFile saved(List<SavedPort> ports) throws IOException {
        ConfigurationFile file = Saves.nowhere();
        file.save(new ConfigurationEdit(Map.of(), ports));
        return file;
    }

    private static void assertRead(List<SavedPort> ports, ConfigurationFile file) {
        Loaded.Read read = Saves.read(file);
        assertEquals(List.of(), read.flaws());
        assertEquals(List.of(), read.ignored());
        assertEquals(ports, read.configuration().ports());
    }

    @Test
    void whatIsSavedIsReadAgainAndFitsTheSchema() {
        qt(60).forAll(longs().all(), integers().between(0, 6)).checkAssert((seed, count) -> {
            List<SavedPort> ports = MadeUpConfigurations.ports(seed, count);
            try {
                ConfigurationFile file = saved(ports);
                assertRead(ports, file);
                assertEquals(List.of(), ConfigurationSchema.complaints(Files.readString(file.path())));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Whatever was there before, field by field. */
    @Test
    void aConfigurationBecomesAnyOtherOne() {
        qt(150).forAll(
                        longs().all(),
                        longs().all(),
                        integers().between(1, 6),
                        integers().between(0, 6))
                .checkAssert((seed, other, before, after) -> {
                    List<SavedPort> desired = MadeUpConfigurations.ports(other, after);
                    try {
                        ConfigurationFile file = saved(MadeUpConfigurations.ports(seed, before));
                        Map<Integer, Optional<SavedPort>> changed = new HashMap<>();
                        for (int i = 0; i < before; i++) {
                            changed.put(i, i < after ? Optional.of(desired.get(i)) : Optional.empty());
                        }
                        file.save(new ConfigurationEdit(changed, desired.subList(Math.min(before, after), after)));
                        assertRead(desired, file);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Test
    void differencesAreThereExactlyWhereTwoPortsDiffer() {
        qt(500).forAll(longs().all(), longs().all()).checkAssert((seed, other) -> {
            SavedPort one = MadeUpConfigurations.ports(seed, 1).getFirst();
            SavedPort two = MadeUpConfigurations.ports(other, 1).getFirst();
            assertEquals(List.of(), Difference.between(one, one));
            assertEquals(one.equals(two), Difference.between(one, two).isEmpty());
            assertEquals(
                    Difference.between(one, two).stream()
                            .map(each -> new Difference(each.vf(), each.field(), each.to(), each.from()))
                            .toList(),
                    Difference.between(two, one));
        });
    }
}
