// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import vfnet.install.files.ImageTree;
import vfnet.install.plan.Action;
import vfnet.install.plan.Artifact;
import vfnet.install.plan.InstallPlanner;
import vfnet.install.plan.InstallRequest;
import vfnet.install.plan.Plan;
import vfnet.install.plan.UninstallPlanner;
import vfnet.install.run.Execution;
import vfnet.install.run.Outcome;

/** One installation on a system in memory, without the command line: with another version, or interrupted. */
final class InstallRun {
    private final FakeSystem system;
    private String version = System.getProperty("vfnet.version");
    private Consumer<Action> begins = action -> {};
    private BooleanSupplier interrupted = () -> false;
    private final List<Artifact> texts = new ArrayList<>();
    private LegacyImport predecessorImport = (from, to) -> List.of();

    InstallRun(FakeSystem system) {
        this.system = system;
    }

    /** A machine whose programs succeed silently. */
    InstallHost host() {
        return new InstallHost(Path.of("none"), new SilentSystemctl(), manual -> Optional.empty(), system.cache);
    }

    InstallRun version(String text) {
        version = text;
        return this;
    }

    InstallRun begins(Consumer<Action> told) {
        begins = told;
        return this;
    }

    InstallRun interrupted(BooleanSupplier asked) {
        interrupted = asked;
        return this;
    }

    InstallRun importing(LegacyImport how) {
        predecessorImport = how;
        return this;
    }

    InstallRun texts(Artifact more) {
        texts.add(more);
        return this;
    }

    Outcome go(Path image) throws IOException {
        Layout layout = system.layout("/usr/local");
        texts.add(new Artifact(layout.shared("man/man1/vfnet.1"), "manual of " + version + "\n"));
        Plan plan = new InstallPlanner(
                        new InstallRequest(layout, version, ImageTree.read(image), texts, system.sysroot()))
                .plan();
        return new Execution(plan, host(), predecessorImport, interrupted).run(begins);
    }

    Outcome undo() throws IOException {
        Plan plan = new UninstallPlanner(system.layout("/usr/local"), system.sysroot(), false).plan();
        return new Execution(plan, host(), predecessorImport, interrupted).run(begins);
    }
}
