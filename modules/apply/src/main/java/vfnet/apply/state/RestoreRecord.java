// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import vfnet.system.Sysroot;

/**
 * When the boot service has restored all saved ports, in {@code /run/vfnet} until the next boot. It controls nothing,
 * and everybody may read it.
 *
 * @param sysroot the machine
 */
public record RestoreRecord(Sysroot sysroot) {
    private static final String RECORD = "restored";

    /**
     * Records that all saved ports are restored.
     *
     * @param time now
     * @throws IOException when it cannot be written
     */
    public void write(Instant time) throws IOException {
        RunDirectory.of(sysroot).publish(RECORD, time.getEpochSecond() + "\n");
    }

    /** {@return when that was, in seconds since 1970; empty where it has not been since the last boot} */
    public Optional<Long> time() {
        try {
            return RunDirectory.of(sysroot).read(RECORD).map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
