// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Outcome;

/**
 * The package of an image that has no start-up cache, as one for another processor: its maintainer scripts make one.
 */
@Tag("slow")
@Timeout(300)
class DebCacheTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path cache;

    private Path packaged(Path image) throws IOException {
        root = folder.resolve("life");
        cache = root.resolve("usr/lib/vfnet/lib/vfnet.aot");
        Files.delete(image.resolve("lib/vfnet.aot"));
        return Deb.make(image, folder.resolve("release"), "022");
    }

    private Outcome installed(Path deb) throws IOException {
        Outcome install = Deb.dpkg(root, "--install", deb.toString());
        assertEquals(0, install.status(), install.toString());
        assertTrue(install.out().contains("vfnet: making the start-up cache for this machine"), install.out());
        return install;
    }

    @Test
    void itIsMadeWithEachVersionAndRemovedWithTheLast() throws IOException {
        Path deb = packaged(Image.copy(folder));
        assertFalse(installed(deb).err().contains("start-up cache"));
        Outcome version = Image.run(
                Map.of(),
                root.resolve("usr/lib/vfnet/bin/java").toString(),
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + cache,
                "-m",
                "vfnet.cli/vfnet.cli.Main",
                "--version");
        assertEquals("vfnet " + Conventions.VERSION + "\n", version.out(), version.toString());
        Files.writeString(cache, "of an older version");
        FileTime older = Files.getLastModifiedTime(cache);
        installed(deb);
        assertNotEquals(older, Files.getLastModifiedTime(cache));
        assertTrue(Files.size(cache) > 10_000_000);
        assertEquals(0, Deb.dpkg(root, "--remove", "vfnet").status());
        assertFalse(Files.exists(root.resolve("usr/lib/vfnet")));
    }

    @Test
    void whereTheTrainingFailsThePackageIsInstalledWithoutOne() throws IOException {
        Path image = Image.copy(folder);
        Files.writeString(image.resolve("lib/training/commands.txt"), "0 list no-such-port\n");
        Outcome install = installed(packaged(image));
        assertTrue(install.err().contains("'no-such-port'"), install.err());
        assertTrue(install.err().contains("vfnet: the start-up cache could not be made"), install.err());
        assertFalse(Files.exists(cache));
        Outcome list = Image.run(Map.of(), root.resolve("usr/bin/vfnet").toString(), "--sysroot", Image.X550, "list");
        assertEquals("", list.err());
        assertTrue(list.out().contains("ixgbevf"), list.out());
        assertEquals(0, Deb.dpkg(root, "--remove", "vfnet").status());
        assertFalse(Files.exists(root.resolve("usr/lib/vfnet")));
    }
}
