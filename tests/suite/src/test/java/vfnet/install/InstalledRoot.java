// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vfnet.conventions.Image;
import vfnet.suite.Outcome;

/** A folder with the real image, installed by {@code install --root}, beside this host's own units. */
final class InstalledRoot {
    final Path folder;

    InstalledRoot(Path folder, String... options) throws IOException {
        this.folder = Files.createDirectories(folder);
        Outcome install = vfnet(Image.HOME, "install", options);
        assertEquals(0, install.status(), install.toString());
    }

    /** The image of this home works on the folder. */
    Outcome vfnet(Path home, String command, String... options) {
        String[] line = new String[options.length + 4];
        line[0] = Image.command(home);
        line[1] = command;
        line[2] = "--root";
        line[3] = folder.toString();
        System.arraycopy(options, 0, line, 4, options.length);
        return Image.run(Map.of(), line);
    }

    Path path(String name) {
        return folder.resolve(name.substring(1));
    }

    /** The units of systemd that a unit's order refers to. */
    void addSystemd() throws IOException {
        Files.createDirectories(path("/usr/bin"));
        Files.createDirectories(path("/usr/lib"));
        Outcome copied = Image.run(
                Map.of(),
                "cp",
                "-a",
                "/usr/lib/systemd",
                path("/usr/lib/systemd").toString());
        assertEquals(0, copied.status(), copied.toString());
        Files.createSymbolicLink(path("/lib"), Path.of("usr/lib"));
        Files.createSymbolicLink(path("/bin"), Path.of("usr/bin"));
        Files.copy(Path.of("/usr/bin/true"), path("/usr/bin/true"));
        Files.copy(Path.of("/usr/bin/systemctl"), path("/usr/bin/systemctl"));
    }

    /** {@code systemd-analyze verify}, on this folder. */
    Outcome verify(String... units) {
        String[] line = new String[units.length + 3];
        line[0] = "systemd-analyze";
        line[1] = "verify";
        line[2] = "--root=" + folder;
        System.arraycopy(units, 0, line, 3, units.length);
        return Image.run(Map.of("SYSTEMD_LOG_LEVEL", "notice"), line);
    }

    /** A unit, enabled for multi-user.target. */
    void unit(String name, String text) throws IOException {
        Files.writeString(path("/etc/systemd/system/" + name), text);
        Path wants = path("/etc/systemd/system/multi-user.target.wants/" + name);
        Files.deleteIfExists(wants);
        Files.createSymbolicLink(wants, Path.of("/etc/systemd/system", name));
    }
}
