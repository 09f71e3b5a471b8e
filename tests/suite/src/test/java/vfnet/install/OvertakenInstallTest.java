// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import vfnet.install.plan.Plan;
import vfnet.install.plan.UninstallPlanner;
import vfnet.install.run.Execution;
import vfnet.install.run.Outcome;

/** Changes between the plan and its execution. */
class OvertakenInstallTest {

    /** With an old version, and the image of a new one. */
    private static FakeSystem upgradable() throws IOException {
        FakeSystem system = new FakeSystem();
        new InstallRun(system).version("0.0.9").go(system.image("old", "old"));
        system.image("new", "new");
        return system;
    }

    private static Path image(FakeSystem system) {
        return system.path("/images/new");
    }

    @Test
    void aPlanThatAnotherInstallationHasOvertakenIsNotCarriedOut() throws IOException {
        FakeSystem system = upgradable();
        Plan plan = new UninstallPlanner(system.layout("/usr/local"), system.sysroot(), false).plan();
        new InstallRun(system).go(image(system));
        SortedMap<String, String> before = system.tree();
        InstallHost host = new InstallRun(system).host();
        Outcome late = new Execution(plan, host, (from, to) -> List.of(), () -> false).run(action -> {});
        assertInstanceOf(Outcome.Busy.class, late);
        assertEquals(before, system.tree());
    }

    @Test
    void anImageThatChangesWhileItIsCopiedIsNotInstalled() throws IOException {
        FakeSystem system = upgradable();
        int[] asked = {0};
        Outcome outcome = new InstallRun(system)
                .interrupted(() -> {
                    if (asked[0]++ == 2) {
                        change(image(system).resolve("lib/modules"));
                    }
                    return false;
                })
                .go(image(system));
        assertTrue(((Outcome.Failed) outcome).why().getMessage().contains("has changed while it was copied"));
        assertEquals("0.0.9", system.target(FakeSystem.HOME + "/current"));
    }

    private static void change(Path file) {
        try {
            Files.writeString(file, "other");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
