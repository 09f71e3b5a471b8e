package vfnet.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import vfnet.model.Inventory;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.Sriov;

/** {@code vfnet persist}: saves how ports are, or how many VFs one shall have. Never touches the live state. */
final class PersistCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        mustBeConsistent(invocation);
        mustLast(invocation, session);
        return SavedChange.run(invocation, session, (plan, inventory, saved) -> collect(invocation, session, plan, inventory, saved));
    }

    private static void mustBeConsistent(Invocation invocation) throws CommandFailure {
        boolean imports = invocation.has(Commands.IMPORT);
        boolean removes = invocation.has(Commands.REMOVE);
        if (imports && removes || (imports || removes) && !invocation.parameters().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE,
                    "PORT, --remove PORT and --import FILE do not go together; see 'vfnet persist --help'");
        }
    }

    private static void mustLast(Invocation invocation, Session session) throws CommandFailure {
        if (session.isOnlyForNow() && !invocation.has(Commands.DRY_RUN) && invocation.value(Commands.CONFIG).isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "a snapshot's configuration is read-only; make a folder of it"
                    + " with vfnet capture --unpack, name a file with --config, or add --dry-run to see the changes");
        }
    }

    private static void collect(Invocation invocation, Session session, PersistPlan plan, Inventory inventory, Saved saved)
            throws CommandFailure, IOException {
        List<String> parameters = invocation.parameters();
        if (invocation.has(Commands.REMOVE)) {
            plan.remove(new SavedSelection(Rows.of(inventory), saved).one(invocation.value(Commands.REMOVE).orElseThrow()));
        } else if (invocation.has(Commands.IMPORT)) {
            Takeover takeover = new Takeover(inventory, saved, plan);
            PredecessorPorts.take(session.machine().sysroot(), path(invocation), takeover, plan);
            for (String remark : takeover.remarks()) {
                session.say("vfnet: " + remark + "\n");
            }
        } else if (parameters.isEmpty()) {
            session.warn(saved.replaced(Rows.of(inventory).pfs()));
            plan.adoptAll();
        } else {
            PfRow row = PortSelection.select(inventory, parameters.getFirst());
            session.warn(saved.replaced(List.of(row)));
            plan.adopt(row, count(parameters, row));
        }
    }

    private static Path path(Invocation invocation) throws CommandFailure {
        try {
            return Path.of(invocation.value(Commands.IMPORT).orElseThrow());
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "--import: " + e.getMessage(), e);
        }
    }

    private static int count(List<String> parameters, PfRow row) throws CommandFailure {
        if (row.pf().sriov() instanceof Reading.Unreadable<Sriov>(Problem why)) {
            throw new CommandFailure(ExitCode.FAILED, PersistPlan.unreadable(row, why));
        }
        int most = row.pf().sriov().value().filter(Sriov::canMakeVfs).orElseThrow(() -> new CommandFailure(
                ExitCode.FAILED, row.title() + " cannot create VFs (see vfnet list), so there is nothing to save")).totalVfs();
        return parameters.size() < 2 ? row.pf().virtualFunctions().size() : VfCount.parse(parameters.get(1), 0, most, row);
    }
}
