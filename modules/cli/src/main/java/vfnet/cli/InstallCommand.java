package vfnet.cli;

import java.io.IOException;
import java.nio.file.Path;
import vfnet.install.Execution;
import vfnet.install.ImageTree;
import vfnet.install.InstallHost;
import vfnet.install.InstallPlanner;
import vfnet.install.InstallRequest;
import vfnet.install.Layout;
import vfnet.install.Plan;

/** {@code vfnet install}: this image, its unit, its manual and its completion onto a system. */
final class InstallCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        Layout layout = InstallTarget.of(invocation, session);
        InstallHost own = session.host().installation().orElseThrow(() -> new CommandFailure(ExitCode.USAGE,
                "nothing can be installed from here"));
        Plan plan = plan(layout, own.javaHome(), session);
        InstallReport report = new InstallReport(invocation, session, layout);
        report.mustBeSafe();
        if (invocation.has(Commands.DRY_RUN)) {
            return report.planned(plan);
        }
        if (plan.isEmpty()) {
            return report.unchanged(plan);
        }
        report.mustBeWritable(plan);
        session.watch();
        Execution execution = new Execution(plan, own.systemctl(), new InstallImport(session, layout), session.interruption()::isWanted);
        return report.run(plan, execution);
    }

    private static Plan plan(Layout layout, Path javaHome, Session session) throws CommandFailure {
        if (!ImageTree.isImage(javaHome)) {
            throw new CommandFailure(ExitCode.FAILED, "there is no image to install: this vfnet runs on the Java in "
                    + javaHome + ". Unpack vfnet-" + Version.TEXT + "-linux-*.tar.xz from"
                    + " https://github.com/bryanvaz/vfnet/releases and run its bin/vfnet install; in a checkout run"
                    + " scripts/vfnet install");
        }
        try {
            return new InstallPlanner(new InstallRequest(layout, Version.TEXT, ImageTree.read(javaHome),
                    InstalledTexts.of(layout), session.host().machine().sysroot())).plan();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, InstallReport.words(e) + "; nothing was changed", e);
        }
    }
}
