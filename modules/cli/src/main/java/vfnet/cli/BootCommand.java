package vfnet.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Flaw;
import vfnet.persistence.Loaded;

/** {@code vfnet boot}: what the boot service runs. Its words go to the journal, a line a port at the end. */
final class BootCommand implements Command {
    static final int DEFAULT_DEADLINE = 30;
    static final int DEFAULT_PATIENCE = 60;
    private static final int MOST_SECONDS = 3600;

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        Duration deadline = SetRequest.seconds(invocation, Commands.DEADLINE, 0, MOST_SECONDS, DEFAULT_DEADLINE);
        Duration patience = SetRequest.seconds(invocation, Commands.TIMEOUT, 1, MOST_SECONDS, DEFAULT_PATIENCE);
        boolean dryRun = invocation.has(Commands.DRY_RUN);
        if (!dryRun) {
            LiveChange.kernel(session);
        }
        BootLog log = new BootLog(session);
        try {
            ConfigurationFile file = session.configurationFile();
            Loaded found = Saved.trusted(file, session);
            if (dryRun || found.configuration().ports().isEmpty()) {
                return ended(file, found, session, log, BootRun::planned);
            }
            Duration end = BootRun.end(LiveChange.kernel(session), deadline);
            try (LiveChange change = BootRun.begin(session, end, patience)) {
                // Another vfnet may have saved while this one waited for the lock.
                return ended(file, Saved.trusted(file, session), session, log, run -> run.applied(change, end, deadline, patience));
            }
        } catch (CommandFailure e) {
            log.error(e.getMessage());
            return e.exitCode();
        }
    }

    /** What is done for each entry. */
    private interface Way {
        List<BootEnd> go(BootRun run) throws CommandFailure;
    }

    private static ExitCode ended(ConfigurationFile file, Loaded loaded, Session session, BootLog log, Way way)
            throws CommandFailure {
        boolean sound = judge(file, loaded, log);
        return loaded.configuration().ports().isEmpty() ? nothing(file, sound, log)
                : end(way.go(new BootRun(session, log, file, loaded)), sound, log);
    }

    /** Whether every entry of the file can be used. */
    private static boolean judge(ConfigurationFile file, Loaded loaded, BootLog log) {
        if (!(loaded instanceof Loaded.Read read)) {
            return true;
        }
        for (Flaw flaw : read.ignored()) {
            log.warning(file.path() + ", " + flaw);
        }
        for (Flaw flaw : read.flaws()) {
            log.error(file.path() + ", " + flaw);
        }
        if (!read.flaws().isEmpty()) {
            log.error(file.path() + ": valid entries are applied, the others are not; the last valid version is " + file.lastGood());
        }
        return read.flaws().isEmpty();
    }

    private static ExitCode nothing(ConfigurationFile file, boolean sound, BootLog log) {
        if (sound) {
            log.info("nothing is saved in " + file.path() + ", so there is nothing to do");
        }
        return sound ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static ExitCode end(List<BootEnd> ends, boolean sound, BootLog log) {
        boolean good = true;
        boolean bad = true;
        for (BootEnd end : ends) {
            boolean done = end.code() == ExitCode.DONE;
            good &= done;
            bad &= !done && end.code() != ExitCode.PARTLY;
            if (done) {
                log.info(end.line());
            } else {
                log.error(end.line());
            }
        }
        Optional<ExitCode> shared = Optional.of(ends.getFirst().code())
                .filter(first -> ends.stream().allMatch(end -> end.code() == first));
        return good && sound ? ExitCode.DONE : bad ? shared.orElse(ExitCode.FAILED) : ExitCode.PARTLY;
    }
}
