// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.install;

import java.io.IOException;
import java.util.OptionalLong;
import vfnet.apply.state.RunState;
import vfnet.cli.command.Command;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.install.HostCacheTraining;
import vfnet.install.HostManualIndex;
import vfnet.install.HostSystemctl;
import vfnet.install.InstallHost;
import vfnet.install.Layout;
import vfnet.install.PackagedVfnet;
import vfnet.install.plan.Plan;
import vfnet.install.plan.UninstallPlanner;
import vfnet.install.run.Execution;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.live.LiveLock;

/** {@code vfnet uninstall}: removes what install has installed, and nothing else. */
public final class UninstallCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        Layout layout = InstallTarget.of(invocation, session);
        InstallReport report = new InstallReport(invocation, session, layout);
        Planned planned = plan(invocation, session, layout);
        mustLeaveThePackage(layout, planned.planner(), invocation.has(Options.PURGE));
        if (!planned.planner().isInstalled()) {
            report.notInstalled();
        }
        if (invocation.has(Options.DRY_RUN)) {
            return report.planned(planned.plan());
        }
        if (planned.plan().isEmpty()) {
            return report.unchanged(planned.plan());
        }
        report.requireWritable(planned.plan());
        planned.planner().stopBridgeService(host(planned, session).systemctl());
        mustNotRun(planned.planner(), layout);
        // Otherwise a configuration that another vfnet is saving now would reappear after it was removed.
        boolean purgesHost = invocation.has(Options.PURGE)
                && session.isAtHost()
                && layout.root().equals(session.context().machine().sysroot());
        try (RunState.Lock _ =
                purgesHost ? LiveLock.forSaving(session.context(), "vfnet uninstall --purge") : () -> {}) {
            // The other one may have saved the first configuration of this host, or removed its last port.
            return remove(purgesHost ? plan(invocation, session, layout) : planned, session, report);
        }
    }

    private static ExitCode remove(Planned planned, Session session, InstallReport report)
            throws OperationException, IOException {
        session.context().watch();
        InstallHost host = host(planned, session);
        return report.run(
                planned.plan(),
                new Execution(
                        planned.plan(),
                        host,
                        (from, to) -> {
                            throw new IOException("nothing is imported here");
                        },
                        session.context().interruption()::isRequested));
    }

    private static InstallHost host(Planned planned, Session session) {
        return session.host()
                .installation()
                .orElseGet(() -> new InstallHost(
                        planned.plan().layout().home(),
                        new HostSystemctl(),
                        new HostManualIndex(),
                        new HostCacheTraining()));
    }

    private record Planned(UninstallPlanner planner, Plan plan) {}

    private static Planned plan(Invocation invocation, Session session, Layout layout) throws OperationException {
        try {
            UninstallPlanner planner =
                    new UninstallPlanner(layout, session.host().machine().sysroot(), invocation.has(Options.PURGE));
            return new Planned(planner, planner.plan());
        } catch (IOException e) {
            throw new OperationException(Kind.FAILED, InstallReport.message(e) + "; nothing was changed", e);
        }
    }

    private static void mustLeaveThePackage(Layout layout, UninstallPlanner planner, boolean purge)
            throws OperationException {
        PackagedVfnet packaged = new PackagedVfnet(layout.root());
        if (!layout.prefix().isOfSystem() || !packaged.isThere()) {
            return;
        }
        if (!planner.isInstalled()) {
            throw new OperationException(
                    Kind.FAILED,
                    "vfnet is installed from the package vfnet, so use "
                            + (packaged.isRpm()
                                    ? "dnf: 'dnf remove vfnet', which leaves the saved configuration. "
                                    : "apt: 'apt remove vfnet', or 'apt purge vfnet' to remove the saved"
                                            + " configuration too. ")
                            + "Nothing was changed");
        }
        if (purge) {
            throw new OperationException(
                    Kind.FAILED,
                    "the package vfnet uses the saved configuration too: leave out --purge"
                            + (packaged.isRpm() ? "" : ", or run 'apt purge vfnet' later")
                            + ". Nothing was changed");
        }
    }

    /** A Java runtime whose files are removed crashes, perhaps half-way through a change to a card. */
    private static void mustNotRun(UninstallPlanner planner, Layout layout) throws OperationException {
        OptionalLong user = planner.user(ProcessHandle.current().pid());
        if (user.isPresent()) {
            throw new OperationException(
                    Kind.IN_USE,
                    "process " + user.getAsLong() + " runs from " + layout.name(layout.home())
                            + "; wait for its end. Nothing was changed");
        }
    }
}
