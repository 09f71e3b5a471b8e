// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.util.List;
import java.util.Optional;
import vfnet.model.Reading;
import vfnet.model.VfRanges;
import vfnet.model.desired.PortRestore;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.PfPort;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Drift;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.persistence.Difference;
import vfnet.persistence.PortMatch;

/**
 * A port of the saved configuration beside its live state, or one that is not saved.
 *
 * @param title its name
 * @param state as_saved, differs, absent, refused or never_saved
 * @param row the port, if present
 * @param saved the entry, if there is one
 * @param differences where it differs, live first
 * @param reason why it cannot be compared
 */
record ComparedPort(
        String title,
        String state,
        Optional<PfRow> row,
        Optional<SavedPort> saved,
        List<Difference> differences,
        Optional<String> reason) {

    /** When it was last brought to its saved state since the host started. */
    Optional<PortRestore> restored() {
        return row.flatMap(PfRow::restored);
    }

    boolean isDrift() {
        return !state.equals("as_saved") && !state.equals("never_saved");
    }

    /** What is saved for a port, compared with the live state of the port that it means. */
    static ComparedPort of(Rows rows, ConfigurationView saved, SavedPort entry) {
        Optional<SavedPort> known = Optional.of(entry);
        return switch (saved.find(entry)) {
            case PortMatch.Absent(String reason) ->
                new ComparedPort(entry.title(), "absent", Optional.empty(), known, List.of(), Optional.of(reason));
            case PortMatch.Refused(String reason, var _) ->
                new ComparedPort(entry.title(), "refused", Optional.empty(), known, List.of(), Optional.of(reason));
            case PortMatch.Found(PfPort port) -> {
                PfRow found = new PfRow(port);
                PfRow row = rows.pfs().stream()
                        .filter(found::isSamePort)
                        .findFirst()
                        .orElse(found);
                List<Difference> differences = rows.differences(row);
                Optional<String> unread = unread(row, Drift.of(row, Reading.of(entry)));
                String state = !differences.isEmpty() ? "differs" : unread.isPresent() ? "refused" : "as_saved";
                yield new ComparedPort(row.title(), state, Optional.of(row), known, differences, unread);
            }
        };
    }

    /** Unknown counts as different. */
    private static Optional<String> unread(PfRow row, Drift drift) {
        if (drift.unread().isEmpty() && drift.isModeUnread()) {
            return Optional.of("the mode of the card's switch cannot be read (devlink dev eswitch show)");
        }
        List<Integer> vfs = drift.unread();
        return vfs.isEmpty()
                ? Optional.empty()
                : Optional.of("addresses and settings of " + VfRanges.of(vfs) + " cannot be read"
                        + row.pf()
                                .elsewhere()
                                .map(own -> ": its interface is in " + own.place())
                                .orElse(""));
    }
}
