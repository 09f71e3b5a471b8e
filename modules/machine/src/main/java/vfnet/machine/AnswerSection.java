// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.OptionalInt;
import java.util.function.Consumer;
import vfnet.model.Decimal;

/** What {@code ip} printed, or {@code ! STATUS} in its place. */
final class AnswerSection implements Section {
    private final Consumer<IpAnswer> then;
    private final VerbatimSection printed;
    private OptionalInt status = OptionalInt.empty();

    AnswerSection(Consumer<IpAnswer> then) {
        this.then = then;
        printed = new VerbatimSection(output -> then.accept(new IpAnswer.Printed(output)));
    }

    @Override
    public void line(String line) throws MachineFormatException {
        if (status.isPresent() || line.startsWith("! ") && !printed.isEmpty()) {
            throw new MachineFormatException("either what ip printed or the status that it ended with must stand here");
        }
        if (line.startsWith("! ")) {
            status = OptionalInt.of(status(line.substring(2)));
        } else {
            printed.line(line);
        }
    }

    @Override
    public void end() {
        if (status.isPresent()) {
            then.accept(new IpAnswer.Failed(status.getAsInt()));
        } else {
            printed.end();
        }
    }

    private static int status(String text) throws MachineFormatException {
        return Decimal.parse(text, 1, 255)
                .orElseThrow(
                        () -> new MachineFormatException("the status that ip ended with, 1 to 255, must follow '! '"));
    }
}
