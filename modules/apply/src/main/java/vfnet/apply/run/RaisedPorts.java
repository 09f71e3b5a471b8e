// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vfnet.apply.state.RunDirectory;
import vfnet.model.Decimal;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.Problem;
import vfnet.system.Sysroot;

/**
 * The records in {@code /run/vfnet} of ports that are up for as long as a plan runs: a run that is killed leaves them.
 */
final class RaisedPorts {
    /** The PF's users are read more closely where there is one (vfnet.discovery.sysfs.PortsInRecovery). */
    private static final String RAISED = "raised-";

    private final Sysroot sysroot;
    private final RunDirectory directory;

    RaisedPorts(Sysroot sysroot) {
        this.sysroot = sysroot;
        directory = RunDirectory.of(sysroot);
    }

    /** Notes a port before it is brought up; says why that cannot be noted. */
    Optional<Problem> record(RaisedPort port) {
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

    /** It is down again, or somebody else wants it up. */
    void forget(RaisedPort port) {
        directory.delete(name(port));
    }

    private static String name(RaisedPort port) {
        return RAISED + port.pf() + "-" + port.devPort();
    }

    /** Those that are noted, by PF and number. */
    List<RaisedPort> noted() {
        List<RaisedPort> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                sysroot.runDirectory(), file -> file.getFileName().toString().startsWith(RAISED))) {
            for (Path file : files) {
                read(file.getFileName().toString()).ifPresent(found::add);
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(RaisedPort::pf).thenComparingInt(RaisedPort::devPort));
        return found;
    }

    /** Empty for what vfnet did not write: nobody's port is brought down for that. */
    private Optional<RaisedPort> read(String name) {
        int dash = name.lastIndexOf('-');
        if (dash < RAISED.length()) {
            return Optional.empty();
        }
        try {
            Optional<Integer> devPort = Decimal.number(name.substring(dash + 1));
            Optional<Integer> index = directory.read(name).map(String::strip).flatMap(Decimal::number);
            return devPort.isEmpty() || index.isEmpty()
                    ? Optional.empty()
                    : PciAddress.parse(name.substring(RAISED.length(), dash))
                            .map(pf -> new RaisedPort(pf, devPort.get(), index.get()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
