// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.system.Sysroot;

/**
 * One line about each port, in {@code /run/vfnet} until the next boot. Everybody may read it.
 *
 * @param sysroot the machine
 * @param kind what the lines are about: {@code restored}
 */
record PortRecord(Sysroot sysroot, String kind) {

    /** @throws IOException when it cannot be written */
    void write(PciAddress pf, int devPort, String line) throws IOException {
        RunDirectory.of(sysroot).publish(name(pf, devPort), oneLine(line) + "\n");
    }

    /** The line; empty where there is none, or it cannot be read. */
    Optional<String> read(PciAddress pf, int devPort) {
        try {
            return RunDirectory.of(sysroot).read(name(pf, devPort)).map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void delete(PciAddress pf, int devPort) {
        RunDirectory.of(sysroot).delete(name(pf, devPort));
    }

    private String name(PciAddress pf, int devPort) {
        return kind + "-" + pf + "-" + devPort;
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
