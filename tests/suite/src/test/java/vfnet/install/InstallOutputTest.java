// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/** The output at the end of {@code vfnet install}. */
class InstallOutputTest {
    private static final String VERSION = System.getProperty("vfnet.version");

    private FakeSystem system;
    private Path image;

    @BeforeEach
    void makeSystem() throws IOException {
        system = new FakeSystem();
        image = system.image("new", "first build");
    }

    private Outcome done(int status, String... words) {
        Outcome outcome = system.run(image, words);
        assertEquals(status, outcome.status(), outcome.toString());
        return outcome;
    }

    @Test
    void theLastLinesSayWhatToDoNext() throws IOException {
        List<String> said = done(0, "install").out().lines().toList();
        assertEquals(
                List.of(
                        "Installed: /usr/local/bin/vfnet is vfnet " + VERSION + ".",
                        "Next:",
                        "  vfnet doctor       check whether this host can create VFs and assign them to VMs",
                        "  vfnet set PORT N   create VFs ('vfnet list' shows the ports)",
                        "  vfnet persist      save the VFs; vfnet.service restores them at boot",
                        "  reboot             the VFs are back before the network comes up"),
                said);
        system.write("/etc/vfnet/config.json", "{}");
        image = system.image("second", "second build");
        assertEquals(
                List.of(
                        "Next:",
                        "  vfnet diff         compare the saved configuration with the live state",
                        "  vfnet doctor       check whether this host can create VFs and assign them to VMs"),
                done(0, "install").out().lines().skip(1).toList());
    }

    @Test
    void whatDoesNotStartAtBootIsNotToBeRebooted() {
        String said = done(0, "install", "--prefix", "/opt/vfnet").out();
        assertTrue(said.endsWith("  /opt/vfnet/bin/vfnet persist      save the VFs for 'vfnet boot'\n"), said);
    }

    @Test
    void ofAnotherSystemNothingIsToBeDoneHere(@TempDir Path folder) {
        assertFalse(done(0, "install", "--root", folder.toString()).out().contains("Next:"));
    }

    @Test
    void pathsAreListedOnlyWhereAskedFor() {
        String path = "/usr/local/share/man/man8/vfnet-list.8";
        assertFalse(done(0, "install").out().contains(path));
        assertFalse(done(0, "uninstall").out().contains(path));
        assertTrue(done(0, "install", "--verbose").out().contains("\n  write   " + path + "\n"));
        assertTrue(done(0, "uninstall", "--verbose").out().contains("\n  remove  " + path + "\n"));
    }
}
