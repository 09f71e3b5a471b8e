package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.apply.RunState;
import vfnet.model.Inventory;
import vfnet.model.Problem;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.ContradictionException;
import vfnet.persistence.Flaw;
import vfnet.persistence.Loaded;
import vfnet.persistence.NotForcedException;

/** What every command does that changes the saved configuration: lock, load, plan, save, tell. The live state stays locked too. */
final class SavedChange {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_READINGS = 5;
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);

    private SavedChange() {}

    /** Collects what shall be saved otherwise. */
    @FunctionalInterface
    interface Want {
        void collect(PersistPlan plan, Inventory inventory, Saved saved) throws CommandFailure, IOException;
    }

    /** Saves it, or shows it where the invocation has {@code --dry-run}. */
    static ExitCode run(Invocation invocation, Session session, Want want) throws CommandFailure, IOException {
        ConfigurationFile file = session.configurationFile();
        mustBeSafe(file, session);
        if (invocation.has(Commands.DRY_RUN)) {
            return end(plan(session, file, want), invocation, session, file);
        }
        try (RunState.Lock _ = LiveLock.forSaving(session, purpose(invocation)); ConfigurationFile.Lock _ = lock(file)) {
            session.writeApart();
            mustNotAwaitConfirmation(session);
            PersistPlan plan = stable(session, file, want);
            save(file, plan);
            return end(plan, invocation, session, file);
        }
    }

    /** The command as whoever waits for it is told. */
    private static String purpose(Invocation invocation) {
        return "vfnet " + String.join(" ", Stream.concat(Stream.of(invocation.syntax().name()),
                invocation.parameters().stream()).toList());
    }

    /**
     * What somebody else may have written would be trusted once it is rewritten by root.
     *
     * @throws CommandFailure when others than root may write the file or exchange it
     */
    static void mustBeSafe(ConfigurationFile file, Session session) throws CommandFailure {
        Optional<Problem> unsafe = Saved.unsafe(file, session);
        if (unsafe.isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, unsafe.get() + ". Nothing was saved");
        }
    }

    /** @throws CommandFailure when what is there may be rolled back */
    private static void mustNotAwaitConfirmation(Session session) throws CommandFailure {
        Optional<OrphanedChange> orphan = session.kernel().isEmpty() ? Optional.empty() : OrphanedChange.find(session);
        if (orphan.isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, (orphan.get().isDue() ? orphan.get().words() + ", and what it changed is not"
                    + " rolled back yet; do that first: vfnet confirm --expired" : orphan.get().advice()) + ". Nothing was saved");
        }
    }

    /** The plan of a machine that stays as it is: another program may be creating or removing VFs. */
    private static PersistPlan stable(Session session, ConfigurationFile file, Want want) throws CommandFailure, IOException {
        PersistPlan plan = plan(session, file, want);
        if (session.kernel().isEmpty()) {
            return plan;
        }
        Optional<String> changing = plan.changedUntil(session.inventoryWithTraffic());
        for (int attempt = 1; changing.isPresent() && attempt < MOST_READINGS; attempt++) {
            session.kernel().get().pause(BETWEEN_READINGS);
            plan = plan(session, file, want);
            changing = plan.changedUntil(session.inventoryWithTraffic());
        }
        if (changing.isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, changing.get() + " changes while it is read, so another program is creating or"
                    + " removing its VFs; run this again once that has ended. Nothing was saved");
        }
        return plan;
    }

    private static PersistPlan plan(Session session, ConfigurationFile file, Want want) throws CommandFailure, IOException {
        Inventory inventory = session.inventoryWithTraffic();
        Saved saved = Saved.of(file, sound(file, session), inventory, session);
        PersistPlan plan = new PersistPlan(inventory, saved, new RunState(session.machine().sysroot()));
        want.collect(plan, inventory, saved);
        plan.completeCards();
        plan.dropSharedAddresses();
        if (file.path().equals(session.machine().sysroot().configuration())) {
            plan.options(CardOptions.of(inventory, plan.result(), session.machine().sysroot()));
        }
        return plan;
    }

    /** @throws CommandFailure when another vfnet writes the file, or it cannot be written */
    static ConfigurationFile.Lock lock(ConfigurationFile file) throws CommandFailure {
        try {
            return file.lock(PATIENCE).orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "another vfnet writes " + file.path()
                    + " and did not end within " + PATIENCE.toSeconds() + " s; nothing was changed"));
        } catch (IOException e) {
            throw cannotSave(file, e);
        }
    }

    /** Why a save failed, for a person. */
    static CommandFailure cannotSave(ConfigurationFile file, IOException e) {
        if (e instanceof ContradictionException) {
            return new CommandFailure(ExitCode.FAILED, e.getMessage() + "; nothing was saved", e);
        }
        String words = FileFailure.words(e);
        if (e instanceof NotForcedException) {
            return new CommandFailure(ExitCode.PARTLY, file.path() + " is written, but the disk does not confirm it (" + words
                    + "): after a power cut it may be the one before", e);
        }
        boolean forbidden = words.contains("Permission denied") || words.contains("Operation not permitted");
        return new CommandFailure(forbidden ? ExitCode.NOT_PERMITTED : ExitCode.FAILED, file.path() + " cannot be written: "
                + words + (forbidden ? "; run it as root (sudo vfnet persist)" : "") + ". What was saved is as it was", e);
    }

    private static void save(ConfigurationFile file, PersistPlan plan) throws CommandFailure {
        try {
            if (!plan.edit().isEmpty()) {
                file.save(plan.edit(), plan.basis());
            }
        } catch (IOException e) {
            throw cannotSave(file, e);
        }
        if (plan.options().isPresent()) {
            plan.options().get().save();
        }
    }

    /** A file with an error is not rewritten: what is wrong in it may be what somebody needs. */
    private static Loaded sound(ConfigurationFile file, Session session) throws CommandFailure, IOException {
        Loaded loaded = file.load();
        mustBeSound(file, loaded);
        if (loaded instanceof Loaded.Read read) {
            for (Flaw flaw : read.ignored()) {
                session.say("vfnet: warning: " + file.path() + ", " + flaw + "\n");
            }
        }
        return loaded;
    }

    /** @throws CommandFailure when the file cannot be read or has an error */
    static void mustBeSound(ConfigurationFile file, Loaded loaded) throws CommandFailure {
        if (loaded instanceof Loaded.Unreadable unreadable) {
            throw new CommandFailure(ExitCode.FAILED, unreadable.why() + "; nothing was saved");
        }
        if (loaded instanceof Loaded.Read read && !read.flaws().isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, file.path() + ", " + read.flaws().getFirst() + "; correct it, or go back to "
                    + file.lastGood().getFileName() + " beside it. Nothing was saved");
        }
    }

    private static ExitCode end(PersistPlan plan, Invocation invocation, Session session, ConfigurationFile file)
            throws IOException {
        boolean dryRun = invocation.has(Commands.DRY_RUN);
        boolean isServiceEnabled = Files.exists(session.machine().sysroot().enabledBootService(), LinkOption.NOFOLLOW_LINKS);
        if (invocation.has(Commands.JSON)) {
            session.print(new PersistDocument(file.path(), plan, dryRun, isServiceEnabled).bytes());
        } else {
            session.print(Cleaned.lines(words(plan, file, dryRun, isServiceEnabled, session)));
        }
        for (String remark : plan.options().map(CardOptions::remarks).orElse(List.of())) {
            session.say("vfnet: warning: " + remark + "\n");
        }
        for (String failure : plan.failures()) {
            session.say("vfnet: " + failure + "\n");
        }
        session.warn(plan.missing());
        boolean whole = plan.failures().isEmpty() && plan.missing().isEmpty();
        return whole ? ExitCode.DONE : plan.changes().isEmpty() ? ExitCode.FAILED : ExitCode.PARTLY;
    }

    private static String words(PersistPlan plan, ConfigurationFile file, boolean dryRun, boolean isServiceEnabled,
            Session session) {
        StringBuilder text = new StringBuilder().append(file.path()).append(":\n");
        plan.changes().forEach(change -> text.append(change.words()));
        if (plan.changes().isEmpty()) {
            text.append("  no port of this machine can create VFs\n");
        }
        plan.options().ifPresent(options -> text.append(options.words(dryRun, session.machine().sysroot())));
        if (dryRun) {
            return text.append("Dry run: nothing was written.\n").toString();
        }
        text.append(plan.changesAnything() ? "Saved. " : "Nothing to save. ");
        return text.append(isServiceEnabled ? "The boot service will apply it at the next boot.\n"
                : "The boot service is not enabled here, so nothing applies it at the next boot: sudo vfnet install\n").toString();
    }
}
