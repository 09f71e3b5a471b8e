// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;

/** The last value that a saved configuration accepts, and the first that it does not. */
class SavableBoundsTest {

    private static VfSettings vlan(int id, int qos, String protocol) {
        return new VfSettings(
                Optional.empty(),
                Optional.of(new Vlan(id, qos, protocol)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static VfSettings rates(int min, int max) {
        return new VfSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(min),
                Optional.of(max),
                Optional.empty());
    }

    /** What is left out of these settings, as text. */
    private static String leftOut(VfSettings settings) {
        List<String> leftOut = new ArrayList<>();
        Savable.settings(settings, leftOut);
        return String.join("; ", leftOut);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 802.1Q, true",
        "4094, 7, 802.1Q, true",
        "4094, 7, 802.1ad, true",
        "4095, 0, 802.1Q, false",
        "1, 8, 802.1Q, false",
        "1, 0, 802.1X, false"
    })
    void aVlanIsSavedUpToItsLastIdAndPriority(int id, int qos, String protocol, boolean isSaved) {
        assertEquals(isSaved, leftOut(vlan(id, qos, protocol)).isEmpty(), leftOut(vlan(id, qos, protocol)));
    }

    /** iproute2's ip-link(8): max_tx_rate 0 = unlimited, so any minimum is below it. */
    @ParameterizedTest
    @CsvSource({"1000, 1000, true", "1001, 1000, false", "1000, 0, true", "0, 0, true", "0, 1, true", "1, 1, true"})
    void aMinimumRateMayBeAsHighAsTheMaximum(int min, int max, boolean isSaved) {
        assertEquals(isSaved, leftOut(rates(min, max)).isEmpty(), leftOut(rates(min, max)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "_", "a-", "vfio-pci", "azAZ09-_"})
    void aDriverHasAPlainName(String name) {
        assertEquals(Optional.of(new VfDriver.Override(name)), VfParser.driver(name));
    }

    /** The neighbors of the ranges in ASCII, an option of modprobe, and what a shell or a path would interpret. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a`", "a{", "a@", "a[", "a/", "a:", "a b", "a.", "a\n", "\u00e4"})
    void noOtherNameIsADriver(String name) {
        assertEquals(Optional.empty(), VfParser.driver(name));
    }

    @Test
    void aDriversNameHasAtMost64Characters() {
        assertEquals(
                64,
                VfParser.driver("a".repeat(64))
                        .map(driver -> driver.text().length())
                        .orElse(0));
        assertEquals(Optional.empty(), VfParser.driver("a".repeat(65)));
    }

    @Test
    void aDriverWhoseNameCannotBeSavedIsLeftOut() {
        List<String> leftOut = new ArrayList<>();
        assertEquals(Optional.empty(), Savable.driver(new VfDriver.Override("a b"), leftOut));
        assertEquals(List.of("driver a b"), leftOut);
    }

    @ParameterizedTest
    @CsvSource({
        "a:0, 0",
        "a:9, 9",
        "a:65535, 65535",
        "a:00007, 7",
        "a:65536, -",
        "a:000007, -",
        "a:/, -",
        "a::, -",
        "a:, -",
        "a, -"
    })
    void theLegacyFileHasCountsOfUpToFiveDigits(String line, String count) {
        LegacyFile file = LegacyFile.parse(line);
        assertEquals(
                count,
                file.entries().stream()
                                .map(entry -> String.valueOf(entry.count()))
                                .collect(Collectors.joining())
                        + "-".repeat(file.flaws().size()));
    }

    /** dev_valid_name of net/core/dev.c allows control characters; a file that people edit does not. */
    @Test
    void aNameHasPrintableCharactersAlone() {
        assertEquals("a!~", PortParser.printable("a!~").map(Object::toString).orElse(""));
        assertEquals(Optional.empty(), PortParser.printable("a\u007f"));
        assertEquals(Optional.empty(), PortParser.printable("a\u001f"));
    }
}
