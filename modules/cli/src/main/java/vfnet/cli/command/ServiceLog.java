// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.util.List;
import vfnet.apply.outcome.Failure;
import vfnet.apply.plan.Step;
import vfnet.cli.session.Session;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.model.desired.SavedPort;
import vfnet.operations.live.ChangeListener;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;

/**
 * The messages of a service: in the journal each line with its priority (sd-daemon(3)), on a terminal as of every other
 * command.
 */
final class ServiceLog implements ChangeListener {
    private static final int ERROR = 3;
    private static final int WARNING = 4;
    private static final int INFO = 6;
    private static final int DEBUG = 7;

    private final Session session;
    private final boolean isJournal;
    private String port = "";

    /** systemd sets JOURNAL_STREAM for a service whose output goes to the journal (systemd.exec(5)). */
    ServiceLog(Session session) {
        this.session = session;
        this.isJournal = !session.context()
                .environment()
                .getOrDefault("JOURNAL_STREAM", "")
                .isEmpty();
    }

    /** Whether every entry of the file can be used. */
    static boolean isSound(Loaded loaded) {
        return !(loaded instanceof Loaded.Read read) || read.flaws().isEmpty();
    }

    @Override
    public void loaded(ConfigurationFile file, Loaded loaded) {
        if (loaded instanceof Loaded.Read read) {
            read.ignored().forEach(flaw -> warning(file.path() + ", " + flaw));
            read.flaws().forEach(flaw -> error(file.path() + ", " + flaw));
        }
        if (!isSound(loaded)) {
            error(file.path() + ": valid entries are applied, the others are not; the last valid version is "
                    + file.lastGood());
        }
    }

    @Override
    public void recovered(String line) {
        warning(line);
    }

    @Override
    public void begins(SavedPort entry) {
        port = entry.title() + ": ";
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
            say(DEBUG, port + step.describe());
        }
    }

    @Override
    public void rollsBack(Failure failure) {
        error(port + failure.what());
        failure.remedy().ifPresent(remedy -> error(port + "to do: " + remedy));
        List<String> log = failure.log();
        log.forEach(line -> error(port + "the kernel says: " + line));
    }

    @Override
    public void stops(Failure failure) {
        rollsBack(failure);
    }

    private void say(int priority, String line) {
        try {
            session.say((isJournal ? "<" + priority + ">" : "vfnet: ") + TerminalSanitizer.of(line) + "\n");
        } catch (IOException e) {
            // The reader has gone; the work continues to its end.
        }
    }
}
