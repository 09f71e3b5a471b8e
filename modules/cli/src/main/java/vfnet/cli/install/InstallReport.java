// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.install;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.cli.host.ExitCode;
import vfnet.cli.json.InstallDocument;
import vfnet.cli.json.InstallResult;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.cli.syntax.Version;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.install.Layout;
import vfnet.install.plan.Action;
import vfnet.install.plan.Plan;
import vfnet.install.run.Execution;
import vfnet.install.run.Outcome;
import vfnet.model.Problem;
import vfnet.model.host.Exposure;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.Sysroot;
import vfnet.system.WriteAccess;

/**
 * Reports what {@code install} and {@code uninstall} will do, do and did: lines for people, or one document at the end.
 */
final class InstallReport {
    private static final int VERB_WIDTH = 8;

    private final Invocation invocation;
    private final Session session;
    private final Layout layout;
    private final boolean asJson;
    private final boolean installs;
    private final boolean verbose;
    /** Of the execution. */
    private final List<String> notes = new ArrayList<>();

    InstallReport(Invocation invocation, Session session, Layout layout) {
        this.invocation = invocation;
        this.session = session;
        this.layout = layout;
        asJson = invocation.has(Options.JSON);
        verbose = invocation.has(Options.VERBOSE);
        installs = invocation.syntax() == CommandSpecs.INSTALL;
    }

    /** Describes a failed file operation with its file: Java's own message often is the name alone. */
    static String message(IOException failure) {
        if (failure instanceof FileSystemException at && at.getFile() != null) {
            return at.getFile() + ": " + FileFailure.message(failure);
        }
        return failure.getClass() == IOException.class
                ? String.valueOf(failure.getMessage())
                : FileFailure.message(failure);
    }

    void notInstalled() throws IOException {
        print("vfnet is not installed under " + layout.prefix() + root() + ".\n");
    }

    ExitCode planned(Plan plan) throws IOException {
        head(plan);
        for (Action action : plan.actions()) {
            print(line(action));
        }
        tell(plan);
        print(plan.isEmpty() ? "Already as requested: nothing to do.\n" : "Dry run: nothing was changed.\n");
        return print(
                plan,
                plan.actions(),
                List.of(),
                InstallResult.of(plan.isEmpty() ? "unchanged" : "planned"),
                ExitCode.DONE);
    }

    ExitCode unchanged(Plan plan) throws IOException {
        tell(plan);
        print("Already as requested: nothing was changed.\n");
        return print(plan, List.of(), List.of(), InstallResult.of("unchanged"), exitCode(plan, List.of()));
    }

    /** @throws OperationException when this user cannot write to some folder, as the file system reports */
    void requireWritable(Plan plan) throws OperationException {
        Optional<Path> folder = plan.unwritable();
        if (folder.isPresent()) {
            throw new OperationException(
                    Kind.NOT_PERMITTED,
                    folder.get() + " cannot be written by this user, or is"
                            + " read-only; run it as root (sudo vfnet "
                            + invocation.syntax().name() + "), or name another place with"
                            + " --prefix. Nothing was changed");
        }
    }

    /**
     * The unit starts as root, at every boot, what is installed there. On Debian a group may write to /usr/local, which
     * the administrator should know. Into a tree for another machine any user may install.
     *
     * @throws OperationException when another user can replace what is installed there
     */
    void requireSafe() throws OperationException, IOException {
        if (!layout.root().equals(Sysroot.live())) {
            return;
        }
        Set<Exposure> warned = new LinkedHashSet<>();
        for (Path place : List.of(layout.home(), layout.command(), layout.configuration(), layout.unit())) {
            Optional<Exposure> exposure = WriteAccess.to(place);
            if (exposure.isPresent() && !exposure.get().isGroup()) {
                throw new OperationException(
                        Kind.FAILED,
                        layout.name(place) + " is not a safe place: " + exposure.get()
                                + ", and so root would run at every boot what another user puts there; name another "
                                + "place with --prefix,"
                                + " or run: " + exposure.get().remedy() + ". Nothing was changed");
            }
            exposure.ifPresent(warned::add);
        }
        session.warn(warned.stream()
                .map(group -> new Problem(
                        group.place().toString(),
                        group.how() + ", whose members so decide what runs as root at boot; to end that: "
                                + group.remedy()))
                .toList());
    }

    ExitCode run(Plan plan, Execution execution) throws OperationException, IOException {
        if (verbose) {
            head(plan);
        }
        Outcome outcome;
        try {
            outcome = execution.run(action -> quietly(verbose ? line(action) : progress(action)));
        } catch (IOException e) {
            throw new OperationException(Kind.FAILED, message(e) + "; nothing was changed", e);
        }
        return switch (outcome) {
            case Outcome.Done ended -> done(plan, ended);
            case Outcome.Failed failed -> failed(plan, failed);
            case Outcome.Interrupted(List<Action> done) -> stopped(plan, done, "interrupted");
            case Outcome.Busy(List<Action> done) ->
                stopped(plan, done, "another vfnet is installing or uninstalling in " + layout.name(layout.home()));
        };
    }

