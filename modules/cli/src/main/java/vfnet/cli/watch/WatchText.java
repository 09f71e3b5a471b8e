// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vfnet.cli.text.Cells;
import vfnet.cli.text.Palette;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.cli.text.TextWidth;
import vfnet.operations.traffic.Rate;
import vfnet.operations.view.VfRow;

/** One screen of rates, as lines that fit it. */
public final class WatchText {
    /** Of a terminal that does not know its own. */
    private static final int UNKNOWN_WIDTH = 40;

    /** Room for the number of a VF and the beginning of its name. */
    private static final int LEAST_NAME = 10;

    private static final int LEAST_HEIGHT = 4;
    private static final int WIDE = 100;
    private static final int USUAL = 80;
    private static final int NARROW = 50;
    private static final int NUMBER = 8;
    private static final int SPARKLINE = 20;
    private static final String NAME = "NAME";
    /** Title, heads of columns, and what is below the rows. */
    private static final int OTHER_LINES = 3;

    private static final int BITS = 8;
    private static final int THOUSAND = 1000;
    /** Less would be rounded to 0, which is another statement. */
    private static final double LEAST = 0.5;

    private static final String UNITS = " kMGTPE";
    private static final Column LOST = new Column("LOST/s", 6, WatchText::losses);

    private final int width;
    private final int height;
    private final Palette palette;
    private final List<Column> columns = new ArrayList<>();

    /**
     * A screen.
     *
     * @param width in characters; of a terminal that does not know, 0
     * @param height in lines
     */
    public WatchText(int width, int height, Palette palette) {
        this.width = width <= 0 ? UNKNOWN_WIDTH : width;
        this.height = Math.max(LEAST_HEIGHT, height);
        this.palette = palette;
        columns.add(Column.of("RX bit/s", BITS, rate -> rate.received().bytes()));
        columns.add(Column.of("TX bit/s", BITS, rate -> rate.sent().bytes()));
        if (this.width >= WIDE) {
            columns.add(Column.of("RX pkt/s", 1, rate -> rate.received().packets()));
            columns.add(Column.of("TX pkt/s", 1, rate -> rate.sent().packets()));
        }
        if (this.width >= NARROW) {
            columns.add(LOST);
        }
        if (this.width >= USUAL) {
            columns.add(new Column("LAST MINUTE", SPARKLINE, rate -> Sparkline.of(rate.history(), SPARKLINE)));
        }
    }

    /** A column of rates. */
    private record Column(String head, int width, Function<Rate, String> cell) {
        static Column of(String head, int factor, Function<Rate, OptionalDouble> value) {
            return new Column(head, NUMBER, rate -> number(value.apply(rate), factor, rate.isCounted()));
        }
    }

    /**
     * The lines; only as many rows are made as there is room for.
     *
     * @param rates each port before its VFs
     * @param note a line below the rows; empty for none
     */
    public List<String> lines(List<WatchedRate> rates, WatchOrder order, long interval, String note) {
        List<WatchedRate> sorted = order.sorted(rates);
        int room = height - OTHER_LINES;
        List<WatchedRate> shown = sorted.subList(0, Math.min(room, sorted.size()));
        int longest =
                shown.stream().mapToInt(rate -> TextWidth.of(name(rate))).max().orElse(NAME.length());
        // Half a number is another number: a column leaves, or the name is cut.
        while (columns.size() > 1 && Math.min(longest, LEAST_NAME) + numbers() > width) {
            columns.removeLast();
        }
        int numbers = numbers();
        int name = Math.clamp(width - numbers, Math.min(longest, LEAST_NAME), longest);
        int user = Math.max(0, width - numbers - name - 1);
        List<String> lines = new ArrayList<>(shown.size() + OTHER_LINES);
        lines.add(palette.apply(Palette.Style.HEAD, cut(title(order, interval), width)));
        lines.add(palette.apply(Palette.Style.HEAD, head(name, user)));
        for (WatchedRate rate : shown) {
            lines.add(row(rate, name, user));
        }
        lines.add(palette.apply(Palette.Style.ASIDE, cut(below(sorted.size() - shown.size(), note), width)));
        return lines;
    }

    private static String title(WatchOrder order, long interval) {
        String keys = Stream.of(WatchOrder.values())
                .map(one -> one.key() + " " + one.text())
                .collect(Collectors.joining(", "));
        return "vfnet watch, every " + interval + " s, by " + order.text() + " | " + keys + ", q quit";
    }

    private static String below(int more, String note) {
        return Stream.of(more > 0 ? "and " + more + " more" : "", note)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private int numbers() {
        return columns.stream().mapToInt(column -> column.width() + 1).sum();
    }

    private String head(int name, int user) {
        StringBuilder line = new StringBuilder(TextWidth.padded(cut(NAME, name), name));
        line.append(user > 0 ? " " + TextWidth.padded(cut("IN USE BY", user), user) : "");
        columns.forEach(column -> line.append(' ').append(right(column.head(), column.width())));
        return line.toString();
    }

    private String row(WatchedRate watched, int name, int user) {
        StringBuilder line = new StringBuilder(TextWidth.padded(cut(name(watched), name), name));
        line.append(user > 0 ? " " + TextWidth.padded(cut(user(watched), user), user) : "");
        for (Column column : columns) {
            String cell = right(column.cell().apply(watched.rate()), column.width());
            boolean isAlert = column.equals(LOST) && watched.rate().losses().orElse(0) > 0;
            line.append(' ').append(isAlert ? palette.apply(Palette.Style.ALERT, cell) : cell);
        }
        return line.toString();
    }

    private static String losses(Rate rate) {
        // A driver that counts bytes and no losses has nothing to say of them.
        return number(rate.losses(), 1, rate.isCounted() && rate.bytes().isEmpty());
    }

    private static String name(WatchedRate rate) {
        return TerminalSanitizer.of(
                rate.vf().map(WatchText::vf).orElseGet(() -> rate.port().name()));
    }

    private static String vf(VfRow row) {
        return "  VF " + row.vf().index()
                + row.label()
                        .map(label -> " " + label)
                        .or(() -> row.networkInterface().map(own -> " " + own.name()))
                        .orElse("");
    }

    private static String user(WatchedRate rate) {
        return rate.vf().isPresent() ? TerminalSanitizer.of(Cells.use(rate.function())) : "";
    }

    /** Three digits and a unit: {@code 1.23M}; ? where it is unknown, N/A where nobody counts. */
    static String number(OptionalDouble perSecond, int factor, boolean isCounted) {
        if (perSecond.isEmpty()) {
            return isCounted ? Cells.UNKNOWN : Cells.NOT_APPLICABLE;
        }
        double value = perSecond.getAsDouble() * factor;
        if (value > 0 && value < LEAST) {
            return "<1";
        }
        int unit = 0;
        while (value >= THOUSAND - 0.5 && unit < UNITS.length() - 1) {
            value /= THOUSAND;
            unit++;
        }
        return unit == 0 ? String.valueOf(Math.round(value)) : digits(value) + UNITS.charAt(unit);
    }

    /** Three of them. */
    private static String digits(double value) {
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String cut(String text, int room) {
        return room < 2 ? "" : TextWidth.shortened(text, room);
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
