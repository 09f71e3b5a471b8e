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

/** The ports of the saved configuration, each found again on the machine and brought to what is saved for it. */
public final class SavedPorts {
    private final OperationContext context;
    private final ConfigurationFile file;
    private final Loaded loaded;
    private final boolean force;
    private final List<PfRow> taken = new ArrayList<>();
    private Inventory inventory;
    private ConfigurationView saved;

    private SavedPorts(
            OperationContext context, ConfigurationFile file, Loaded loaded, boolean force, Inventory inventory) {
        this.context = context;
        this.file = file;
        this.loaded = loaded;
        this.force = force;
        this.inventory = inventory;
        this.saved = ConfigurationView.of(file, loaded, inventory, context);
    }

    /**
     * {@return the saved ports beside the machine as it is now}
     *
     * @param context where it works
     * @param file where the configuration is saved
     * @param loaded what is saved, and what is wrong with the file
     * @param force whether VFs in use are removed or bound anew all the same
     * @throws OperationException when the machine has no {@code /sys}
     */
    public static SavedPorts on(OperationContext context, ConfigurationFile file, Loaded loaded, boolean force)
            throws OperationException {
        return new SavedPorts(context, file, loaded, force, context.inventoryWithTraffic());
    }

    /**
     * Reads the machine again.
     *
     * @param closely whether for a plan, as opposed to finding ports
     * @throws OperationException when the machine has no {@code /sys} any more
     */
    public void look(boolean closely) throws OperationException {
        seen(closely ? context.inventoryWithTraffic() : context.inventory(new DetailLevel.Cards()));
    }

    /**
     * Takes what somebody else has read of the machine.
     *
     * @param now the machine, read at least as closely as for finding ports
     */
    public void seen(Inventory now) {
        inventory = now;
        saved = ConfigurationView.of(file, loaded, inventory, context);
    }

    /** {@return the machine as it was read last} */
    public Inventory inventory() {
        return inventory;
    }

    /** {@return the saved configuration beside the machine as it was read last} */
    public ConfigurationView saved() {
        return saved;
    }

    /**
     * {@return which port of the machine the entry means now}
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
     * @throws OperationException when the port is not there, or another card sits in its place
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

    /** Without the link table a port's permanent address may be unknown, and so which port it is. */
    private boolean isIpHanging() {
        return context.machine().waiting().hasGivenUp(IpQuery.LINKS.toString());
    }

    /**
     * Plans an entry's port. Each port is planned for one entry alone.
     *
     * @param entry an entry of the saved configuration
     * @return the plan that brings the port to what is saved, or why there is none
     * @throws OperationException when there is no such port, it was planned for another entry before, it cannot be so,
     *     or an address cannot be told
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
        return PortPlan.asSaved(inventory, row, entry, saved, context, force);
    }
}
