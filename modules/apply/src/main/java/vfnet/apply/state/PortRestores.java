// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import vfnet.model.PciAddress;
import vfnet.model.desired.PortRestore;
import vfnet.model.desired.PortRestore.Result;
import vfnet.model.desired.PortRestore.Trigger;
import vfnet.system.Sysroot;

/** When each port was last restored since the host started, and what came of it. Nothing is decided by it. */
public final class PortRestores {
    private final PortRecord record;

    /**
     * The records of a machine.
     *
     * @param sysroot the machine
     */
    public PortRestores(Sysroot sysroot) {
        record = new PortRecord(sysroot, "restored");
    }

    /**
     * Replaces what is recorded of a port.
     *
     * @param pf its PF
     * @param devPort which port of the PF it is, from 0
     * @param restore when, and what came of it
     * @throws IOException when it cannot be written
     */
    public void write(PciAddress pf, int devPort, PortRestore restore) throws IOException {
        record.write(
                pf,
                devPort,
                restore.time().toEpochMilli() + " " + restore.trigger().id() + " "
                        + restore.result().id()
                        + restore.message().map(why -> " " + why).orElse(""));
    }

    /**
     * {@return what is recorded of a port; empty where nothing is}
     *
     * @param pf its PF
     * @param devPort which port of the PF it is, from 0
     */
    public Optional<PortRestore> read(PciAddress pf, int devPort) {
        return record.read(pf, devPort).flatMap(PortRestores::parse);
    }

    private static Optional<PortRestore> parse(String line) {
        String[] words = line.split(" ", 4);
        if (words.length < 3) {
            return Optional.empty();
        }
        Optional<Trigger> trigger = named(Trigger.values(), Trigger::id, words[1]);
        Optional<Result> result = named(Result.values(), Result::id, words[2]);
        if (trigger.isEmpty() || result.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PortRestore(
                    Instant.ofEpochMilli(Long.parseLong(words[0])),
                    trigger.get(),
                    result.get(),
                    words.length < 4 ? Optional.empty() : Optional.of(words[3])));
        } catch (ArithmeticException | java.time.DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static <W> Optional<W> named(W[] words, Function<W, String> id, String name) {
        return Arrays.stream(words).filter(word -> id.apply(word).equals(name)).findFirst();
    }
}
