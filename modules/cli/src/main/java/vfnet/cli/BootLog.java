package vfnet.cli;

import java.io.IOException;
import java.util.List;
import vfnet.apply.Failure;
import vfnet.apply.Progress;
import vfnet.apply.Step;

/**
 * What the boot service says: in the journal each line with its priority (sd-daemon(3)), on a terminal as every other
 * command.
 */
final class BootLog implements Progress {
    private static final int ERROR = 3;
    private static final int WARNING = 4;
    private static final int INFO = 6;
    private static final int DEBUG = 7;

    private final Session session;
    private final boolean isJournal;
    private String port = "";

    /** systemd sets JOURNAL_STREAM for a service whose output goes to the journal (systemd.exec(5)). */
    BootLog(Session session) {
        this.session = session;
        this.isJournal = session.variable("JOURNAL_STREAM").isPresent();
    }

    /** Whose steps are reported from now on. */
    void begins(String title) {
        port = title + ": ";
    }

    void error(String line) {
        say(ERROR, line);
    }

    void warning(String line) {
        say(WARNING, line);
    }

    void info(String line) {
        say(INFO, line);
    }

    @Override
    public void begins(Step step, int number, int of) {
        if (isJournal) {
            say(DEBUG, port + step.words());
        }
    }

    @Override
    public void goesBack(Failure failure) {
        error(port + failure.what());
        failure.remedy().ifPresent(remedy -> error(port + "to do: " + remedy));
        List<String> log = failure.log();
        log.forEach(line -> error(port + "the kernel says: " + line));
    }

    @Override
    public void stops(Failure failure) {
        goesBack(failure);
    }

    private void say(int priority, String line) {
        try {
            session.say((isJournal ? "<" + priority + ">" : "vfnet: ") + Cleaned.of(line) + "\n");
        } catch (IOException e) {
            // Nobody reads any more; the work must come to its end all the same.
        }
    }
}
