// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.install;

import java.io.IOException;
import java.nio.file.Path;
import vfnet.cli.command.Command;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.shell.InstalledTexts;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Version;
import vfnet.install.InstallHost;
import vfnet.install.Layout;
import vfnet.install.PackagedVfnet;
import vfnet.install.files.ImageTree;
import vfnet.install.plan.InstallPlanner;
import vfnet.install.plan.InstallRequest;
import vfnet.install.plan.Plan;
import vfnet.install.run.Execution;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;

/** {@code vfnet install}: installs this image, its unit, its manual and its completion. */
public final class InstallCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        Layout layout = InstallTarget.of(invocation, session);
        mustNotShadowThePackage(layout);
        InstallHost own = session.host()
                .installation()
                .orElseThrow(() -> new OperationException(Kind.INVALID_REQUEST, "nothing can be installed from here"));
        Plan plan = plan(layout, own.javaHome(), session);
        InstallReport report = new InstallReport(invocation, session, layout);
        report.requireSafe();
        if (invocation.has(Options.DRY_RUN)) {
            return report.planned(plan);
        }
        if (plan.isEmpty()) {
            return report.unchanged(plan);
        }
        report.requireWritable(plan);
        session.context().watch();
        Execution execution = new Execution(
                plan, own, new InstallImport(session, layout), session.context().interruption()::isRequested);
        return report.run(plan, execution);
    }

    /** Both would start at boot, and the one in {@code /usr/local} would hide the other from shells and systemd. */
    private static void mustNotShadowThePackage(Layout layout) throws OperationException {
        PackagedVfnet packaged = new PackagedVfnet(layout.root());
        if (layout.prefix().isOfSystem() && packaged.isThere()) {
            throw new OperationException(
                    Kind.FAILED,
                    "vfnet is installed from the package vfnet, so use "
                            + (packaged.isRpm()
                                    ? "dnf: 'dnf install ./vfnet-VERSION.ARCH.rpm'"
                                    : "apt: 'apt install ./vfnet_VERSION_ARCH.deb'")
                            + " changes its version, '" + (packaged.isRpm() ? "dnf" : "apt")
                            + " remove vfnet' removes it. Nothing was changed");
        }
    }

    private static Plan plan(Layout layout, Path javaHome, Session session) throws OperationException {
        if (!ImageTree.isImage(javaHome)) {
            throw new OperationException(
                    Kind.FAILED,
                    "there is no image to install: this vfnet runs on the Java in "
                            + javaHome + ". Unpack vfnet-" + Version.TEXT + "-linux-*.tar.xz from"
                            + " https://github.com/bryanvaz/vfnet/releases and run its bin/vfnet install; in a "
                            + "checkout run"
                            + " scripts/vfnet install");
        }
        try {
            return new InstallPlanner(new InstallRequest(
                            layout,
                            Version.TEXT,
                            ImageTree.read(javaHome),
                            InstalledTexts.of(layout),
                            session.host().machine().sysroot()))
                    .plan();
        } catch (IOException e) {
            throw new OperationException(Kind.FAILED, InstallReport.message(e) + "; nothing was changed", e);
        }
    }
}
