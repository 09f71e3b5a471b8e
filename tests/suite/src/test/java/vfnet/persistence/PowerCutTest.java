// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.suite.Machines;

/**
 * The power fails after each operation of a save, and within it: the old configuration is there or the new one,
 * complete.
 */
class PowerCutTest {
    private static final String NAME = "config.json";
    private static final SavedPort ADDED = Saves.port("eth9", 9);
    private static final Configuration OLD = Saves.whole();
    private static final Configuration NEW = with(OLD, ADDED);
    private static final Map<String, String> SAVED =
            Map.of(NAME, Saves.WHOLE, NAME + ".last", "{\"version\":1,\"ports\":[]}");

    private static Configuration with(Configuration configuration, SavedPort port) {
        List<SavedPort> ports = new ArrayList<>(configuration.ports());
        ports.add(port);
        return new Configuration(ports);
    }

    /** What a save of one more port, by a disk that leaves something out, could leave at each moment. */
    private static List<PowerCutDisk.Moment> moments(Map<String, String> files, String leftOut) throws IOException {
        Path directory = Machines.memory().resolveSibling("vfnet");
        PowerCutDisk disk = new PowerCutDisk(directory, files);
        new ConfigurationFile(directory.resolve(NAME), new CarelessDisk(disk, leftOut)).save(Saves.adding(ADDED));
        return disk.moments();
    }

    /** Every configuration that could be read at that moment; empty for one that is missing or invalid. */
    private static Set<Optional<Configuration>> readable(PowerCutDisk.Moment moment, String name) {
        Set<Optional<Configuration>> all = new HashSet<>();
        for (Optional<byte[]> content : moment.possible().getOrDefault(name, List.of(Optional.empty()))) {
            all.add(content.map(Saves::load)
                    .filter(loaded ->
                            loaded instanceof Loaded.Read read && read.flaws().isEmpty())
                    .map(Loaded::configuration));
        }
        return all;
    }

    @Test
    void atEachMomentTheOldOneIsThereOrTheNewOne() throws IOException {
        List<PowerCutDisk.Moment> moments = moments(SAVED, "");
        for (PowerCutDisk.Moment moment : moments) {
            Set<Optional<Configuration>> readable = readable(moment, NAME);
            assertTrue(Set.of(Optional.of(OLD), Optional.of(NEW)).containsAll(readable), "after " + moment.after());
        }
        assertEquals(Set.of(Optional.of(OLD)), readable(moments.getFirst(), NAME));
        assertEquals(
                Set.of(Optional.of(NEW)), readable(moments.getLast(), NAME), "once it has returned it is on the disk");
    }

    @Test
    void atEachMomentTheVersionBesideItIsWhole() throws IOException {
        for (PowerCutDisk.Moment moment : moments(SAVED, "")) {
            Set<Optional<Configuration>> readable = readable(moment, NAME + ".last");
            assertTrue(
                    Set.of(Optional.of(OLD), Optional.of(Configuration.EMPTY)).containsAll(readable),
                    "after " + moment.after());
        }
    }

    @Test
    void theFirstSaveOfAllIsThereOrNot() throws IOException {
        for (PowerCutDisk.Moment moment : moments(Map.of(), "")) {
            for (Optional<byte[]> content : moment.possible().getOrDefault(NAME, List.of(Optional.empty()))) {
                assertTrue(
                        content.isEmpty()
                                || Saves.load(content.get())
                                        .configuration()
                                        .ports()
                                        .equals(List.of(ADDED)),
                        "after " + moment.after());
            }
        }
    }

    /** After the power comes back nothing blocks the next save, whatever is there. */
    @Test
    void afterEachMomentTheNextSaveWorks() throws IOException {
        for (PowerCutDisk.Moment moment : moments(SAVED, "")) {
            for (Optional<byte[]> config : moment.possible().get(NAME)) {
                Path directory = Files.createDirectories(Machines.memory().resolveSibling("vfnet"));
                Files.write(directory.resolve(NAME), config.orElseThrow());
                for (Optional<byte[]> rest : moment.possible().getOrDefault(NAME + ".new", List.of(Optional.empty()))) {
                    if (rest.isPresent()) {
                        Files.write(directory.resolve(NAME + ".new"), rest.get());
                    }
                    ConfigurationFile file = new ConfigurationFile(directory.resolve(NAME));
                    Configuration before = file.load().configuration();
                    file.save(Saves.adding(Saves.port("eth10", 1)));
                    assertEquals(
                            with(before, Saves.port("eth10", 1)), file.load().configuration());
                    assertFalse(Files.exists(directory.resolve(NAME + ".new")));
                    file.save(Saves.removing(before.ports().size()));
                }
            }
        }
    }

    /** Proves the tests above: with any of these left out the power failure loses something. */
    @ParameterizedTest
    @CsvSource({
        "force config.json.new, config.json",
        "force config.json.new, config.json.last",
        "forceDirectory, config.json",
        "replace, config.json"
    })
    void whereSomethingIsLeftOutSomethingIsLost(String leftOut, String loses) throws IOException {
        List<PowerCutDisk.Moment> moments = moments(SAVED, leftOut);
        boolean broken =
                moments.stream().anyMatch(moment -> readable(moment, loses).contains(Optional.empty()));
        boolean late = !readable(moments.getLast(), NAME).equals(Set.of(Optional.of(NEW)));
        assertTrue(broken || late, "without " + leftOut);
    }
}
