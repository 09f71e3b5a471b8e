// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.model.Problem;
import vfnet.system.Sysroot;

/**
 * The index of man-db. Without mandb(8), man(1) still finds the pages, and {@code man -k} finds them once the
 * distribution's own timer has run.
 */
public final class HostManualIndex implements ManualIndex {
    /** The program that updates the index. */
    public static final String PROGRAM = "mandb";

    /** The only one. */
    public HostManualIndex() {}

    @Override
    public Optional<Problem> update(String manual) {
        Optional<Problem> problem = index(manual);
        Optional<String> older = older(manual);
        return problem.isEmpty() && older.isPresent() ? index(older.get()) : problem;
    }

    /**
     * On Debian /usr/local/man is a link to share/man, and manpath.config(5) has an index for each of the two names.
     * Which of them {@code man -k} reads depends on the PATH of who calls it.
     */
    private static Optional<String> older(String manual) {
        String name = manual.replace("/share/man", "/man");
        Path place = Sysroot.live().place(name);
        try {
            boolean same = Files.isDirectory(place)
                    && Files.isSameFile(place, Sysroot.live().place(manual));
            return same ? Optional.of(name) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Problem> index(String manual) {
        return HostCommand.run(PROGRAM, List.of("--quiet"), List.of(manual));
    }
}
