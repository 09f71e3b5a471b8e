// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.install.plan.Artifact;
import vfnet.suite.Outcome;

/** Where {@code vfnet install} puts the completions of shells. */
class CompletionPlacesTest {
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

    /** Where Debian's shells look, and never outside a prefix that is not the system's. */
    @ParameterizedTest
    @CsvSource({
        "/usr, /usr/share/zsh/vendor-completions/_vfnet, /usr/share/fish/vendor_completions.d/vfnet.fish",
        "/usr/local, /usr/local/share/zsh/site-functions/_vfnet, /etc/fish/completions/vfnet.fish",
        "/opt/vfnet, /opt/vfnet/share/zsh/site-functions/_vfnet, /opt/vfnet/share/fish/vendor_completions.d/vfnet.fish"
    })
    void completionsAreWhereTheShellsLook(String prefix, String zsh, String fish) throws IOException {
        done(0, "install", "--prefix", prefix);
        assertTrue(system.read(zsh).startsWith("#compdef vfnet\n"));
        assertTrue(system.read(fish).contains("complete -c vfnet"));
    }

    /** Its path before the release of 0.2.0, where fish never looked. */
    @Test
    void aCompletionInAnotherPlaceThanBeforeIsMoved() throws IOException {
        SortedMap<String, String> before = system.tree();
        String former = "/usr/local/share/fish/vendor_completions.d/vfnet.fish";
        new InstallRun(system)
                .texts(new Artifact(system.path(former), "complete -c vfnet\n"))
                .go(image);
        assertTrue(system.exists(former));
        done(0, "install");
        assertFalse(system.exists(former));
        assertTrue(system.exists("/etc/fish/completions/vfnet.fish"));
        done(0, "uninstall");
        assertEquals(before, system.tree());
    }
}
