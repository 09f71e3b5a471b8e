// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import vfnet.apply.outcome.Failure;
import vfnet.apply.outcome.Outcome;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.Refusal;
import vfnet.apply.plan.Step;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.JsonDocument;
import vfnet.cli.json.PortDocument;
import vfnet.cli.json.PortResult;
import vfnet.cli.session.ProgressLine;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.text.Cells;
import vfnet.cli.text.PortMessages;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.discovery.VfCounts;
import vfnet.model.Driver;
import vfnet.model.PciAddress;
import vfnet.model.VfRanges;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.live.ChangeListener;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.live.PortPlan;
import vfnet.operations.view.PfRow;

/** Reports the plan, the steps and the result for one port: as text, unless a document follows at the end. */
final class PortReport implements ChangeListener {
    private final Session session;
    private final boolean asJson;
    /** On a terminal the bar shows the steps, and the table at the end the addresses. */
    private final boolean isBrief;

    private final BiFunction<PfRow, Inventory, String> closing;
    private final ProgressLine progress;
    private Optional<IOException> unheard = Optional.empty();

    private PortReport(Session session, boolean asJson, boolean isBrief, BiFunction<PfRow, Inventory, String> closing) {
        this.session = session;
        this.asJson = asJson;
        this.isBrief = isBrief;
        this.closing = closing;
        progress = new ProgressLine(session, asJson);
    }

    /** @param closing what to print about a port and the machine at the end */
    static PortReport of(Invocation invocation, Session session, BiFunction<PfRow, Inventory, String> closing) {
        boolean isBrief = session.terminalColumns().isPresent() && !invocation.has(Options.DRY_RUN);
        return new PortReport(session, invocation.has(Options.JSON), isBrief, closing);
    }

    @Override
    public boolean wantsUsers() {
        return asJson;
    }

    @Override
    public void recovered(String line) {
        say("vfnet: " + line + "\n");
    }

    @Override
    public void failed(OperationException reason) {
        say("vfnet: " + reason.getMessage() + "\n");
    }

    @Override
    public void planned(PortPlan port) {
        PfRow row = port.row();
        port.drift().forEach(difference -> print("~ " + difference.describe() + "\n"));
        String driver = row.function().driver().value().map(Driver::name).orElse("no driver");
        print(row.title() + ", " + driver + ": " + row.pf().virtualFunctions().size() + " of "
                + Cells.of(row.pf().sriov().map(sriov -> sriov.totalVfs()), Cells.UNKNOWN) + " VFs"
                + row.pf()
                        .cardSwitch()
                        .mode()
                        .map(mode -> ", eswitch in " + mode + " mode")
                        .orElse("") + "\n");
        if (port.planned() instanceof Plan empty && empty.isEmpty()) {
            empty.notes().forEach(note -> print("Note: " + note + "\n"));
        }
        if (port.planned() instanceof Plan plan && !plan.isEmpty()) {
            print(
                    isBrief
                            ? PortMessages.consequences(plan)
                            : PortMessages.steps(plan, port.desired()) + PortMessages.consequences(plan));
            if (plan.desired().count() != row.pf().virtualFunctions().size()) {
                PortMessages.traffic(row).forEach(line -> say("vfnet: warning: " + line + "\n"));
            }
        }
    }

    @Override
    public void ended(PortOutcome outcome) {
        switch (outcome) {
            case PortOutcome.Planned planned ->
                print(
                        planned.hasSteps()
                                ? "Dry run: nothing was changed.\n"
                                : asRequested(planned.port()) + ": nothing to do.\n");
            case PortOutcome.Unchanged(PortPlan port) -> print(asRequested(port) + ": nothing was changed.\n");
            case PortOutcome.Refused(PortPlan _, Refusal refusal) -> refused(refusal);
            case PortOutcome.Ended(PortPlan port, Outcome ended) -> ended(port, ended);
            // Waiting for the confirmation has reported it.
            case PortOutcome.NotConfirmed _ -> {}
        }
    }

    /** Where something cannot be read, the rest is shown. */
    private static String asRequested(PortPlan port) {
        return port.planned() instanceof Plan plan && !plan.notes().isEmpty()
                ? "What can be read is already as requested"
                : "Already as requested";
    }