    private ExitCode done(Plan plan, Outcome.Done ended) throws IOException {
        notes.addAll(ended.notes());
        tell(plan);
        session.warn(ended.problems());
        print(
                installs
                        ? "Installed: " + layout.name(layout.command()) + root() + " is vfnet " + Version.TEXT + ".\n"
                        : "Uninstalled" + rest() + ". The VFs that are there stay until the next boot.\n");
        if (installs && invocation.value(Options.ROOT).isEmpty()) {
            print(new NextSteps(layout, commandPath()).text());
        }
        return print(plan, ended.done(), ended.problems(), InstallResult.of("done"), exitCode(plan, ended.problems()));
    }

    private String rest() {
        return Files.exists(layout.home())
                ? ", but " + layout.name(layout.home()) + " holds more than vfnet put there"
                : "";
    }

    private ExitCode failed(Plan plan, Outcome.Failed failed) throws IOException {
        String what =
                "cannot " + failed.at().verb() + " " + layout.name(failed.at().path()) + ": " + message(failed.why());
        return stopped(plan, failed.done(), what);
    }

    /** The same command continues where it stopped. */
    private ExitCode stopped(Plan plan, List<Action> done, String why) throws IOException {
        String words = why + (done.isEmpty() ? "; nothing was changed" : state(done));
        session.say("vfnet: " + words + "\n");
        return print(
                plan,
                done,
                List.of(),
                InstallResult.of("failed").because(words),
                done.isEmpty() ? ExitCode.FAILED : ExitCode.PARTLY);
    }

    private String state(List<Action> done) {
        if (!installs) {
            return "; a part is gone: mend that and run 'vfnet uninstall' again, from a downloaded vfnet if need be";
        }
        boolean moved = done.stream().anyMatch(action -> action.path().equals(layout.current()));
        return moved
                ? "; vfnet " + Version.TEXT + " is in use, but not all that belongs to it is there: mend that and run"
                        + " 'vfnet install' again"
                : "; what was installed before is in use: mend that and run 'vfnet install' again";
    }

    private static ExitCode exitCode(Plan plan, List<Problem> problems) {
        return plan.left().isEmpty() && problems.isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private void head(Plan plan) throws IOException {
        if (!plan.isEmpty()) {
            print((installs ? "vfnet " + Version.TEXT + " into " : "vfnet out of ") + layout.prefix() + root() + ":\n");
        }
    }

    private String root() {
        return invocation.value(Options.ROOT).map(root -> " in " + root).orElse("");
    }

    /** What is not changed, and what the user should know. */
    private void tell(Plan plan) throws IOException {
        session.warn(plan.left());
        for (String note : notes(plan)) {
            print("Note: " + note + ".\n");
        }
    }

    private List<String> notes(Plan plan) {
        List<String> all = new ArrayList<>(plan.notes());
        all.addAll(notes);
        if (installs && invocation.value(Options.ROOT).isEmpty()) {
            all.addAll(commandPath().notes());
        }
        return all;
    }

    private CommandPath commandPath() {
        return new CommandPath(layout, session.host().environment().getOrDefault("PATH", ""));
    }

    /** What takes longer than people wait without a word. */
    private static String progress(Action action) {
        return action instanceof Action.TrainCache
                ? "Making the start-up cache for this machine, which takes some seconds.\n"
                : "";
    }

    private String line(Action action) {
        String detail = switch (action) {
            case Action.CopyImage copy -> " (" + (copy.image().bytes() >> 20) + " MB)";
            case Action.MakeLink link -> " -> " + link.target();
            case Action.Import desired -> " from " + layout.name(desired.from());
            default -> "";
        };
        return "  " + action.verb() + " ".repeat(VERB_WIDTH - action.verb().length()) + layout.name(action.path())
                + detail + "\n";
    }

    private void print(String text) throws IOException {
        if (!asJson) {
            session.print(TerminalSanitizer.lines(text));
        }
    }

    /** The reader may have gone; the work continues to its end. */
    private void quietly(String text) {
        try {
            print(text);
        } catch (IOException e) {
            // See above.
        }
    }

    private ExitCode print(Plan plan, List<Action> actions, List<Problem> problems, InstallResult result, ExitCode code)
            throws IOException {
        if (asJson) {
            session.print(
                    new InstallDocument(invocation, layout, plan, actions, problems, notes(plan), result).bytes());
        }
        return code;
    }
}
