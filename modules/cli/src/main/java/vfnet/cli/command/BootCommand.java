// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.apply.outcome.Outcome;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.BootLine;
import vfnet.model.PciAddress;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.live.EntryOutcome;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.usecase.BootOperation;
import vfnet.operations.usecase.BootRequest;

/** {@code vfnet boot}: what the boot service runs. Its messages go to the journal, one line per port at the end. */
public final class BootCommand implements Command {
    public static final int DEFAULT_DEADLINE = 30;
    public static final int DEFAULT_TIMEOUT = 60;
    private static final int MAX_SECONDS = 3600;

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException {
        Optional<PciAddress> returned = returned(invocation);
        BootRequest request = new BootRequest(
                returned,
                Requests.seconds(invocation, Options.DEADLINE, 0, MAX_SECONDS, DEFAULT_DEADLINE),
                Requests.seconds(invocation, Options.TIMEOUT, 1, MAX_SECONDS, DEFAULT_TIMEOUT));
        boolean dryRun = invocation.has(Options.DRY_RUN);
        if (!dryRun) {
            session.context().requireKernel();
        }
        ServiceLog log = new ServiceLog(session);
        try {
            return end(
                    dryRun
                            ? BootOperation.plan(session.context(), request, log)
                            : BootOperation.run(session.context(), request, log),
                    returned,
                    log);
        } catch (OperationException e) {
            log.error(e.getMessage());
            return ExitCode.of(e.kind());
        }
    }

    private static Optional<PciAddress> returned(Invocation invocation) throws OperationException {
        Optional<String> name = invocation.parameters().stream().findFirst();
        Optional<PciAddress> address = name.flatMap(PciAddress::parse);
        if (name.isPresent() && address.isEmpty()) {
            throw new OperationException(
                    Kind.INVALID_REQUEST,
                    "'" + name.get() + "' is not a PCI address such as 0000:01:00.0; to restore a port by its name: "
                            + "vfnet apply " + name.get());
        }
        return address;
    }

    private static ExitCode end(BootOperation.Result result, Optional<PciAddress> returned, ServiceLog log) {
        if (result.isServed()) {
            log.info(returned.orElseThrow() + ": restored together with others; see vfnet show " + returned.get());
            return ExitCode.DONE;
        }
        if (!result.outcomes().isEmpty()) {
            return end(result.outcomes(), ServiceLog.isSound(result.loaded()), log);
        }
        if (!ServiceLog.isSound(result.loaded())) {
            return ExitCode.FAILED;
        }
        log.info("nothing is saved " + returned.map(pf -> "for " + pf + " ").orElse("") + "in "
                + result.file().path() + ", so there is nothing to do");
        return ExitCode.DONE;
    }

    private static ExitCode end(List<EntryOutcome> outcomes, boolean sound, ServiceLog log) {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        for (EntryOutcome outcome : outcomes) {
            ExitCode code = code(outcome);
            codes.add(code);
            switch (code) {
                case DONE -> log.info(BootLine.of(outcome));
                case UNVERIFIED -> log.warning(BootLine.of(outcome));
                default -> log.error(BootLine.of(outcome));
            }
        }
        return together(codes, sound);
    }

    private static ExitCode together(Set<ExitCode> codes, boolean sound) {
        boolean restored = EnumSet.of(ExitCode.DONE, ExitCode.UNVERIFIED).containsAll(codes);
        if (restored && sound) {
            return codes.contains(ExitCode.UNVERIFIED) ? ExitCode.UNVERIFIED : ExitCode.DONE;
        }
        boolean isNothingDone =
                Collections.disjoint(codes, EnumSet.of(ExitCode.DONE, ExitCode.UNVERIFIED, ExitCode.PARTLY));
        return !isNothingDone
                ? ExitCode.PARTLY
                : codes.size() == 1 ? codes.iterator().next() : ExitCode.FAILED;
    }

    /** Planned changes are no failure of a dry run. */
    private static ExitCode code(EntryOutcome outcome) {
        if (outcome instanceof EntryOutcome.Attempted(var _, PortOutcome.Ended(var _, Outcome.Done done))
                && !done.remarks().isEmpty()
                && !done.isWrong()) {
            return ExitCode.UNVERIFIED;
        }
        ExitCode code = ExitCode.of(outcome);
        return code == ExitCode.WOULD_CHANGE ? ExitCode.DONE : code;
    }
}
