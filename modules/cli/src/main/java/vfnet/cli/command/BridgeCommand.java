// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.List;
import vfnet.apply.filter.FilterFailure;
import vfnet.apply.filter.FilterOutcome;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.BridgeDocument;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Requests;
import vfnet.cli.text.BridgeMessages;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.discovery.DetailLevel;
import vfnet.model.Errno;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.bridge.BridgeListener;
import vfnet.operations.bridge.BridgeResult;
import vfnet.operations.bridge.BridgeRow;
import vfnet.operations.usecase.BridgeOperation;
import vfnet.operations.usecase.BridgeWatch;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;

/** {@code vfnet bridge}: has the ports of cards accept the addresses behind the bridges over them. */
public final class BridgeCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        List<String> ports =
                invocation.parameters().subList(1, invocation.parameters().size());
        String word = invocation.parameters().getFirst();
        boolean dryRun = invocation.has(Options.DRY_RUN);
        return switch (word) {
            case "status" -> status(ports, invocation, session);
            case "sync" ->
                report(
                        dryRun
                                ? BridgeOperation.plan(session.context(), ports)
                                : BridgeOperation.run(session.context(), ports, Requests.timeout(invocation)),
                        invocation,
                        session);
            case "clear" -> {
                BridgeResult cleared = dryRun
                        ? BridgeOperation.planClearing(session.context(), ports)
                        : BridgeOperation.clear(session.context(), ports, Requests.timeout(invocation));
                ExitCode code = report(cleared, invocation, session);
                noteService(cleared, session);
                yield code;
            }
            case "watch" -> watch(ports, session);
            default ->
                throw new OperationException(
                        Kind.INVALID_REQUEST,
                        "'" + word + "' is none of status, sync, clear and watch; see 'vfnet bridge --help'");
        };
    }

    /** The service brings back what is cleared. */
    private static void noteService(BridgeResult cleared, Session session) throws OperationException {
        Inventory inventory = session.context().inventory(new DetailLevel.Cards(false));
        Rows.of(inventory).beside(ConfigurationView.beside(inventory, session.context()), false).pfs().stream()
                .filter(port -> cleared.rows().stream()
                                .anyMatch(row -> row.row().isSamePort(port))
                        && port.saved().value().filter(SavedPort::bridgeSync).isPresent())
                .forEach(port -> session.tell(port.title()
                        + " is saved with bridge_sync, so vfnet-bridge.service registers addresses again; to stop that:"
                        + " vfnet persist --no-bridge-sync " + port.name()));
    }

    private static ExitCode status(List<String> ports, Invocation invocation, Session session)
            throws OperationException, IOException {
        BridgeResult result = BridgeOperation.plan(session.context(), ports);
        print(result, true, BridgeMessages.status(result), invocation, session);
        return ExitCode.DONE;
    }

    private static ExitCode watch(List<String> ports, Session session) {
        ServiceLog log = new ServiceLog(session);
        try {
            BridgeWatch.run(session.context(), ports, new Journal(log));
            if (!session.context().interruption().isRequested()) {
                log.info("no port is saved to be kept in line with bridges, so there is nothing to watch; for one:"
                        + " vfnet persist --bridge-sync PORT");
            }
            return ExitCode.DONE;
        } catch (OperationException e) {
            log.error(e.getMessage());
            return ExitCode.of(e.kind());
        }
    }

    private static ExitCode report(BridgeResult result, Invocation invocation, Session session) throws IOException {
        boolean dryRun = invocation.has(Options.DRY_RUN);
        print(result, dryRun, BridgeMessages.sync(result, dryRun), invocation, session);
        List<FilterFailure> failures = result.rows().stream()
                .flatMap(row -> row.outcome().stream())
                .flatMap(outcome -> outcome.failures().stream())
                .toList();
        for (FilterFailure failure : failures) {
            session.tell(failure.what());
            failure.remedy().ifPresent(remedy -> session.tell("to do: " + remedy));
        }
        return code(result, failures);
    }

    private static void print(BridgeResult result, boolean dryRun, String text, Invocation invocation, Session session)
            throws IOException {
        if (invocation.has(Options.JSON)) {
            session.print(new BridgeDocument(result, dryRun).bytes());
        } else {
            session.print(TerminalSanitizer.lines(text));
        }
        session.warn(result.problems());
        result.rows().forEach(row -> BridgeMessages.warnings(row).forEach(session::warn));
    }

    private static ExitCode code(BridgeResult result, List<FilterFailure> failures) {
        boolean known = result.rows().stream().allMatch(row -> row.filter().isPresent());
        if (failures.isEmpty()) {
            return known ? ExitCode.DONE : ExitCode.PARTLY;
        }
        boolean changed =
                result.rows().stream().flatMap(row -> row.outcome().stream()).anyMatch(FilterOutcome::hasChanged);
        boolean forbidden = failures.stream()
                .allMatch(failure -> failure.errno()
                        .filter(errno -> errno == Errno.EPERM || errno == Errno.EACCES)
                        .isPresent());
        return changed ? ExitCode.PARTLY : forbidden ? ExitCode.NOT_PERMITTED : ExitCode.FAILED;
    }

    /** {@code vfnet bridge watch}, what the bridge service runs: one line in the journal for each address. */
    private static final class Journal implements BridgeListener {
        private final ServiceLog log;

        Journal(ServiceLog log) {
            this.log = log;
        }

        @Override
        public void changed(BridgeRow row) {
            BridgeMessages.changes(row).forEach(change -> log.info(row.row().title() + ": " + change));
            BridgeMessages.warnings(row).forEach(log::warning);
        }

        @Override
        public void hindered(String line) {
            log.warning(line);
        }
    }
}
