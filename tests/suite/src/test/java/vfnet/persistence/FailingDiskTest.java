// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vfnet.suite.Machines;

/** Each single operation of a save fails once: the old configuration is there, byte for byte, and nothing beside it. */
class FailingDiskTest {
    private final Path directory = Machines.memory().resolveSibling("vfnet");
    private final Path config = directory.resolve("config.json");

    /** Does {@code left} operations and fails from then on, all of them or that one alone. */
    private static Disk failing(int left, boolean forGood, List<String> done) {
        Disk real = new FileDisk();
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (_, method, arguments) -> {
                    // A read changes nothing when it fails.
                    boolean changes = !method.isDefault();
                    if (changes) {
                        done.add(method.getName());
                    }
                    if (changes && done.size() == left + 1 || changes && forGood && done.size() > left) {
                        throw new FileSystemException(arguments[0].toString(), null, "Input/output error");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The operations of a save, as far as it came. */
    private List<String> save(int left, boolean forGood) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(config, Saves.WHOLE);
        List<String> done = new ArrayList<>();
        new ConfigurationFile(config, failing(left, forGood, done)).save(Saves.adding(Saves.port("eth9", 9)));
        return done;
    }

    @Test
    void whateverFailsTheOldOneIsThereAndNothingIsInTheWay() throws IOException {
        List<String> all = save(1000, false);
        int lastReplace = all.lastIndexOf("replace");
        assertEquals(
                List.of("makeDirectories", "write", "force", "replace", "write", "force", "replace", "forceDirectory"),
                all);
        for (int left = 0; left <= lastReplace; left++) {
            int at = left;
            IOException failure = assertThrows(IOException.class, () -> save(at, false), all.get(left));
            assertTrue(failure.getMessage().contains("Input/output error"), failure.getMessage());
            assertEquals(Saves.WHOLE, Files.readString(config), all.get(left));
            assertFalse(Files.exists(directory.resolve("config.json.new")), all.get(left));
            new ConfigurationFile(config).save(Saves.adding(Saves.port("eth9", 9)));
            assertEquals(
                    4,
                    new ConfigurationFile(config).load().configuration().ports().size());
        }
    }

    @Test
    void whereNothingWorksAnyMoreTheFirstFailureIsTold() throws IOException {
        for (int left = 0; left < 6; left++) {
            int at = left;
            IOException failure = assertThrows(IOException.class, () -> save(at, true));
            assertEquals(1, failure.getSuppressed().length, "what could not be cleaned up stands behind it");
            assertEquals(Saves.WHOLE, Files.readString(config));
        }
    }

    @Test
    void aDirectoryThatCannotBeForcedIsSaidToBeThatAndNoMore() {
        NotDurableException failure =
                assertInstanceOf(NotDurableException.class, assertThrows(IOException.class, () -> save(7, false)));
        assertTrue(failure.getMessage().contains("Input/output error"), failure.getMessage());
        assertEquals(
                4, new ConfigurationFile(config).load().configuration().ports().size(), "the new one is there");
    }
}
