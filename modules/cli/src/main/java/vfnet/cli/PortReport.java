package vfnet.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import vfnet.apply.Failure;
import vfnet.apply.Outcome;
import vfnet.apply.Plan;
import vfnet.apply.Progress;
import vfnet.apply.Refusal;
import vfnet.apply.Step;
import vfnet.model.Driver;
import vfnet.model.Inventory;
import vfnet.persistence.Difference;

/** Tells what a command finds, does and did to one port: in words, unless a document follows at the end. */
final class PortReport implements Progress {
    private final Session session;
    private final boolean asJson;
    private final BiFunction<PfRow, Inventory, String> closing;
    private final ProgressLine progress;
    private Optional<PortDocument> document = Optional.empty();
    private Optional<IOException> unheard = Optional.empty();

    private PortReport(Session session, boolean asJson, BiFunction<PfRow, Inventory, String> closing) {
        this.session = session;
        this.asJson = asJson;
        this.closing = closing;
        progress = new ProgressLine(session, asJson);
    }

    /** @param closing what to say of a port and the machine once all is done */
    static PortReport of(Invocation invocation, Session session, BiFunction<PfRow, Inventory, String> closing) {
        return new PortReport(session, invocation.has(Commands.JSON), closing);
    }

    void mended(List<String> lines) {
        for (String line : lines) {
            say("vfnet: " + line + "\n");
        }
    }

    /** In what the port is not as it shall be. */
    void differs(List<Difference> differences) {
        for (Difference difference : differences) {
            words("~ " + difference.words() + "\n");
        }
    }

    /** What is there, and what shall be done to whom. */
    void found(PortPlan port) {
        PfRow row = port.row();
        document = Optional.of(new PortDocument(port));
        String driver = row.function().driver().value().map(Driver::name).orElse("no driver");
        words(row.title() + ", " + driver + ": " + row.pf().virtualFunctions().size() + " of "
                + Cells.of(row.pf().sriov().map(sriov -> sriov.totalVfs()), Cells.UNKNOWN) + " VFs\n");
        if (port.planned() instanceof Plan empty && empty.isEmpty()) {
            empty.notes().forEach(note -> words("Note: " + note + "\n"));
        }
        if (port.planned() instanceof Plan plan && !plan.isEmpty()) {
            words(PortWords.plan(plan, port.wanted()));
            if (plan.wanted().count() != row.pf().virtualFunctions().size()) {
                PortWords.traffic(row).forEach(line -> say("vfnet: warning: " + line + "\n"));
            }
        }
    }

    PortEnd planned() {
        boolean changes = document.filter(PortDocument::hasSteps).isPresent();
        words(changes ? "Dry run: nothing was changed.\n" : asWanted() + ": nothing to do.\n");
        return end(PortResult.of(changes ? "planned" : "unchanged"), changes ? ExitCode.WOULD_CHANGE : ExitCode.DONE);
    }

    /** Where not everything can be read, the rest is what is known. */
    private String asWanted() {
        return document.orElseThrow().planned() instanceof Plan plan && !plan.notes().isEmpty()
                ? "What can be read is already as requested" : "Already as requested";
    }

    PortEnd unchanged(Inventory inventory) {
        words(asWanted() + ": nothing was changed.\n");
        return end(PortResult.of("unchanged").with(inventory), ExitCode.DONE);
    }

    PortEnd refused(Refusal refusal) {
        StringBuilder words = new StringBuilder("vfnet: ").append(refusal.words());
        refusal.holders().forEach(vf -> words.append("\nvfnet:   VF ").append(vf.index()).append(" (").append(vf.address())
                .append("): ").append(PortWords.holders(vf)));
        if (refusal.reason() == Refusal.Reason.IN_USE) {
            words.append("\nvfnet: free them first, or remove them with --force. Nothing was changed");
        }
        if (refusal.reason() == Refusal.Reason.CARD_IN_USE) {
            words.append(". Free them first, or vfnet persist and reboot; --force does not help. Nothing was changed");
        }
        say(words.append('\n').toString());
        return end(PortResult.of("refused").because(refusal.words()), ExitCode.of(refusal));
    }

    @Override
    public void begins(Step step, int number, int of) {
        progress.begins(step.words(), number, of);
    }

    @Override
    public void goesBack(Failure failure) {
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

    PortEnd ended(Outcome outcome) {
        progress.ends();
        return switch (outcome) {
            case Outcome.Done(Inventory after, List<String> unverified) -> done(after, unverified);
            case Outcome.RolledBack(Failure failure, Inventory after) -> {
                say("vfnet: all changes were rolled back\n");
                yield end(PortResult.of("rolled_back").because(failure.what()).with(after), ExitCode.FAILED);
            }
            case Outcome.Left(Failure failure, String state, boolean _, Inventory after) -> {
                say("vfnet: not everything was rolled back; now " + state + "\n");
                yield end(PortResult.of("left").because(failure.what()).inState(state).with(after), ExitCode.PARTLY);
            }
            case Outcome.Blocked(Step step, long pid, String state, Inventory after) -> blocked(step, pid, state, after);
        };
    }

    private PortEnd done(Inventory after, List<String> unverified) {
        words(closing.apply(document.orElseThrow().row(), after));
        if (!unverified.isEmpty()) {
            unverified.forEach(line -> say("vfnet: " + line + "\n"));
        }
        return end(PortResult.of("done").unverified(unverified).with(after),
                unverified.isEmpty() ? ExitCode.DONE : ExitCode.PARTLY);
    }

    private PortEnd blocked(Step step, long pid, String state, Inventory after) {
        String words = "the kernel has not answered the request to " + step.words() + " in time; process " + pid
                + " goes on waiting for it and nothing can stop it";
        say("vfnet: " + words + "\n");
        for (String holder : PortWords.holdersOf(document.orElseThrow().port(), after)) {
            say("vfnet: it is held by " + holder + "\n");
        }
        say("vfnet: now " + state + "; once the VF is let go the request is carried out, so look with vfnet list\n");
        return end(PortResult.of("blocked").because(words).inState(state).with(after), ExitCode.PARTLY);
    }

    private PortEnd end(PortResult result, ExitCode code) {
        return new PortEnd(code, document.orElseThrow(), result);
    }

    /** Whoever reads may be gone (a closed pipe, a lost connection): the work comes to its end all the same. */
    private void words(String text) {
        if (asJson || unheard.isPresent()) {
            return;
        }
        try {
            session.print(Cleaned.lines(text));
        } catch (IOException e) {
            unheard = Optional.of(e);
        }
    }

    /** @throws IOException when what was to be told could not be written */
    void mustHaveBeenHeard() throws IOException {
        if (unheard.isPresent()) {
            throw unheard.get();
        }
    }

    private void say(String text) {
        try {
            session.say(text);
        } catch (IOException e) {
            // Nobody reads any more; the work must come to its end all the same.
        }
    }
}
