// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.state.RunDirectory;
import vfnet.model.Decimal;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.system.Sysroot;

/** The records in {@code /run/vfnet} of ports that are up only while a plan runs: a run that is killed leaves them. */
final class LinkUpRecords {
    /** The PF's users are read in more detail where there is one (vfnet.discovery.sysfs.PortsInRecovery). */
    private static final String RAISED = "raised-";

    private final Sysroot sysroot;
    private final RunDirectory directory;

    LinkUpRecords(Sysroot sysroot) {
        this.sysroot = sysroot;
        directory = RunDirectory.of(sysroot);
    }

    /** Records a port before it is brought up; returns why that failed. */
    Optional<Problem> record(LinkUpRecord port) {
        try {
            directory.ensure();
            directory.write(name(port), port.index() + "\n");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Problem(
                    sysroot.onMachine(sysroot.runDirectory()),
                    Errno.of(e).map(Errno::toString).orElseGet(e::toString)));
        }
    }

    /** It is down again, or must stay up. */
    void forget(LinkUpRecord port) {
        directory.delete(name(port));
    }

    private static String name(LinkUpRecord port) {
        return RAISED + port.pf() + "-" + port.devPort();
    }

    /** The ports on record, by PF and number. */
    List<LinkUpRecord> recorded() {
        List<LinkUpRecord> found = new ArrayList<>();
        directory.names(RAISED).forEach(end -> read(end).ifPresent(found::add));
        found.sort((one, other) -> one.pf().equals(other.pf())
                ? Integer.compare(one.devPort(), other.devPort())
                : one.pf().compareTo(other.pf()));
        return found;
    }

    /** Empty for a file that vfnet did not write: it must not bring a port down. */
    private Optional<LinkUpRecord> read(String place) {
        int dash = place.lastIndexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        try {
            Optional<Integer> devPort = Decimal.number(place.substring(dash + 1));
            Optional<Integer> index =
                    directory.read(RAISED + place).map(String::strip).flatMap(Decimal::number);
            return devPort.isEmpty() || index.isEmpty()
                    ? Optional.empty()
                    : PciAddress.parse(place.substring(0, dash))
                            .map(pf -> new LinkUpRecord(pf, devPort.get(), index.get()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
