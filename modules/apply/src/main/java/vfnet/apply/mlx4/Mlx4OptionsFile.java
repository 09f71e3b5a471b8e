// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.mlx4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.system.DurableFile;
import vfnet.system.FileMode;
import vfnet.system.HostPaths;
import vfnet.system.RegularFile;
import vfnet.system.Sysroot;

/**
 * The file in modprobe.d that makes mlx4_core create VFs at the next boot (modprobe.d(5)). vfnet owns this file, and
 * changes no other.
 *
 * @param folder modprobe.d
 */
public record Mlx4OptionsFile(Path folder) {
    private static final int MAX_BYTES = 1 << 20;
    private static final String NAME = "vfnet-mlx4.conf";
    private static final String HEADER = "# Written by vfnet persist, and removed by vfnet persist --remove.";

    /**
     * {@return the file of a machine}
     *
     * @param sysroot the machine
     */
    public static Mlx4OptionsFile of(Sysroot sysroot) {
        return new Mlx4OptionsFile(new HostPaths(sysroot).moduleOptions());
    }

    /** {@return the path of the file, whether or not it exists} */
    public Path path() {
        return folder.resolve(NAME);
    }

    /** Its complete content for these parameters. */
    private static String text(Mlx4Parameters parameters) {
        return HEADER + "\n" + parameters.line() + "\n";
    }

    /**
     * {@return whether it has this content already; without parameters, whether there is no file}
     *
     * @param parameters the parameters that it should have
     * @throws IOException when it cannot be read
     */
    public boolean says(Optional<Mlx4Parameters> parameters) throws IOException {
        return content().equals(parameters.map(Mlx4OptionsFile::text));
    }

    private Optional<String> content() throws IOException {
        return Files.exists(path(), LinkOption.NOFOLLOW_LINKS) ? Optional.of(ownText(path())) : Optional.empty();
    }

    /** A link is not followed, since the file that is written replaces it. */
    private static String ownText(Path file) throws IOException {
        RegularFile.require(file, LinkOption.NOFOLLOW_LINKS);
        return new String(RegularFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
    }

    /**
     * {@return whether a link leads the folder out of the machine's tree, where nothing may be written}
     *
     * @param sysroot the tree
     * @throws IOException when that cannot be determined
     */
    public boolean isOutside(Sysroot sysroot) throws IOException {
        return Files.exists(folder)
                && !folder.toRealPath().startsWith(sysroot.root().toRealPath());
    }

    /**
     * {@return whether another program wrote a file of this name}
     *
     * @throws IOException when it cannot be read
     */
    public boolean isForeign() throws IOException {
        return content().filter(text -> !text.startsWith(HEADER)).isPresent();
    }

    /**
     * Replaces the file, or removes it where there are no parameters.
     *
     * @param parameters the parameters to write
     * @throws IOException when it cannot be written
     */
    public void write(Optional<Mlx4Parameters> parameters) throws IOException {
        if (parameters.isEmpty()) {
            Files.deleteIfExists(path());
            return;
        }
        FileMode.createFolders(folder);
        DurableFile.replace(path(), text(parameters.get()), FileMode.FILE);
    }

    /**
     * {@return other files that set these parameters, in modprobe's order: the last value takes effect}
     *
     * @throws IOException when the folder cannot be read
     */
    public List<Path> others() throws IOException {
        List<Path> others = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return others;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(
                            file -> file.getFileName().toString().endsWith(".conf") && !file.equals(path()))
                    .sorted()
                    .toList()) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && ownText(file).lines().anyMatch(Mlx4OptionsFile::setsThem)) {
                    others.add(file);
                }
            }
        }
        return others;
    }

    private static boolean setsThem(String line) {
        String words = " " + line.strip().replace('\t', ' ') + " ";
        return words.startsWith(" options ")
                && words.contains(" " + Mlx4Parameters.MODULE + " ")
                && (words.contains(" num_vfs=") || words.contains(" probe_vf=") || words.contains(" port_type_array="));
    }
}
