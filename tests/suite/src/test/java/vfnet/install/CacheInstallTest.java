// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vfnet.install.run.Outcome;

/** The installation of an image that comes without a start-up cache. */
class CacheInstallTest {
    private static final String PLACE = FakeSystem.HOME + "/" + System.getProperty("vfnet.version");
    private static final String CACHE = PLACE + "/lib/vfnet.aot";
    private static final String NOTE = "Note: the start-up cache could not be made";

    private FakeSystem system;
    private SortedMap<String, String> before;
    private Path image;

    @BeforeEach
    void makeSystem() throws IOException {
        system = new FakeSystem();
        before = system.tree();
        image = system.imageWithoutCache("arm64", "new");
    }

    private vfnet.suite.Outcome assertDone(String... words) {
        vfnet.suite.Outcome outcome = system.run(image, words);
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.err());
        return outcome;
    }

    @Test
    void getsOneBeforeItIsInUse() throws IOException {
        new InstallRun(system)
                .begins(action -> assertEquals(
                        system.exists(FakeSystem.HOME + "/current"),
                        system.exists(CACHE) && !action.path().endsWith("current")))
                .go(image);
        assertEquals(List.of(system.path(PLACE)), system.cache.trained);
        assertEquals("cache of " + PLACE, system.read(CACHE));
        assertFalse(system.exists(FakeSystem.HOME + "/.new"));
    }

    @Test
    void saysThatItTakesAMoment() throws IOException {
        assertTrue(assertDone("install", "--dry-run").out().contains("  train   " + CACHE + "\n"));
        assertEquals(before, system.tree());
        assertTrue(assertDone("install").out().startsWith("Making the start-up cache for this machine"));
        assertTrue(system.read(FakeSystem.HOME + "/manifest").contains("generated\t" + CACHE + "\n"));
    }

    @Test
    void isUnchangedByASecondRunAndByTheInstalledOne() throws IOException {
        assertDone("install");
        SortedMap<String, String> installed = system.tree();
        assertTrue(assertDone("install").out().contains("nothing was changed"));
        image = system.path(PLACE);
        assertTrue(assertDone("install").out().contains("nothing was changed"));
        assertEquals(installed, system.tree());
        assertEquals(1, system.cache.trained.size());
    }

    @Test
    void leavesNothingBehind() throws IOException {
        assertDone("install");
        assertDone("uninstall");
        assertEquals(before, system.tree());
    }

    @Test
    void givesWayToAnotherVersionWithItsCache() throws IOException {
        new InstallRun(system).version("0.0.9").go(system.imageWithoutCache("old", "old"));
        assertDone("install");
        assertFalse(system.exists(FakeSystem.HOME + "/0.0.9"));
        assertTrue(system.exists(CACHE));
    }

    @Test
    void isInstalledWithoutOneWhereTheTrainingFails() throws IOException {
        system.cache.failure = Optional.of("Java left no cache");
        vfnet.suite.Outcome install = assertDone("install");
        assertTrue(install.out().contains(NOTE + ", so every command takes longer"), install.out());
        assertTrue(install.out().contains(": Java left no cache.\n"), install.out());
        assertFalse(system.exists(CACHE));
        assertFalse(system.exists(FakeSystem.HOME + "/.new"));
        String json = assertDone("install", "--json").out();
        assertTrue(json.contains("\"changed\":false"), json);
        assertTrue(json.contains("the start-up cache could not be made"), json);
        system.cache.failure = Optional.empty();
        assertFalse(assertDone("install").out().contains(NOTE));
        assertTrue(system.exists(CACHE));
        system.cache.failure = Optional.of("not asked");
        assertDone("uninstall");
        assertEquals(before, system.tree());
    }

    @Test
    void isInstalledWithoutOneWhereNothingTellsHowToMakeIt() throws IOException {
        Files.delete(image.resolve("lib/training/java-options"));
        assertTrue(assertDone("install").out().contains("Note: this image has no start-up cache"));
        assertEquals(List.of(), system.cache.trained);
    }

    @Test
    void anImageThatHasOneKeepsIt() throws IOException {
        image = system.image("amd64", "new");
        assertDone("install");
        assertEquals(List.of(), system.cache.trained);
        assertFalse(system.read(FakeSystem.HOME + "/manifest").contains("generated"));
    }

    @Test
    void interruptedMeanwhileIsNotInUse() throws IOException {
        boolean[] stopped = {false};
        system.cache.failure = Optional.of("was interrupted");
        Outcome outcome = new InstallRun(system)
                .begins(action -> stopped[0] = action.verb().equals("train"))
                .interrupted(() -> stopped[0] && !system.cache.trained.isEmpty())
                .go(image);
        assertInstanceOf(Outcome.Interrupted.class, outcome);
        assertFalse(system.exists(FakeSystem.HOME + "/current"));
        assertDone("uninstall");
        assertEquals(before, system.tree());
    }

    /** Whatever a power failure leaves, in the midst of the training too, the next run mends. */
    @Test
    void cutOffAnywhereIsMendedByTheNextRun() throws IOException {
        int actions = new InstallRun(new FakeSystem()).go(image).done().size();
        for (int cut = 1; cut < actions; cut++) {
            makeSystem();
            int[] left = {cut};
            InstallRun run = new InstallRun(system).begins(action -> {
                if (left[0]-- == 0) {
                    throw new StackOverflowError("the power goes");
                }
            });
            assertThrows(StackOverflowError.class, () -> run.go(image));
            system.write(FakeSystem.HOME + "/.new/vfnet.aot.config", "half a training");
            assertDone("install");
            assertEquals("cache of " + PLACE, system.read(CACHE));
            assertDone("uninstall");
            assertEquals(before, system.tree(), "cut at action " + cut);
        }
    }
}