    private void refused(Refusal refusal) {
        StringBuilder words = new StringBuilder("vfnet: ").append(refusal.message());
        refusal.holders()
                .forEach(vf -> words.append("\nvfnet:   VF ")
                        .append(vf.index())
                        .append(" (")
                        .append(vf.address())
                        .append("): ")
                        .append(PortMessages.holders(vf)));
        if (refusal.reason() == Refusal.Reason.IN_USE) {
            words.append("\nvfnet: free them first, or override this with --force. Nothing was changed");
        }
        if (refusal.reason() == Refusal.Reason.CARD_IN_USE) {
            words.append(". Free them first, or vfnet persist and reboot; --force does not help. Nothing was changed");
        }
        say(words.append('\n').toString());
    }

    @Override
    public void begins(Step step, int number, int of) {
        progress.begins(step.describe(), number, of, () -> detail(step));
    }

    /** How many VFs a step has come to; empty for one that has no number. */
    private String detail(Step step) {
        return switch (step) {
            case Step.CreateVfs(PciAddress pf, int count) -> outOf(counts(pf).present(), count);
            case Step.RemoveVfs(PciAddress pf, int count) ->
                outOf(count - counts(pf).present(), count);
            case Step.ProbeVfs(PciAddress pf, var drivers) -> outOf(counts(pf).bound(), drivers.size());
            case Step.AwaitInterfaces(PciAddress pf, List<Integer> vfs) ->
                outOf(counts(pf).withInterface(), vfs.size());
            default -> "";
        };
    }

    private VfCounts counts(PciAddress pf) {
        return VfCounts.of(session.context().machine(), pf);
    }

    private static String outOf(int done, int all) {
        return Math.min(done, all) + " of " + VfRanges.count(all);
    }

    @Override
    public void rollsBack(Failure failure) {
        failed(failure);
        say("vfnet: rolling back\n");
    }

    @Override
    public void stops(Failure failure) {
        failed(failure);
        say("vfnet: VFs that another process created are left alone\n");
    }

    private void failed(Failure failure) {
        progress.ends();
        say("vfnet: " + failure.what() + "\n");
        failure.remedy().ifPresent(remedy -> say("vfnet: to do: " + remedy + "\n"));
        failure.log().forEach(line -> say("vfnet: the kernel says: " + line + "\n"));
    }

    private void ended(PortPlan port, Outcome outcome) {
        progress.ends();
        switch (outcome) {
            case Outcome.Done done -> {
                print(closing.apply(port.row(), done.after()));
                done.lines().forEach(line -> say("vfnet: " + line + "\n"));
            }
            case Outcome.RolledBack _ -> say("vfnet: all changes were rolled back\n");
            case Outcome.Left(Failure _, String state, boolean _, Inventory _) ->
                say("vfnet: not everything was rolled back; now " + state + "\n");
            case Outcome.Blocked(Step step, long pid, String state, Inventory after) -> {
                say("vfnet: " + PortResult.blocked(step, pid) + "\n");
                PortMessages.holdersOf(port, after).forEach(holder -> say("vfnet: it is held by " + holder + "\n"));
                say("vfnet: now " + state
                        + "; once the VF is let go the request is carried out, so look with vfnet list\n");
            }
        }
    }

    /** The reader may have gone (a closed pipe, a lost connection): the work continues to its end. */
    private void print(String text) {
        if (asJson || unheard.isPresent()) {
            return;
        }
        try {
            session.print(TerminalSanitizer.lines(text));
        } catch (IOException e) {
            unheard = Optional.of(e);
        }
    }

    /** Ends a command that changes one port: the document, if one is wanted, and the exit status. */
    ExitCode close(PortOutcome outcome, int version, boolean dryRun) throws IOException {
        requireWritten();
        if (asJson) {
            session.print(JsonDocument.write(json -> {
                json.number("version", Optional.of(version));
                new PortDocument(outcome).write(json, dryRun);
            }));
        }
        ExitCode code = ExitCode.of(outcome);
        return code == ExitCode.WOULD_CHANGE ? ExitCode.DONE : code;
    }

    /** @throws IOException when the report could not be written */
    void requireWritten() throws IOException {
        if (unheard.isPresent()) {
            throw unheard.get();
        }
    }

    private void say(String text) {
        try {
            session.say(text);
        } catch (IOException e) {
            // The reader has gone; the work continues to its end.
        }
    }
}
