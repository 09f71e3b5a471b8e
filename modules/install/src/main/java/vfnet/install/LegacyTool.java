// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vfnet.system.Sysroot;

/**
 * The Python tool of the same name. Its service is disabled; its command and its files stay.
 *
 * @param root the machine
 */
public record LegacyTool(Sysroot root) {
    /** The name of its service. */
    public static final String UNIT = "vfnet-create.service";

    /** {@return the file of its saved numbers of VFs: one line per port} */
    public Path configuration() {
        return root.vfnetConfiguration().resolve("vf.config");
    }

    /** {@return the path of its command} */
    public Path command() {
        return root.place("/usr/bin/vfnet");
    }

    /**
     * {@return the links by which systemd starts its service, sorted; empty where it is not enabled}
     *
     * @throws IOException when the folder of systemd's units exists and cannot be read
     */
    public List<Path> links() throws IOException {
        List<Path> links = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root.systemdUnits(), "*.{wants,requires}")) {
            for (Path folder : folders) {
                Path link = folder.resolve(UNIT);
                if (Files.isSymbolicLink(link)) {
                    links.add(link);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        links.sort(null);
        return links;
    }
}
