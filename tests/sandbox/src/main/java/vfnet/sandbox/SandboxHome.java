// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the sandbox.
 *
 * @param machines the folder of snapshots
 * @param state the default folder of the simulated host
 * @param command how to call the sandbox
 */
record SandboxHome(Path machines, Path state, String command) {

    /** A checkout of the sources. */
    static SandboxHome inCheckout(Path project) {
        return new SandboxHome(
                project.resolve("tests").resolve("machines"),
                project.resolve("target").resolve("sandbox"),
                "scripts/sandbox");
    }

    /**
     * A jar with the machines in it. The simulated host is then where programs of the user keep their state (XDG Base
     * Directory Specification).
     */
    static SandboxHome inJar() throws IOException {
        URL one = SandboxHome.class.getResource("machines/" + Story.WHOLE.machine() + ".machine");
        if (one == null) {
            throw new IOException("the snapshots are missing in the jar");
        }
        Path state = Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(text -> text.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
        return new SandboxHome(folder(one), state.resolve("vfnet-sandbox"), "jbang vfnet-sandbox@bryanvaz");
    }

    /** The folder of this resource; its jar stays open as long as the process. */
    private static Path folder(URL resource) throws IOException {
        try {
            URI uri = resource.toURI();
            if (uri.getScheme().equals("jar")) {
                FileSystems.newFileSystem(uri, Map.of());
            }
            return Path.of(uri).getParent();
        } catch (URISyntaxException e) {
            throw new IOException(resource + " is no place of a file", e);
        }
    }
}
