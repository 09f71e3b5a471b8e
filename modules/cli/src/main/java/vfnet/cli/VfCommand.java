package vfnet.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.apply.Plan;
import vfnet.apply.Refusal;
import vfnet.discovery.Look;
import vfnet.model.Inventory;

/** {@code vfnet vf}: sets single VFs of a port, through plan, check and way back; saves them too where asked. */
final class VfCommand implements Command {
    private static final int VERSION = 1;
    private static final List<String> COLUMNS = List.of("vf_index", "interface", "admin_mac_address", "vlan", "spoof_check",
            "trust", "link_state", "min_tx_rate", "max_tx_rate", "driver");

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        VfWish wish = VfWish.of(invocation);
        boolean dryRun = invocation.has(Commands.DRY_RUN);
        VfChoice first = choice(session.inventory(new Look.AtCards()), invocation, session);
        PortReport report = PortReport.of(invocation, session, (row, after) -> closing(first, after));
        try (VfSaving saving = VfSaving.begin(invocation, session)) {
            PortEnd end = dryRun ? planned(wish, invocation, session, report, saving)
                    : apply(wish, invocation, session, report, saving, first);
            VfSaving.Saved saved = dryRun || end.code() != ExitCode.DONE && end.code() != ExitCode.PARTLY
                    ? saving.notNow() : saving.save();
            if (invocation.has(Commands.JSON)) {
                session.print(JsonDocument.write(json -> {
                    json.number("version", Optional.of(VERSION));
                    end.document().write(json, end.result(), dryRun);
                    json.flag("saved", Optional.of(saved.done()));
                    json.text("save_failure", saved.failure());
                }));
            } else if (saved.done() || dryRun) {
                session.print(Cleaned.lines(saving.words(dryRun)));
            }
            saved.failure().ifPresent(line -> say(session, line));
            report.mustHaveBeenHeard();
            ExitCode code = end.code() == ExitCode.WOULD_CHANGE ? ExitCode.DONE : end.code();
            return code == ExitCode.DONE && saved.failure().isPresent() ? ExitCode.PARTLY : code;
        }
    }

    private static void say(Session session, String line) {
        try {
            session.say("vfnet: " + line + "\n");
        } catch (IOException e) {
            // Nobody reads any more; the exit status tells it.
        }
    }

    private static VfChoice choice(Inventory inventory, Invocation invocation, Session session) throws CommandFailure {
        return VfChoice.of(Rows.of(inventory).beside(Saved.forChange(inventory, session), false), invocation.parameters());
    }

    private static PortPlan plan(VfWish wish, Invocation invocation, Session session, PortReport report, VfSaving saving)
            throws CommandFailure, IOException {
        Inventory inventory = session.inventoryWithTraffic();
        Saved saved = Saved.forChange(inventory, session);
        session.warn(saved.problems());
        VfChoice choice = choice(inventory, invocation, session);
        session.warn(saved.replaced(List.of(choice.row())));
        WantedVfs wanted = VfWishes.on(inventory, choice, wish, saved);
        saving.prepare(inventory, choice, wish, wanted, saved);
        PortPlan plan = PortPlan.of(inventory, choice.row(), wanted, session, invocation.has(Commands.FORCE));
        report.found(plan);
        return plan;
    }

    private static PortEnd planned(VfWish wish, Invocation invocation, Session session, PortReport report, VfSaving saving)
            throws CommandFailure, IOException {
        return plan(wish, invocation, session, report, saving).planned() instanceof Refusal refusal
                ? report.refused(refusal) : report.planned();
    }

    private static PortEnd apply(VfWish wish, Invocation invocation, Session session, PortReport report, VfSaving saving,
            VfChoice first) throws CommandFailure, IOException {
        LiveChange.kernel(session);
        LiveChange.mustBeWritable(session, first.row());
        try (LiveChange change = LiveChange.begin(session, new LiveChange.Terms("vfnet vf "
                + String.join(" ", invocation.parameters()), SetRequest.patience(invocation), invocation.has(Commands.FORCE)))) {
            saving.lock();
            change.mustNotBeBlocked(first.row());
            report.mended(change.mend(report));
            PortPlan port = plan(wish, invocation, session, report, saving);
            return switch (port.planned()) {
                case Refusal refusal -> report.refused(refusal);
                case Plan plan when plan.isEmpty() -> report.unchanged(port.inventory());
                case Plan plan -> report.ended(change.run(plan, report));
            };
        }
    }

    /** The VFs as they are now. */
    private static String closing(VfChoice choice, Inventory after) {
        List<VfRow> vfs = Rows.of(after).vfs().stream().filter(vf -> vf.isOf(choice.row())
                && choice.indices().contains(vf.vf().index())).toList();
        List<Column<VfRow>> columns = COLUMNS.stream().flatMap(key -> ListColumns.VF.stream()
                .filter(column -> column.key().equals(key))).toList();
        return "Done. " + choice.row().title() + ":\n" + TextTable.of(columns, vfs).render(true, OptionalInt.empty());
    }
}
