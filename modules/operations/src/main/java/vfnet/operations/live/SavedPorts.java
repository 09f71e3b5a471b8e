// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.live;

import java.util.ArrayList;
import java.util.List;
import vfnet.discovery.DetailLevel;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PfPort;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.PfRow;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;
import vfnet.persistence.PortMatch;
import vfnet.system.IpQuery;

/** The ports of the saved configuration, each found on the machine and brought to its saved state. */
public final class SavedPorts {
    private final OperationContext context;
    private final ConfigurationFile file;
    private final Loaded loaded;
    private final boolean force;
    private final boolean withUsers;
    private final List<PfRow> taken = new ArrayList<>();
    private Inventory inventory;
    private ConfigurationView saved;
    /** Whether the machine was read with users and traffic, without which nothing may be changed. */
    private boolean isWhole;

    private SavedPorts(
            OperationContext context, ConfigurationFile file, Loaded loaded, boolean force, boolean withUsers)
            throws OperationException {
        this.context = context;
        this.file = file;
        this.loaded = loaded;
        this.force = force;
        this.withUsers = withUsers;
        inventory = context.inventory(level(true));
        saved = ConfigurationView.of(file, loaded, inventory, context);
        isWhole = withUsers;
    }

    /**
     * {@return the saved ports, with the live state of the machine}
     *
     * @param context the machine and the environment of the operation
     * @param file the file of the saved configuration
     * @param loaded the saved configuration, and the errors in the file
     * @param force whether to remove or rebind VFs in use
     * @param withUsers whether who uses VFs is read at once, and not only when a port differs from what is saved for it
     * @throws OperationException when the machine has no {@code /sys}
     */
    public static SavedPorts on(
            OperationContext context, ConfigurationFile file, Loaded loaded, boolean force, boolean withUsers)
            throws OperationException {
        return new SavedPorts(context, file, loaded, force, withUsers);
    }

    private DetailLevel level(boolean closely) {
        if (!closely) {
            return new DetailLevel.Cards(false);
        }
        return context.comparing(withUsers);
    }

    /**
     * Reads the machine again.
     *
     * @param closely whether to compare ports, as opposed to finding them
     * @throws OperationException when the machine has no {@code /sys} any more
     */
    public void look(boolean closely) throws OperationException {
        take(context.inventory(level(closely)));
        isWhole = closely && withUsers;
    }

    /**
     * Takes a machine that was read elsewhere.
     *
     * @param now the machine, with users and traffic
     */
    public void seen(Inventory now) {
        take(now);
        isWhole = true;
    }

    private void take(Inventory now) {
        inventory = now;
        saved = ConfigurationView.of(file, loaded, inventory, context);
    }

    /** {@return the machine as last read} */
    public Inventory inventory() {
        return inventory;
    }

    /** {@return the saved configuration, with the machine as last read} */
    public ConfigurationView saved() {
        return saved;
    }

    /**
     * {@return the port of the machine that the entry means}
     *
     * @param entry an entry of the saved configuration
     */
    public PortMatch find(SavedPort entry) {
        return saved.find(entry);
    }

    /**
     * {@return the row of an entry's port}
     *
     * @param entry an entry of the saved configuration
     * @throws OperationException when the port is absent, or another card is in its place
     */
    public PfRow row(SavedPort entry) throws OperationException {
        String title = entry.title() + ": ";
        return switch (find(entry)) {
            case PortMatch.Found(PfPort port) -> new PfRow(port);
            case PortMatch.Absent _
            when isIpHanging() ->
                throw new OperationException(
                        Kind.FAILED,
                        title + "it is unknown whether it is " + "there, for '" + IpQuery.LINKS
                                + "' does not answer; nothing was changed");
            case PortMatch.Absent(String reason) ->
                throw new OperationException(Kind.FAILED, title + "is not there: " + reason);
            case PortMatch.Refused(String reason, var _) ->
                throw new OperationException(Kind.FAILED, title + "refused: " + reason);
        };
    }

    /** Without the link table a port's permanent address may be unknown, and so its identity. */
    private boolean isIpHanging() {
        return context.machine().waiting().hasGivenUp(IpQuery.LINKS.toString());
    }

    /**
     * Plans an entry's port. Each port is planned for one entry only. Only a plan that changes nothing is made without
     * knowing who uses VFs.
     *
     * @param entry an entry of the saved configuration
     * @return the plan that brings the port to its saved state, or why there is none
     * @throws OperationException when there is no such port, it was planned for another entry before, that state is
     *     impossible, an address is unknown, or a VF that has a driver does not answer
     */
    public PortPlan plan(SavedPort entry) throws OperationException {
        PfRow row = row(entry);
        if (taken.stream().anyMatch(row::isSamePort)) {
            throw new OperationException(
                    Kind.FAILED,
                    entry.title() + ": refused: another entry before it means the same port; "
                            + "remove one of them from " + file.path());
        }
        taken.add(row);
        PortPlan plan = PortPlan.asSaved(inventory, row, entry, saved, context, force);
        if (isWhole || plan.changesNothing()) {
            return plan;
        }
        seen(context.inventoryWithTraffic());
        return PortPlan.asSaved(inventory, row(entry), entry, saved, context, force);
    }
}
