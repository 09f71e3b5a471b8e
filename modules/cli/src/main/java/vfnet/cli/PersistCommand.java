package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.model.Inventory;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.ContradictionException;
import vfnet.persistence.Flaw;
import vfnet.persistence.Loaded;

/** {@code vfnet persist}: saves how ports are, or how many VFs one shall have. Never touches the live state. */
final class PersistCommand implements Command {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public ExitCode run(Invocation invocation, Session session) throws CommandFailure, IOException {
        mustBeConsistent(invocation);
        ConfigurationFile file = session.configurationFile();
        if (invocation.has(Commands.DRY_RUN)) {
            return end(plan(invocation, session, file), invocation, session, file);
        }
        try (ConfigurationFile.Lock _ = lock(file)) {
            PersistPlan plan = plan(invocation, session, file);
            save(file, plan);
            return end(plan, invocation, session, file);
        }
    }

    private static void mustBeConsistent(Invocation invocation) throws CommandFailure {
        boolean imports = invocation.has(Commands.IMPORT);
        boolean removes = invocation.has(Commands.REMOVE);
        if (imports && removes || (imports || removes) && !invocation.parameters().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE,
                    "PORT, --remove PORT and --import FILE do not go together; see 'vfnet persist --help'");
        }
    }

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
        boolean forbidden = words.contains("Permission denied") || words.contains("Operation not permitted");
        return new CommandFailure(forbidden ? ExitCode.NOT_PERMITTED : ExitCode.FAILED, file.path() + " cannot be written: "
                + words + (forbidden ? "; run it as root (sudo vfnet persist)" : "") + ". What was saved is as it was", e);
    }

    private static void save(ConfigurationFile file, PersistPlan plan) throws CommandFailure {
        if (!plan.changesAnything()) {
            return;
        }
        try {
            file.save(plan.edit());
        } catch (IOException e) {
            throw cannotSave(file, e);
        }
    }

    private static PersistPlan plan(Invocation invocation, Session session, ConfigurationFile file)
            throws CommandFailure, IOException {
        Inventory inventory = session.inventoryWithTraffic();
        Saved saved = Saved.of(file, sound(file, session), inventory, session);
        PersistPlan plan = new PersistPlan(inventory, saved);
        List<String> parameters = invocation.parameters();
        if (invocation.has(Commands.REMOVE)) {
            plan.remove(new SavedSelection(Rows.of(inventory), saved).one(invocation.value(Commands.REMOVE).orElseThrow()));
        } else if (invocation.has(Commands.IMPORT)) {
            for (String remark : new PredecessorPorts(inventory, saved, plan).take(path(invocation))) {
                session.say("vfnet: " + remark + "\n");
            }
        } else if (parameters.isEmpty()) {
            plan.adoptAll();
        } else {
            PfRow row = PortSelection.select(inventory, parameters.getFirst());
            plan.adopt(row, count(parameters, row));
        }
        return plan;
    }

    private static Path path(Invocation invocation) throws CommandFailure {
        try {
            return Path.of(invocation.value(Commands.IMPORT).orElseThrow());
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "--import: " + e.getMessage(), e);
        }
    }

    private static int count(List<String> parameters, PfRow row) throws CommandFailure {
        int most = row.pf().sriov().value().filter(sriov -> sriov.canMakeVfs()).orElseThrow(() -> new CommandFailure(
                ExitCode.FAILED, row.title() + " cannot make VFs (see vfnet list), so there is nothing to save")).totalVfs();
        return parameters.size() < 2 ? row.pf().virtualFunctions().size() : VfCount.parse(parameters.get(1), 0, most, row);
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
            session.print(Cleaned.lines(words(plan, file, dryRun, isServiceEnabled)));
        }
        for (String failure : plan.failures()) {
            session.say("vfnet: " + failure + "\n");
        }
        session.warn(plan.unknown());
        boolean whole = plan.failures().isEmpty() && plan.unknown().isEmpty();
        return whole ? ExitCode.DONE : plan.changes().isEmpty() ? ExitCode.FAILED : ExitCode.PARTLY;
    }

    private static String words(PersistPlan plan, ConfigurationFile file, boolean dryRun, boolean isServiceEnabled) {
        StringBuilder text = new StringBuilder().append(file.path()).append(":\n");
        plan.changes().forEach(change -> text.append(change.words()));
        if (plan.changes().isEmpty()) {
            text.append("  no port of this machine can make VFs\n");
        }
        if (dryRun) {
            return text.append("Nothing was written: this was a dry run.\n").toString();
        }
        text.append(plan.changesAnything() ? "Saved. " : "Nothing to save. ");
        return text.append(isServiceEnabled ? "The boot service will apply it at the next start.\n"
                : "The boot service is not enabled here, so nothing applies it at the next start: sudo vfnet install\n").toString();
    }
}
