// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.Optional;
import vfnet.apply.state.RunState;
import vfnet.discovery.DetailLevel;
import vfnet.model.Problem;
import vfnet.model.inventory.Inventory;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.live.LiveLock;
import vfnet.operations.live.OrphanedChange;
import vfnet.operations.view.ConfigurationView;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.ContradictionException;
import vfnet.persistence.Loaded;
import vfnet.persistence.NotDurableException;
import vfnet.persistence.ValidationError;

/**
 * The transaction by which every command changes the saved configuration: lock, load, plan, save. The live state stays
 * locked, too.
 */
public final class ConfigurationTransaction {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_READINGS = 5;
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);

    private ConfigurationTransaction() {}

    /** Collects the changes of the saved configuration. */
    @FunctionalInterface
    public interface Want {
        /**
         * Adds the changes to the plan. It may run several times: a machine that changes during it is read again.
         *
         * @param plan takes the changes
         * @param inventory the live state of the machine
         * @param saved the saved configuration
         * @throws OperationException when nothing can be saved
         */
        void collect(PersistPlan plan, Inventory inventory, ConfigurationView saved) throws OperationException;
    }

    /**
     * {@return what would be saved}
     *
     * @param context the machine and the environment of the operation
     * @param want collects the changes
     * @throws OperationException when nothing could be saved
     */
    public static PersistResult plan(OperationContext context, Want want) throws OperationException {
        ConfigurationFile file = context.configurationFile();
        requireSafe(file, context);
        return result(context, file, plan(context, file, want));
    }

    /**
     * Saves the changes, with the live state and the file locked.
     *
     * @param context the machine and the environment of the operation
     * @param purpose the command, shown to other runs of vfnet that wait for it: {@code vfnet persist enp1s0f0}
     * @param want collects the changes
     * @return what was saved
     * @throws OperationException when nothing was saved, or it is unknown whether it will survive a power cut
     */
    public static PersistResult run(OperationContext context, String purpose, Want want) throws OperationException {
        ConfigurationFile file = context.configurationFile();
        requireSafe(file, context);
        try (RunState.Lock _ = LiveLock.forSaving(context, purpose);
                ConfigurationFile.Lock _ = lock(file)) {
            context.listener().detach();
            requireNoPendingConfirmation(context);
            PersistPlan plan = stable(context, file, want);
            save(file, plan);
            return result(context, file, plan);
        }
    }

    private static PersistResult result(OperationContext context, ConfigurationFile file, PersistPlan plan) {
        return new PersistResult(
                file.path(),
                plan,
                Files.exists(context.machine().sysroot().enabledBootService(), LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Root would rewrite and so trust what another user may have written.
     *
     * @throws OperationException when others than root can write or replace the file
     */
    static void requireSafe(ConfigurationFile file, OperationContext context) throws OperationException {
        Optional<Problem> unsafe = ConfigurationView.unsafe(file, context);
        if (unsafe.isPresent()) {
            throw new OperationException(Kind.FAILED, unsafe.get() + ". Nothing was saved");
        }
    }

    /** @throws OperationException when the live state may be rolled back */
    private static void requireNoPendingConfirmation(OperationContext context) throws OperationException {
        Optional<OrphanedChange> orphan = context.kernel().isEmpty() ? Optional.empty() : OrphanedChange.find(context);
        if (orphan.isPresent()) {
            throw new OperationException(
                    Kind.FAILED,
                    (orphan.get().isDue()
                                    ? orphan.get().describe() + ", and what it changed is not"
                                            + " rolled back yet; do that first: vfnet confirm --expired"
                                    : orphan.get().advice())
                            + ". Nothing was saved");
        }
    }

    /** Plans on a machine that does not change meanwhile: another program may be creating or removing VFs. */
    private static PersistPlan stable(OperationContext context, ConfigurationFile file, Want want)
            throws OperationException {
        PersistPlan plan = plan(context, file, want);
        if (context.kernel().isEmpty()) {
            return plan;
        }
        Optional<String> changing = plan.changedUntil(context.inventory(new DetailLevel.Settings()));
        for (int attempt = 1; changing.isPresent() && attempt < MAX_READINGS; attempt++) {
            context.kernel().get().pause(BETWEEN_READINGS);
            plan = plan(context, file, want);
            changing = plan.changedUntil(context.inventory(new DetailLevel.Settings()));
        }
        if (changing.isPresent()) {
            throw new OperationException(
                    Kind.FAILED,
                    changing.get() + " changes while it is read, so another program is creating or"
                            + " removing its VFs; run this again once that has ended. Nothing was saved");
        }
        return plan;
    }

    private static PersistPlan plan(OperationContext context, ConfigurationFile file, Want want)
            throws OperationException {
        Inventory inventory = context.inventory(new DetailLevel.Settings());
        ConfigurationView saved = ConfigurationView.of(file, sound(file, context), inventory, context);
        PersistPlan plan =
                new PersistPlan(inventory, saved, new RunState(context.machine().sysroot()));
        want.collect(plan, inventory, saved);
        plan.completeCards();
        plan.dropSharedAddresses();
        if (file.path().equals(context.machine().sysroot().configuration())) {
            plan.options(Mlx4ModuleOptions.of(
                    inventory, plan.result(), context.machine().sysroot()));
        }
        return plan;
    }

    /**
     * {@return the lock on the file, which excludes other writers until it is closed} Waits up to 10 s for it.
     *
     * @param file the saved configuration
     * @throws OperationException when another vfnet holds it for longer, or the file cannot be written
     */
    public static ConfigurationFile.Lock lock(ConfigurationFile file) throws OperationException {
        try {
            return file.lock(TIMEOUT)
                    .orElseThrow(() -> new OperationException(
                            Kind.FAILED,
                            "another vfnet writes " + file.path() + " and did not end within " + TIMEOUT.toSeconds()
                                    + " s; nothing was changed"));
        } catch (IOException e) {
            throw cannotSave(file, e);
        }
    }

    /** Why a save failed, for people. */
    static OperationException cannotSave(ConfigurationFile file, IOException e) {
        if (e instanceof ContradictionException) {
            return new OperationException(Kind.FAILED, e.getMessage() + "; nothing was saved", e);
        }
        String words = FileFailure.message(e);
        if (e instanceof NotDurableException) {
            return new OperationException(
                    Kind.INCOMPLETE,
                    file.path() + " is written, but the disk does not confirm it (" + words
                            + "): after a power cut it may be the one before",
                    e);
        }
        boolean forbidden = FileFailure.isNotPermitted(e);
        return new OperationException(
                forbidden ? Kind.NOT_PERMITTED : Kind.FAILED,
                file.path() + " cannot be written: " + words
                        + (forbidden ? "; run it as root (sudo vfnet persist)" : "")
                        + ". The saved configuration is unchanged",
                e);
    }

    private static void save(ConfigurationFile file, PersistPlan plan) throws OperationException {
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

    /** A file with an error is not rewritten: the faulty part may be what its author needs. */
    private static Loaded sound(ConfigurationFile file, OperationContext context) throws OperationException {
        Loaded loaded = file.load();
        requireSound(file, loaded);
        if (loaded instanceof Loaded.Read read) {
            for (ValidationError flaw : read.ignored()) {
                context.listener().warn(file.path() + ", " + flaw);
            }
        }
        return loaded;
    }

    /** @throws OperationException when the file cannot be read or has an error */
    static void requireSound(ConfigurationFile file, Loaded loaded) throws OperationException {
        if (loaded instanceof Loaded.Unreadable unreadable) {
            throw new OperationException(Kind.FAILED, unreadable.why() + "; nothing was saved");
        }
        if (loaded instanceof Loaded.Read read && !read.flaws().isEmpty()) {
            throw new OperationException(
                    Kind.FAILED,
                    file.path() + ", " + read.flaws().getFirst() + "; correct it, or restore "
                            + file.lastGood().getFileName() + " beside it. Nothing was saved");
        }
    }
}
