package vfnet.cli;

import java.util.ArrayList;
import java.util.List;
import vfnet.discovery.Look;
import vfnet.model.Inventory;
import vfnet.model.IpQuery;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Difference;
import vfnet.persistence.Loaded;
import vfnet.persistence.PortMatch;

/** The ports of the saved configuration, each found again on the machine and brought to what is saved for it. */
final class SavedPorts {
    private final Session session;
    private final ConfigurationFile file;
    private final Loaded loaded;
    private final boolean force;
    private final List<PortMatch.Found> taken = new ArrayList<>();
    private Inventory inventory;
    private Saved saved;

    private SavedPorts(Session session, ConfigurationFile file, Loaded loaded, boolean force, Inventory inventory) {
        this.session = session;
        this.file = file;
        this.loaded = loaded;
        this.force = force;
        this.inventory = inventory;
        this.saved = Saved.of(file, loaded, inventory, session);
    }

    /**
     * @param loaded what is saved
     * @param force  whether VFs that somebody uses are disturbed all the same
     * @throws CommandFailure when what the session looks at is no machine
     */
    static SavedPorts on(Session session, ConfigurationFile file, Loaded loaded, boolean force) throws CommandFailure {
        return new SavedPorts(session, file, loaded, force, session.inventoryWithTraffic());
    }

    /**
     * Looks at the machine again.
     *
     * @param closely whether for a plan, as opposed to finding ports
     * @throws CommandFailure when it is no machine any more
     */
    void look(boolean closely) throws CommandFailure {
        seen(closely ? session.inventoryWithTraffic() : session.inventory(new Look.AtCards()));
    }

    /** Somebody else has looked at the machine, as for a plan. */
    void seen(Inventory now) {
        inventory = now;
        saved = Saved.of(file, loaded, inventory, session);
    }

    /** The machine as it was seen last. */
    Inventory inventory() {
        return inventory;
    }

    Saved saved() {
        return saved;
    }

    PortMatch find(SavedPort entry) {
        return saved.find(entry);
    }

    /**
     * The row of an entry's port.
     *
     * @throws CommandFailure when it is not there, is another card, or was taken for another entry
     */
    PfRow row(SavedPort entry) throws CommandFailure {
        String title = entry.title() + ": ";
        return switch (find(entry)) {
            case PortMatch.Found found -> new PfRow(found.pf(), found.port());
            case PortMatch.Absent _ when isIpHanging() -> throw new CommandFailure(ExitCode.FAILED, title + "it is unknown whether it is "
                    + "there, for '" + IpQuery.LINKS + "' does not answer; nothing was changed");
            case PortMatch.Absent(String words) -> throw new CommandFailure(ExitCode.FAILED, title + "is not there: " + words);
            case PortMatch.Refused(String words, var _) -> throw new CommandFailure(ExitCode.FAILED, title + "refused: " + words);
        };
    }

    /** Without the link table a port's permanent address may be unknown, and so which port it is. */
    private boolean isIpHanging() {
        return session.machine().waiting().hasGivenUp(IpQuery.LINKS.toString());
    }

    /**
     * The plan for an entry's port. Each port is planned for one entry alone.
     *
     * @throws CommandFailure when there is no such port, it cannot be so, or an address cannot be told
     */
    PortPlan plan(SavedPort entry) throws CommandFailure {
        PfRow row = row(entry);
        PortMatch.Found found = new PortMatch.Found(row.pf(), row.port());
        if (taken.stream().anyMatch(other -> isSame(other, found))) {
            throw new CommandFailure(ExitCode.FAILED, entry.title() + ": refused: another entry before it means the same port; "
                    + "remove one of them from " + file.path());
        }
        taken.add(found);
        return PortPlan.asSaved(inventory, row, entry, saved, session, force);
    }

    /** In what an entry's port is not as it shall be; none where the port is not there. */
    List<Difference> differences(SavedPort entry) {
        return find(entry).found().map(found -> Drift.of(new PfRow(found.pf(), found.port()), Reading.of(entry)).all())
                .orElse(List.of());
    }

    private static boolean isSame(PortMatch.Found one, PortMatch.Found other) {
        return one.pf().function().address().equals(other.pf().function().address())
                && one.port().map(port -> port.networkInterface().devPort().value())
                        .equals(other.port().map(port -> port.networkInterface().devPort().value()));
    }
}
