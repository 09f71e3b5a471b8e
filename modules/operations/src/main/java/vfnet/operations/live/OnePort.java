// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.util.Optional;
import vfnet.discovery.DetailLevel;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.select.PortSelection;
import vfnet.operations.view.PfRow;

/**
 * A command that changes one port. Where no other vfnet is at work, it reads the machine once, with the lock held.
 * Otherwise it also does so before: nobody waits for another vfnet only to learn that there is no such port.
 *
 * @param context the machine and the environment of the operation
 * @param options what the command may do, and how long it may take
 * @param look the level of detail of that reading
 * @param selection finds the port
 * @param <S> what was chosen on the machine
 */
public record OnePort<S>(
        OperationContext context, HostChangeSession.Options options, DetailLevel look, Selection<S> selection) {

    /**
     * Finds what a command is about.
     *
     * @param <S> what was chosen on the machine
     */
    public interface Selection<S> {
        /**
         * {@return what was chosen}
         *
         * @param inventory the machine
         * @throws OperationException when it is not there
         */
        S in(Inventory inventory) throws OperationException;

        /**
         * {@return the port that it belongs to}
         *
         * @param selected what was chosen
         */
        PfRow port(S selected);
    }

    /**
     * A port by one of its names.
     *
     * @param name an interface's name or alternative name, or a PCI address
     */
    public record Named(String name) implements Selection<PfRow> {
        @Override
        public PfRow in(Inventory inventory) throws OperationException {
            return PortSelection.select(inventory, name);
        }

        @Override
        public PfRow port(PfRow selected) {
            return selected;
        }
    }

    /**
     * What is done with the lock held, on a port whose kernel has answered all requests.
     *
     * @param <S> what was chosen on the machine
     * @param <R> the result
     */
    public interface Work<S, R> {
        /**
         * Plans and executes.
         *
         * @param change the session that may change the machine
         * @param selected what was chosen
         * @param seen the machine
         * @return the result
         * @throws OperationException when nothing was changed
         */
        R run(HostChangeSession change, S selected, Inventory seen) throws OperationException;
    }

    /**
     * Does the work of the command.
     *
     * @param listener receives what was restored of a killed run before
     * @param work the work
     * @param <R> its result
     * @return its result
     * @throws OperationException when there is no such port, the machine cannot be changed, another vfnet holds the
     *     lock, or the work could not be begun; nothing was changed then
     */
    public <R> R run(ChangeListener listener, Work<S, R> work) throws OperationException {
        Optional<HostChangeSession> free = HostChangeSession.beginIfFree(context, options);
        if (free.isPresent()) {
            try (HostChangeSession change = free.get()) {
                Inventory seen = context.inventory(look);
                S selected = writable(seen);
                change.watch();
                return run(change, selected, seen, listener, work);
            }
        }
        writable(context.inventory(new DetailLevel.Cards(false)));
        try (HostChangeSession change = HostChangeSession.begin(context, options)) {
            Inventory seen = context.inventory(look);
            return run(change, selection.in(seen), seen, listener, work);
        }
    }

    private S writable(Inventory inventory) throws OperationException {
        S selected = selection.in(inventory);
        context.requireKernel();
        HostChangeSession.requireWritable(context, selection.port(selected));
        return selected;
    }

    private <R> R run(HostChangeSession change, S selected, Inventory seen, ChangeListener listener, Work<S, R> work)
            throws OperationException {
        change.requireUnblocked(selection.port(selected));
        if (change.recoverOrRefuse(listener)) {
            Inventory now = context.inventory(look);
            return work.run(change, selection.in(now), now);
        }
        return work.run(change, selected, seen);
    }
}
