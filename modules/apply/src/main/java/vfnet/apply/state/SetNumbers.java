// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.system.Sysroot;

/**
 * The number of VFs that an administrator has set for a port since the host started, where that is the last word: what
 * is saved for it then waits until somebody applies it.
 */
public final class SetNumbers {
    private final PortRecord record;

    /**
     * The records of a machine.
     *
     * @param sysroot the machine
     */
    public SetNumbers(Sysroot sysroot) {
        record = new PortRecord(sysroot, "set");
    }

    /**
     * A number that was set by hand.
     *
     * @param count the number of VFs, 0 to 65535
     * @param time when
     */
    public record SetNumber(int count, Instant time) {}

    /**
     * Records it.
     *
     * @param pf the PF
     * @param devPort which port of the PF it is, from 0
     * @param number the number, and when it was set
     * @throws IOException when it cannot be written
     */
    public void write(PciAddress pf, int devPort, SetNumber number) throws IOException {
        record.write(pf, devPort, number.time().getEpochSecond() + " " + number.count());
    }

    /**
     * Removes it: the port is as saved.
     *
     * @param pf the PF
     * @param devPort which port of the PF it is, from 0
     */
    public void delete(PciAddress pf, int devPort) {
        record.delete(pf, devPort);
    }

    /**
     * {@return the number that was set last; empty where none was, or what is saved was applied since}
     *
     * @param pf the PF
     * @param devPort which port of the PF it is, from 0
     */
    public Optional<SetNumber> read(PciAddress pf, int devPort) {
        return record.read(pf, devPort).flatMap(SetNumbers::parse);
    }

    private static Optional<SetNumber> parse(String line) {
        String[] words = line.split(" ", 2);
        try {
            return words.length < 2
                    ? Optional.empty()
                    : Optional.of(
                            new SetNumber(Integer.parseInt(words[1]), Instant.ofEpochSecond(Long.parseLong(words[0]))));
        } catch (java.time.DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
