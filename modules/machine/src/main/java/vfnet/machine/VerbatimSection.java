// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.function.Consumer;

/** A section of lines behind {@code | }. */
final class VerbatimSection implements Section {
    private final StringBuilder content = new StringBuilder();
    private final Consumer<String> then;

    /** @param then receives all of the lines */
    VerbatimSection(Consumer<String> then) {
        this.then = then;
    }

    @Override
    public void line(String line) throws MachineFormatException {
        if (!line.equals("|") && !line.startsWith("| ")) {
            throw new MachineFormatException("a line of a file begins with '| '");
        }
        content.append(line, Math.min(2, line.length()), line.length()).append('\n');
    }

    @Override
    public void end() {
        then.accept(content.toString());
    }

    boolean isEmpty() {
        return content.isEmpty();
    }
}
