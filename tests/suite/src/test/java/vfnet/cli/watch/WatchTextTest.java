// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.cli.text.Palette;
import vfnet.discovery.Discovery;
import vfnet.discovery.InvalidSysrootException;
import vfnet.operations.traffic.CounterSource;
import vfnet.operations.traffic.Endpoint;
import vfnet.operations.traffic.Rate;
import vfnet.operations.view.PfRow;
import vfnet.operations.view.Rows;
import vfnet.operations.view.VfRow;
import vfnet.suite.Machines;

/** A screen of rates fits the terminal, whatever that is. */
class WatchTextTest {
    private static Rows rows;

    @BeforeAll
    static void read() throws InvalidSysrootException {
        rows = Rows.of(Discovery.inventory(Machines.shipped("in-use")));
    }

    private static Rate.Direction direction(double bytes, double dropped) {
        return new Rate.Direction(
                OptionalDouble.of(bytes),
                OptionalDouble.of(bytes / 1000),
                OptionalDouble.of(0),
                OptionalDouble.of(dropped));
    }

    private static Rate rate(double bytes, double dropped, Optional<Integer> vf) {
        PfRow port = rows.pfs().getFirst();
        return new Rate(
                new Endpoint(
                        port.function().address(),
                        Optional.empty(),
                        vf,
                        port.function().address(),
                        Optional.empty()),
                Optional.of(CounterSource.INTERFACE),
                direction(bytes, dropped),
                direction(0, 0),
                List.of(OptionalDouble.of(bytes)));
    }

    /** Both ports with their VFs: VF n has n million bytes per second, and VF 2 of each loses packets. */
    private static List<WatchedRate> rates() {
        List<WatchedRate> rates = new ArrayList<>();
        for (PfRow port : rows.pfs()) {
            rates.add(new WatchedRate(rate(1000, 0, Optional.empty()), port, Optional.empty()));
            for (VfRow vf : rows.vfs()) {
                int index = vf.vf().index();
                if (vf.isOf(port)) {
                    rates.add(new WatchedRate(
                            rate(1e6 * index, index == 2 ? 5 : 0, Optional.of(index)), port, Optional.of(vf)));
                }
            }
        }
        return rates;
    }

    private static List<String> lines(int width, int height, WatchOrder order) {
        return new WatchText(width, height, Palette.OFF).lines(rates(), order, 1, "");
    }

    private static String names(List<String> lines) {
        return lines.stream()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words[0].startsWith("enp1") || words[0].equals("VF"))
                .map(words -> words[0].equals("VF") ? words[1] : words[0])
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 50, 79, 80, 99, 100, 200, 10_000})
    void everyLineFitsAndNoNameIsCut(int width) {
        List<String> lines = lines(width, 40, WatchOrder.NAME);
        lines.forEach(line -> assertTrue(line.length() <= width, width + ": " + line));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  VF 7 enp1s0f0v7 ")), lines.toString());
        assertEquals(width >= 80, lines.get(1).endsWith("LAST MINUTE"), lines.get(1));
        assertEquals(width >= 100, lines.get(1).contains("RX pkt/s"), lines.get(1));
        assertEquals(width >= 50, lines.get(1).contains("LOST/s"), lines.get(1));
    }

    /** Half a number is another number. */
    @ParameterizedTest
    @ValueSource(ints = {20, 25, 30, 36, 45})
    void onANarrowTerminalColumnsLeaveAndNumbersStayWhole(int width) {
        List<String> lines = lines(width, 40, WatchOrder.TRAFFIC);
        lines.forEach(line -> assertTrue(line.length() <= width, width + ": " + line));
        assertTrue(lines.get(1).contains("RX bit/s"), lines.get(1));
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("  VF 7 ") && line.contains(" 56.0M")),
                lines.toString());
    }

    /** Some serial consoles say 0. */
    @Test
    void aTerminalWithoutASizeGetsASmallScreen() {
        assertEquals(lines(40, 4, WatchOrder.TRAFFIC), lines(0, 0, WatchOrder.TRAFFIC));
        assertEquals(4, lines(0, 0, WatchOrder.TRAFFIC).size());
    }

    @Test
    void whatThereIsNoRoomForIsCounted() {
        List<String> lines = lines(80, 8, WatchOrder.TRAFFIC);
        assertEquals(8, lines.size());
        assertEquals("and 8 more", lines.getLast());
        assertEquals("", lines(80, 40, WatchOrder.TRAFFIC).getLast());
    }

    @Test
    void eachPortStaysBeforeItsVfsInEveryOrder() {
        assertEquals("enp1s0f0 7 6 5 4 3 2 1 0 enp1s0f1 2 1 0", names(lines(80, 40, WatchOrder.TRAFFIC)));
        assertEquals("enp1s0f0 0 1 2 3 4 5 6 7 enp1s0f1 0 1 2", names(lines(80, 40, WatchOrder.NAME)));
        assertEquals("enp1s0f0 2 0 1 3 4 5 6 7 enp1s0f1 2 0 1", names(lines(80, 40, WatchOrder.LOSSES)));
    }

    @Test
    void lossesStandOut() {
        List<String> lines = new WatchText(80, 40, new Palette(true))
                .lines(rates(), WatchOrder.NAME, 1, "").stream()
                        .filter(line -> line.contains("\033[31m"))
                        .toList();
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.contains("VF 2") && line.contains("     5\033[0m")));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "0.05,<1",
        "0.4,3",
        "1,8",
        "124.9,999",
        "124.96,1.00k",
        "125,1.00k",
        "1249,9.99k",
        "1250,10.0k",
        "12500,100k",
        "125000,1.00M",
        "1.25e8,1.00G",
        "1.25e9,10.0G",
        "1.25e11,1.00T",
        "1e18,8.00E"
    })
    void aRateHasThreeDigitsAndAUnit(double bytes, String text) {
        assertEquals(text, WatchText.number(OptionalDouble.of(bytes), 8, true));
    }

    @Test
    void unknownAndUncountedAreNotZero() {
        assertEquals("?", WatchText.number(OptionalDouble.empty(), 8, true));
        assertEquals("N/A", WatchText.number(OptionalDouble.empty(), 8, false));
    }

    private static String bars(double... values) {
        return Sparkline.of(DoubleStream.of(values).mapToObj(OptionalDouble::of).toList(), 4);
    }

    @Test
    void barsAreAsHighAsTheirShareOfTheGreatest() {
        assertEquals("▁▂▄█", bars(0, 25, 50, 100));
        assertEquals("  ▁▁", bars(0, 0));
        assertEquals("▁█▁▁", bars(0, 0, 9, 1, 0, 0, 1, 1));
        assertEquals("    ", Sparkline.of(List.of(OptionalDouble.empty()), 4));
    }

    @Test
    void thousandsOfVfsMakeNoMoreLinesThanThereIsRoomFor() {
        List<WatchedRate> many = new ArrayList<>(rates());
        while (many.size() < 4080) {
            many.addAll(rates());
        }
        List<String> lines = new WatchText(120, 50, Palette.OFF).lines(many, WatchOrder.TRAFFIC, 1, "ip: hangs");
        assertEquals(50, lines.size());
        assertFalse(lines.getLast().isEmpty());
        assertTrue(lines.getLast().endsWith(" more; ip: hangs"), lines.getLast());
    }
}
