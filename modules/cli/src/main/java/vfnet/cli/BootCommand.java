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
    private static final int DEFAULT_DEADLINE = 30;
    private static final int DEFAULT_PATIENCE = 60;
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
            Loaded loaded = Saved.trusted(file, session);
            boolean sound = judge(file, loaded, log);
            if (loaded.configuration().ports().isEmpty()) {
                return nothing(file, sound, log);
            }
            BootRun run = new BootRun(session, log, file, loaded);
            List<BootEnd> ends = dryRun ? run.planned() : run.applied(deadline, patience);
            return end(ends, sound, log);
        } catch (CommandFailure e) {
            log.error(e.getMessage());
            return e.exitCode();
        }
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
            log.error(file.path() + ": what is sound is applied, the rest is not; the last sound version is " + file.lastGood());
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
