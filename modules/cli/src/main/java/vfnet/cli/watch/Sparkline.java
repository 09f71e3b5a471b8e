// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import java.util.List;
import java.util.OptionalDouble;

/** A row of block characters whose heights are values; what is unknown is blank. */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * The last values, as high as their share of the greatest of them.
     *
     * @param values the oldest first
     * @param width the number of characters; several values share one where there are more
     */
    static String of(List<OptionalDouble> values, int width) {
        int each = Math.max(1, (values.size() + width - 1) / width);
        StringBuilder line = new StringBuilder(width);
        double most =
                values.stream().mapToDouble(value -> value.orElse(0)).max().orElse(0);
        for (int start = 0; start < values.size(); start += each) {
            OptionalDouble greatest = values.subList(start, Math.min(start + each, values.size())).stream()
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .max();
            line.append(greatest.isPresent() ? block(greatest.getAsDouble(), most) : ' ');
        }
        return " ".repeat(Math.max(0, width - line.length())) + line;
    }

    private static char block(double value, double most) {
        int level = most > 0 ? (int) Math.ceil(value / most * BLOCKS.length()) - 1 : 0;
        return BLOCKS.charAt(Math.clamp(level, 0, BLOCKS.length() - 1));
    }
}
