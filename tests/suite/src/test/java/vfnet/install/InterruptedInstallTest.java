// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import vfnet.install.files.ImageTree;
import vfnet.install.plan.Action;
import vfnet.install.run.Outcome;

/** An interrupted installation: one version works, and the next run completes the rest. */
class InterruptedInstallTest {
    private static final String OLD_UNIT = "/usr/lib/systemd/system/vfnet-create.service";
    private static final String OLD_LINK = "/etc/systemd/system/multi-user.target.wants/vfnet-create.service";

    /** The power fails. */
    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;
    }

    /** With an old version, and with the Python tool beside it. */
    private static FakeSystem system() throws IOException {
        FakeSystem system = new FakeSystem();
        new InstallRun(system).version("0.0.9").go(system.image("old", "old"));
        system.image("new", "new");
        system.write(OLD_UNIT, "");
        system.link(OLD_LINK, OLD_UNIT);
        return system;
    }

    private static Path image(FakeSystem system) {
        return system.path("/images/new");
    }

    private static void assertOneWorks(FakeSystem system, String when) throws IOException {
        Path current = system.path(FakeSystem.HOME + "/current");
        boolean whole = ImageTree.read(system.path("/images/old")).isIn(current)
                || ImageTree.read(image(system)).isIn(current);
        assertTrue(whole, "no version works " + when);
        assertTrue(Files.exists(system.path("/usr/local/bin/vfnet")), "no command " + when);
        assertTrue(
                Files.exists(system.path("/etc/systemd/system/multi-user.target.wants/vfnet.service")),
                "no unit " + when);
    }

    private static SortedMap<String, String> expected() throws IOException {
        FakeSystem system = system();
        new InstallRun(system).go(image(system));
        return system.tree();
    }

    private static int actions() throws IOException {
        FakeSystem system = system();
        return new InstallRun(system).go(image(system)).done().size();
    }

    private static void cutAt(int action, InstallRun run, FakeSystem system, boolean undo) {
        List<Action> begun = new ArrayList<>();
        run.begins(next -> {
            begun.add(next);
            if (begun.size() > action) {
                throw new PowerCut();
            }
        });
        assertThrows(PowerCut.class, () -> {
            if (undo) {
                run.undo();
            } else {
                run.go(image(system));
            }
        });
    }

    @Test
    void cutBeforeAnyActionOneVersionWorksAndTheNextRunMends() throws IOException {
        SortedMap<String, String> expected = expected();
        int actions = actions();
        assertTrue(actions > 5, "only " + actions + " actions: the test proves little");
        for (int i = 0; i < actions; i++) {
            FakeSystem system = system();
            cutAt(i, new InstallRun(system), system, false);
            assertOneWorks(system, "after a cut before action " + i);
            new InstallRun(system).go(image(system));
            assertEquals(expected, system.tree(), "after a cut before action " + i);
        }
    }

    /** A process that is killed while it copies leaves what it has copied so far. */
    @Test
    void cutInTheMiddleOfTheImageTheOldVersionWorksAndTheNextRunMends() throws IOException {
        SortedMap<String, String> expected = expected();
        for (int i = 2; i <= 5; i++) {
            FakeSystem system = system();
            int[] asked = {i};
            InstallRun run = new InstallRun(system).interrupted(() -> {
                if (--asked[0] < 0) {
                    throw new PowerCut();
                }
                return false;
            });
            assertThrows(PowerCut.class, () -> run.go(image(system)));
            assertTrue(system.exists(FakeSystem.HOME + "/.new"), "nothing was left to mend");
            assertEquals("0.0.9", system.target(FakeSystem.HOME + "/current"));
            assertOneWorks(system, "after a cut in the image");
            new InstallRun(system).go(image(system));
            assertEquals(expected, system.tree());
        }
    }

    @Test
    void interruptedAnywhereItSaysSoAndOneVersionWorks() throws IOException {
        SortedMap<String, String> expected = expected();
        for (int i = 0; i < actions() + 5; i++) {
            FakeSystem system = system();
            int[] asked = {i};
            Outcome outcome =
                    new InstallRun(system).interrupted(() -> asked[0]-- <= 0).go(image(system));
            assertInstanceOf(Outcome.Interrupted.class, outcome);
            assertOneWorks(system, "when interrupted at question " + i);
            new InstallRun(system).go(image(system));
            assertEquals(expected, system.tree());
        }
    }

    @Test
    void aFirstInstallationThatIsInterruptedEarlyLeavesNothing() throws IOException {
        for (int i = 0; i < 6; i++) {
            FakeSystem system = new FakeSystem();
            SortedMap<String, String> before = system.tree();
            int[] asked = {i};
            new InstallRun(system).interrupted(() -> asked[0]-- <= 0).go(system.image("new", "new"));
            assertEquals(before, system.tree(), "interrupted at question " + i);
        }
    }

    /** Killed, it cannot clean up; its records are enough to remove it all. */
    @Test
    void aFirstInstallationThatIsCutIsUninstalledWholly() throws IOException {
        int actions = new InstallRun(new FakeSystem())
                .go(new FakeSystem().image("new", "new"))
                .done()
                .size();
        for (int i = 0; i < actions; i++) {
            FakeSystem system = new FakeSystem();
            SortedMap<String, String> before = system.tree();
            before.put("/usr/local/lib", "folder");
            system.image("new", "new");
            cutAt(i, new InstallRun(system), system, false);
            new InstallRun(system).undo();
            SortedMap<String, String> after = system.tree();
            after.put("/usr/local/lib", "folder");
            assertEquals(before, after, "after a cut before action " + i);
        }
    }

    @Test
    void aCutUpgradeToAThirdVersionKnowsWhatTheSecondPutThere() throws IOException {
        int actions = actions();
        for (int i = 0; i < actions; i++) {
            FakeSystem system = system();
            cutAt(i, new InstallRun(system), system, false);
            Outcome third = new InstallRun(system).version("9").go(system.image("third", "third"));
            assertInstanceOf(Outcome.Done.class, third);
            assertEquals(
                    "manual of 9\n",
                    system.read("/usr/local/share/man/man1/vfnet.1"),
                    "after a cut before action " + i);
            assertEquals(List.of(), left(system), "after a cut before action " + i);
        }
    }

    private static List<String> left(FakeSystem system) {
        return system.tree(FakeSystem.HOME).stream()
                .filter(name -> !name.matches("(/(9|current|manifest|\\.lock)(/.*)?)?"))
                .toList();
    }

    @Test
    void anUninstallationThatIsCutIsFinishedByTheNext() throws IOException {
        FakeSystem fresh = new FakeSystem();
        fresh.write(OLD_UNIT, "");
        fresh.link(OLD_LINK, OLD_UNIT);
        SortedMap<String, String> expected = fresh.tree();
        int actions = undone().done().size();
        for (int i = 0; i < actions; i++) {
            FakeSystem system = system();
            new InstallRun(system).go(image(system));
            cutAt(i, new InstallRun(system), system, true);
            new InstallRun(system).undo();
            assertEquals(expected, system.tree(), "after a cut before action " + i);
        }
    }

    private static Outcome undone() throws IOException {
        FakeSystem system = system();
        new InstallRun(system).go(image(system));
        return new InstallRun(system).undo();
    }
}
