package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import vfnet.apply.Applier;
import vfnet.apply.Kernel;
import vfnet.apply.Outcome;
import vfnet.apply.Plan;
import vfnet.apply.Planned;
import vfnet.apply.Planner;
import vfnet.apply.Refusal;
import vfnet.apply.RunState;
import vfnet.apply.Surroundings;
import vfnet.discovery.Look;
import vfnet.model.Inventory;
import vfnet.model.PciAddress;
import vfnet.model.Sysroot;

/** {@code vfnet set PORT N}: plans, shows, does, checks, and can go back. */
final class SetCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        SetRequest request = SetRequest.of(invocation);
        SetReport report = SetReport.of(invocation, session);
        if (invocation.has(Commands.DRY_RUN)) {
            return plan(request, invocation, session, report).end();
        }
        Kernel kernel = session.kernel().orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "a captured machine can be "
                + "looked at and not changed; add --dry-run to see the plan, or try scripts/sandbox"));
        Sysroot sysroot = session.machine().sysroot();
        PfRow row = PortSelection.select(session.inventory(new Look.AtCards()), request.port());
        mustBeWritable(sysroot, row);
        RunState state = new RunState(sysroot);
        session.interruption().watch();
        try (RunState.Lock _ = lock(state, request, kernel)) {
            return apply(request, invocation, session, report, row.function().address(), new Surroundings(kernel, sysroot,
                    () -> readAgain(session), state, request.patience()));
        }
    }

    private static Inventory readAgain(Session session) {
        try {
            return session.inventoryWithTraffic();
        } catch (CommandFailure e) {
            throw new IllegalStateException("the machine is no longer there: " + e.getMessage(), e);
        }
    }

    /** A plan, and what is known of the port that it is for. */
    private record Made(PfRow row, Planned planned, SetReport report, Inventory inventory) {

        /** The end of a dry run. */
        ExitCode end() throws IOException {
            return planned instanceof Refusal refusal ? report.refused(refusal) : report.planned();
        }
    }

    private static Made plan(SetRequest request, Invocation invocation, Session session, SetReport report)
            throws CommandFailure, IOException {
        Inventory inventory = session.inventoryWithTraffic();
        PfRow row = PortSelection.select(inventory, request.port());
        WantedVfs wanted = wanted(inventory, row, request);
        boolean vfio = Files.isDirectory(session.machine().sysroot().pciDriver("vfio-pci"));
        Planned planned = Planner.plan(inventory, wanted.port(), vfio, invocation.has(Commands.FORCE));
        report.found(row, request, wanted, planned);
        return new Made(row, planned, report, inventory);
    }

    /** A PF that cannot have that many is refused for that, and not for an address that it cannot have either. */
    private static WantedVfs wanted(Inventory inventory, PfRow row, SetRequest request) throws CommandFailure {
        Optional<Refusal> impossible = Planner.impossible(row.pf(), request.count());
        if (impossible.isPresent()) {
            throw new CommandFailure(SetReport.exitCode(impossible.get()), impossible.get().words());
        }
        return WantedVfs.of(inventory, row, request);
    }

    private static ExitCode apply(SetRequest request, Invocation invocation, Session session, SetReport report,
            PciAddress pf, Surroundings surroundings) throws CommandFailure, IOException {
        mustNotBeBlocked(surroundings.state(), request, pf);
        Applier applier = new Applier(surroundings, report, session.interruption(), invocation.has(Commands.FORCE));
        report.mended(applier.mend());
        Made made = plan(request, invocation, session, report);
        return switch (made.planned()) {
            case Refusal refusal -> report.refused(refusal);
            case Plan plan when plan.isEmpty() -> report.unchanged(made.inventory());
            case Plan plan -> report.ended(applier.run(plan));
        };
    }

    /** What an earlier run asked of this PF may still come about: whatever is asked now would wait behind it. */
    private static void mustNotBeBlocked(RunState state, SetRequest request, PciAddress pf) throws CommandFailure {
        Optional<String> blocked = state.blocked(pf);
        if (blocked.isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, request.port() + ": " + blocked.get()
                    + "; end the VM or program that holds the VF and wait for that process to go");
        }
    }

    /** What the file says counts, not who one is: in a container root may not write either. */
    private static void mustBeWritable(Sysroot sysroot, PfRow row) throws CommandFailure {
        var attribute = sysroot.pciAttribute(row.function().address(), "sriov_numvfs");
        if (Files.exists(attribute) && !Files.isWritable(attribute)) {
            throw new CommandFailure(ExitCode.NOT_PERMITTED, sysroot.onMachine(attribute)
                    + " cannot be written by this user; run it as root (sudo vfnet set ...). Nothing was changed");
        }
    }

    private static RunState.Lock lock(RunState state, SetRequest request, Kernel kernel) throws CommandFailure {
        String purpose = "vfnet set " + request.port() + " " + request.count() + ", process " + ProcessHandle.current().pid();
        try {
            return switch (state.lock(purpose, request.patience(), kernel)) {
                case RunState.LockAttempt.Held(RunState.Lock lock) -> lock;
                case RunState.LockAttempt.Busy(String holder) -> throw new CommandFailure(ExitCode.FAILED,
                        "another vfnet is at work (" + holder + ") and did not end within "
                                + request.patience().toSeconds() + " s; nothing was changed");
            };
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the lock in /run/vfnet cannot be taken: " + FileFailure.words(e), e);
        }
    }
}
