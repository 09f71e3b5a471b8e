// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.boot;

import java.util.Optional;
import java.util.SortedSet;
import vfnet.apply.state.SetNumbers;
import vfnet.model.PciAddress;
import vfnet.model.UtcTime;
import vfnet.model.VfRanges;
import vfnet.model.desired.RestorePolicy;
import vfnet.model.desired.SavedPort;
import vfnet.operations.view.PfRow;

/**
 * PFs whose card or driver came back.
 *
 * @param pfs the PFs
 * @param numbers what an administrator has set since the host started
 */
public record ReturnedPorts(SortedSet<PciAddress> pfs, SetNumbers numbers) implements BootScope {
    @Override
    public boolean holds(PfRow row) {
        return pfs.contains(row.function().address());
    }

    @Override
    public boolean expects(SavedPort entry) {
        return entry.restore() == RestorePolicy.ALWAYS
                && entry.pciAddress().filter(pfs::contains).isPresent();
    }

    @Override
    public boolean misses(SavedPort entry) {
        return expects(entry);
    }

    /**
     * A driver that was just bound has no VFs. Any other number than the saved one is somebody's decision, and so is
     * one that was set while the driver was there.
     */
    @Override
    public Optional<String> leaves(SavedPort entry, PfRow row) {
        if (entry.restore() == RestorePolicy.AT_BOOT) {
            return Optional.of("it is saved to be restored at boot only; to restore it now: vfnet apply " + row.name());
        }
        int live = row.pf().virtualFunctions().size();
        Optional<SetNumbers.SetNumber> set =
                numbers.read(row.function().address(), row.devPort()).filter(number -> number.count() != entry.count());
        if (set.isPresent()) {
            return Optional.of(VfRanges.count(entry.count()) + " are saved, but vfnet set gave it "
                    + VfRanges.count(set.get().count()) + " at "
                    + UtcTime.of(set.get().time()) + "; " + advice(row));
        }
        return live == 0 || live == entry.count()
                ? Optional.empty()
                : Optional.of(VfRanges.count(entry.count()) + " are saved, but somebody gave it " + VfRanges.count(live)
                        + "; " + advice(row));
    }

    private static String advice(PfRow row) {
        return "to restore what is saved: vfnet apply " + row.name();
    }
}
