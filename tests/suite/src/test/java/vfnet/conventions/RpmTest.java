// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/** The package for Fedora, RHEL and SUSE that {@code scripts/release} makes: what it holds, needs and runs. */
@Tag("slow")
@Timeout(300)
class RpmTest {
    /** Compressed quickly: what is held here does not hang on it. */
    private static final String MAKE = """
            . scripts/lib/deb.sh; . scripts/lib/rpm.sh; rpm_payload=w1.gzdio
            make_rpm "$(uname -m)"; mv "$release/$rpm" "$release/vfnet.rpm"
            """;

    @TempDir
    private static Path folder;

    private static Path rpm;

    @BeforeAll
    static void make() {
        rpm = make(Image.HOME, "first", "022");
    }

    private static Path make(Path image, String name, String mask) {
        Path release = folder.resolve(name);
        ReleaseScript.run(image, release, mask, MAKE);
        return release.resolve("vfnet.rpm");
    }

    private static String query(Path file, String what) {
        Outcome answer = Image.run(Map.of(), "rpm", "--query", what, "--package", file.toString());
        assertEquals(0, answer.status(), answer.toString());
        return answer.out();
    }

    @Test
    void itNeedsWhatTheDistributionHas() {
        String requires = query(rpm, "--requires");
        assertTrue(requires.contains("\niproute\n"), requires);
        assertTrue(requires.matches("(?s).*\nlibc\\.so\\.6\\(GLIBC_2\\.[0-9]+\\)\\(64bit\\)\n.*"), requires);
        assertFalse(requires.contains("libjvm"), requires);
        assertEquals("hwdata\nkmod\n", query(rpm, "--recommends"));
        assertFalse(query(rpm, "--provides").contains(".so"), "the runtime's libraries are its own");
    }

    @Test
    void everythingIsWhereFedoraLooksForIt() {
        String content = query(rpm, "--list");
        for (String file : List.of(
                "/usr/bin/vfnet",
                "/usr/lib/vfnet/bin/java",
                "/usr/lib/vfnet/lib/vfnet.aot",
                "/usr/lib/systemd/system/vfnet.service",
                "/usr/lib/systemd/system/vfnet-restore@.service",
                "/usr/lib/udev/rules.d/90-vfnet.rules",
                "/usr/lib/systemd/system/vfnet-bridge.service",
                "/usr/lib/systemd/system/vfnet-metrics.service",
                "/usr/lib/systemd/system/vfnet-metrics.timer",
                "/usr/lib/systemd/system-preset/80-vfnet.preset",
                "/usr/share/man/man8/vfnet.8.gz",
                "/usr/share/bash-completion/completions/vfnet",
                "/usr/share/zsh/site-functions/_vfnet",
                "/usr/share/fish/vendor_completions.d/vfnet.fish",
                "/usr/share/doc/vfnet/COPYING",
                "/usr/share/doc/vfnet/legal/NOTICES.md")) {
            assertTrue(content.contains(file + "\n"), file);
        }
        assertEquals(
                List.of(),
                content.lines()
                        .filter(file -> !file.startsWith("/usr/")
                                || file.contains("lintian")
                                || file.contains("Debian")
                                || file.contains(".build-id"))
                        .toList());
        String owners = query(rpm, "--queryformat=[%{FILEMODES:perms} %{FILEUSERNAME} %{FILEGROUPNAME}\n]");
        assertTrue(owners.lines().allMatch(line -> line.matches("([-d]rw[-x]r-[-x]r-[-x]|l.*) root root")), owners);
    }

    @Test
    void itsScriptletsEnableTheServiceOnceAndStopItWithTheLast() throws IOException {
        String scripts = query(rpm, "--scripts");
        assertTrue(scripts.contains("systemctl --no-reload preset vfnet.service"), scripts);
        assertTrue(scripts.contains("systemctl --no-reload disable vfnet.service"), scripts);
        assertEquals(2, scripts.split("\nwait_for_its_end\\(\\) \\{").length - 1, scripts);
        assertFalse(scripts.contains("@"), scripts);
        assertFalse(scripts.contains("MakeCache"), "it ships its cache");
        for (String tag : List.of("PREIN", "POSTIN", "PREUN", "POSTUN")) {
            Path script = Files.writeString(folder.resolve(tag), query(rpm, "--queryformat=%{" + tag + "}"));
            Outcome check = Image.run(Map.of(), "shellcheck", "--shell=sh", "--severity=warning", script.toString());
            assertEquals("", check.out(), tag);
        }
    }

    @Test
    void withoutACacheItMakesOneAndRemovesIt() throws IOException {
        Path image = Image.copy(folder);
        Files.delete(image.resolve("lib/vfnet.aot"));
        String scripts = query(make(image, "generated", "022"), "--scripts");
        assertTrue(scripts.contains("/usr/lib/vfnet/bin/java -m vfnet.cli/vfnet.cli.MakeCache"), scripts);
        assertEquals(2, scripts.split("\n *rm -rf /usr/lib/vfnet/lib/vfnet\\.aot").length - 1, scripts);
    }

    @Test
    void oneImageGivesTheSameBytesWhoeverPacksIt() throws IOException {
        assertEquals(-1, Files.mismatch(rpm, make(Image.HOME, "second", "077")));
    }
}
