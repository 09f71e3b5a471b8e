package vfnet.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.Outcome;
import vfnet.apply.Plan;
import vfnet.apply.Refusal;
import vfnet.model.Problem;
import vfnet.model.SavedPort;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/** {@code vfnet apply}: brings ports to what is saved for them, one after another; one that fails stops no other. */
final class ApplyCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        boolean dryRun = invocation.has(Commands.DRY_RUN);
        Duration patience = SetRequest.patience(invocation);
        if (!dryRun) {
            LiveChange.kernel(session);
        }
        ConfigurationFile file = file(invocation, session);
        Loaded loaded = invocation.has(Commands.FILE) ? mustBeThere(file) : Saved.trusted(file, session);
        SavedPorts ports = SavedPorts.on(session, file, loaded, invocation.has(Commands.FORCE));
        List<SavedPort> chosen = chosen(invocation, ports);
        List<ApplyEnd> ends = dryRun ? planned(chosen, ports, invocation, session)
                : applied(chosen, ports, patience, invocation, session);
        return end(ends, ports, file, invocation, session);
    }

    /** A file that is named on the command line is wanted as it is, whoever wrote it. */
    private static ConfigurationFile file(Invocation invocation, Session session) throws CommandFailure {
        Optional<String> named = invocation.value(Commands.FILE);
        if (named.isEmpty()) {
            return session.configurationFile();
        }
        try {
            Path place = Path.of(named.get().equals("-") ? "/dev/stdin" : named.get());
            return isPipe(named.get()) ? ConfigurationFile.onPipe(place)
                    : ConfigurationFile.of(session.machine().sysroot(), place);
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "--file " + named.get() + " is not a valid path", e);
        }
    }

    /** What bash makes of {@code <(COMMAND)} is /dev/fd/63. */
    private static boolean isPipe(String named) {
        return named.equals("-") || named.equals("/dev/stdin") || named.startsWith("/dev/fd/");
    }

    private static Loaded mustBeThere(ConfigurationFile file) throws CommandFailure {
        Loaded loaded = file.load();
        if (loaded instanceof Loaded.Missing) {
            throw new CommandFailure(ExitCode.USAGE, "--file " + file.path() + " does not exist");
        }
        if (loaded instanceof Loaded.Unreadable(Problem why)) {
            throw new CommandFailure(ExitCode.FAILED, why + ". Nothing was changed");
        }
        return loaded;
    }

    private static List<SavedPort> chosen(Invocation invocation, SavedPorts ports) throws CommandFailure {
        if (invocation.parameters().isEmpty()) {
            return ports.saved().configuration().ports();
        }
        SavedSelection selection = new SavedSelection(Rows.of(ports.inventory()), ports.saved());
        List<SavedPort> chosen = new ArrayList<>();
        for (String name : invocation.parameters()) {
            SavedPort entry = selection.one(name);
            if (!chosen.contains(entry)) {
                chosen.add(entry);
            }
        }
        return chosen;
    }

    private static List<ApplyEnd> planned(List<SavedPort> chosen, SavedPorts ports, Invocation invocation, Session session)
            throws IOException {
        List<ApplyEnd> ends = new ArrayList<>();
        for (SavedPort entry : chosen) {
            PortReport report = PortReport.of(invocation, session, PortWords::asSaved);
            ends.add(attempt(entry, session, () -> {
                PortPlan port = ports.plan(entry);
                report.differs(ports.differences(entry));
                report.found(port);
                return port.planned() instanceof Refusal refusal ? report.refused(refusal) : report.planned();
            }));
        }
        return ends;
    }

    private static List<ApplyEnd> applied(List<SavedPort> chosen, SavedPorts ports, Duration patience,
            Invocation invocation, Session session) throws CommandFailure, IOException {
        Optional<Duration> confirm = confirm(invocation);
        List<ApplyEnd> ends = new ArrayList<>();
        if (chosen.isEmpty()) {
            return ends;
        }
        for (SavedPort entry : chosen) {
            Optional<PfRow> row = ports.find(entry).found().map(found -> new PfRow(found.pf(), found.port()));
            if (row.isPresent()) {
                LiveChange.mustBeWritable(session, row.get());
            }
        }
        try (LiveChange change = LiveChange.begin(session, new LiveChange.Terms("vfnet apply", patience,
                invocation.has(Commands.FORCE)))) {
            mustBeAsRead(ports, invocation, session);
            PortReport first = PortReport.of(invocation, session, PortWords::asSaved);
            first.mended(change.mend(first));
            Optional<UnconfirmedChange> unconfirmed = confirm.isEmpty() ? Optional.empty()
                    : Optional.of(UnconfirmedChange.begin(session, change, confirm.get()));
            ports.look(true);
            for (SavedPort entry : chosen) {
                ends.add(attempt(entry, session, () -> apply(entry, ports, change, unconfirmed, PortReport.of(invocation, session,
                        PortWords::asSaved))));
            }
            return unconfirmed.isEmpty() ? ends : unconfirmed.get().resolve(ends);
        }
    }

    /** Another vfnet may have saved while this one waited for it. */
    private static void mustBeAsRead(SavedPorts ports, Invocation invocation, Session session) throws CommandFailure {
        if (!invocation.has(Commands.FILE)) {
            ConfigurationFile file = session.configurationFile();
            if (!Saved.trusted(file, session).configuration().equals(ports.saved().configuration())) {
                throw new CommandFailure(ExitCode.FAILED, file.path() + " was changed by somebody else meanwhile; run this again."
                        + " Nothing was changed");
            }
        }
    }

    private static PortEnd apply(SavedPort entry, SavedPorts ports, LiveChange change, Optional<UnconfirmedChange> unconfirmed,
            PortReport report) throws CommandFailure {
        PfRow row = ports.row(entry);
        change.mustNotBeBlocked(row);
        PortPlan port = ports.plan(entry);
        report.differs(ports.differences(entry));
        report.found(port);
        return switch (port.planned()) {
            case Refusal refusal -> report.refused(refusal);
            case Plan plan when plan.isEmpty() -> {
                change.isSettled(row);
                yield report.unchanged(port.inventory());
            }
            case Plan plan -> {
                if (unconfirmed.isPresent()) {
                    unconfirmed.get().begins(plan);
                }
                yield ended(change.run(plan, report), ports, report);
            }
        };
    }

    private static PortEnd ended(Outcome outcome, SavedPorts ports, PortReport report) {
        ports.seen(outcome.after());
        return report.ended(outcome);
    }

    /** {@code 60s}, {@code 60} or {@code 2m}. */
    private static Optional<Duration> confirm(Invocation invocation) throws CommandFailure {
        Optional<String> word = invocation.value(Commands.CONFIRM);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        String text = word.get();
        char unit = text.isEmpty() ? 's' : text.charAt(text.length() - 1);
        String number = unit == 's' || unit == 'm' ? text.substring(0, text.length() - 1) : text;
        Duration time = SetRequest.seconds(number, "--confirm " + text + " is not a time such as 60s or 2m, in seconds", 1, 3600);
        return Optional.of(unit == 'm' ? time.multipliedBy(60) : time);
    }

    /** What may not come to a plan. */
    private interface Attempt {
        PortEnd make() throws CommandFailure, IOException;
    }

    private static ApplyEnd attempt(SavedPort entry, Session session, Attempt attempt) throws IOException {
        try {
            return ApplyEnd.of(entry, attempt.make());
        } catch (CommandFailure e) {
            session.say("vfnet: " + e.getMessage() + "\n");
            return ApplyEnd.failed(entry, e);
        }
    }

    private static ExitCode end(List<ApplyEnd> ends, SavedPorts ports, ConfigurationFile file, Invocation invocation,
            Session session) throws IOException {
        List<Problem> problems = ports.saved().problems();
        ExitCode code = ApplyEnd.together(ends, !problems.isEmpty());
        if (invocation.has(Commands.JSON)) {
            session.print(new ApplyDocument(file.path(), ends, problems, invocation.has(Commands.DRY_RUN), code).bytes());
        } else if (ends.isEmpty() && problems.isEmpty()) {
            session.print("Nothing is saved in " + file.path() + ", so there is nothing to do; to save the current configuration: vfnet persist\n");
        }
        session.warn(problems);
        return code;
    }
}
