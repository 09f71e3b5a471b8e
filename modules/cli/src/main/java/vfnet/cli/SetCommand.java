package vfnet.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.apply.Plan;
import vfnet.apply.Refusal;
import vfnet.discovery.Look;
import vfnet.model.Inventory;

/** {@code vfnet set PORT N}: plans, shows, does, checks, and can go back. */
final class SetCommand implements Command {
    private static final int VERSION = 1;

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        SetRequest request = SetRequest.of(invocation);
        PortReport report = PortReport.of(invocation, session, PortWords::done);
        boolean dryRun = invocation.has(Commands.DRY_RUN);
        PortEnd end = dryRun ? planned(request, invocation, session, report) : apply(request, invocation, session, report);
        report.mustHaveBeenHeard();
        if (invocation.has(Commands.JSON)) {
            session.print(JsonDocument.write(json -> {
                json.number("version", Optional.of(VERSION));
                end.document().write(json, end.result(), dryRun);
            }));
        }
        return end.code() == ExitCode.WOULD_CHANGE ? ExitCode.DONE : end.code();
    }

    private static PortEnd planned(SetRequest request, Invocation invocation, Session session, PortReport report)
            throws CommandFailure, IOException {
        return plan(request, invocation, session, report).planned() instanceof Refusal refusal
                ? report.refused(refusal) : report.planned();
    }

    private static PortPlan plan(SetRequest request, Invocation invocation, Session session, PortReport report)
            throws CommandFailure, IOException {
        Inventory inventory = session.inventoryWithTraffic();
        PfRow row = PortSelection.select(inventory, request.port());
        Saved saved = Saved.forChange(inventory, session);
        session.warn(saved.problems());
        session.warn(saved.replaced(List.of(row)));
        PortPlan plan = PortPlan.ofNumber(inventory, row, request, saved, session, invocation.has(Commands.FORCE));
        report.found(plan);
        return plan;
    }

    private static PortEnd apply(SetRequest request, Invocation invocation, Session session, PortReport report)
            throws CommandFailure, IOException {
        LiveChange.kernel(session);
        PfRow row = PortSelection.select(session.inventory(new Look.AtCards()), request.port());
        LiveChange.mustBeWritable(session, row);
        try (LiveChange change = LiveChange.begin(session, new LiveChange.Terms("vfnet set " + request.port() + " "
                + request.count(), request.patience(), invocation.has(Commands.FORCE)))) {
            change.mustNotBeBlocked(row);
            report.mended(change.mend(report));
            PortPlan port = plan(request, invocation, session, report);
            return switch (port.planned()) {
                case Refusal refusal -> report.refused(refusal);
                case Plan plan when plan.isEmpty() -> {
                    change.isSettled(row);
                    yield report.unchanged(port.inventory());
                }
                case Plan plan -> report.ended(change.run(plan, report));
            };
        }
    }
}
