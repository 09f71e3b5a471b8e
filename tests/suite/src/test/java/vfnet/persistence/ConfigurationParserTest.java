// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.desired.SavedPort;

/** What no table of invalid configurations can hold: files cut off, broken anywhere, huge, deep, of other encodings. */
class ConfigurationParserTest {
    private static final byte[] WHOLE = Saves.WHOLE.getBytes(UTF_8);
    private static final List<SavedPort> PORTS = Saves.whole().ports();

    private static Loaded.Read parsed(byte[] text) {
        return ConfigurationParser.parse(text).read();
    }

    @Test
    void theWholeIsSound() {
        Loaded.Read read = Saves.read(Saves.WHOLE);
        assertEquals(List.of(), read.flaws());
        assertEquals(List.of(), read.ignored());
        assertEquals(3, PORTS.size());
    }

    @Test
    void cutOffAtAnyByteItIsSaidAndTheEntriesBeforeStand() {
        int end = Saves.WHOLE.stripTrailing().getBytes(UTF_8).length;
        for (int length = 0; length < WHOLE.length; length++) {
            Loaded.Read read = parsed(Arrays.copyOf(WHOLE, length));
            int at = length;
            assertEquals(length >= end, read.flaws().isEmpty(), () -> "cut off at byte " + at + ": " + read.flaws());
            List<SavedPort> ports = read.configuration().ports();
            assertEquals(PORTS.subList(0, ports.size()), ports, () -> "cut off at byte " + at);
            assertTrue(
                    read.flaws().stream().allMatch(flaw -> flaw.place().startsWith("line ")), read.flaws()::toString);
        }
    }

    @Test
    void theFlawOfACutFileSaysThatItIsCut() {
        int end = Saves.WHOLE.stripTrailing().getBytes(UTF_8).length;
        List<String> others = new ArrayList<>();
        for (int length = 1; length < end; length++) {
            String flaw = parsed(Arrays.copyOf(WHOLE, length)).flaws().getLast().what();
            boolean isInLiteral = Saves.WHOLE.substring(0, length).matches("(?s).*: [tfn][a-z]*");
            if (!isInLiteral && !flaw.startsWith("the text ends here in the middle")) {
                others.add(Saves.WHOLE.substring(Math.max(0, length - 8), length) + " -> " + flaw);
            }
        }
        assertEquals(List.of(), others);
    }

    /** Its last character is wrong, and nothing is missing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"version\": 1, \"ports\": []]", "{\"version\": 1, \"ports\": [}", "{\"version\": 1, x", "}"})
    void whatEndsWronglyIsNotCut(String text) {
        String flaw = parsed(text.getBytes(UTF_8)).flaws().getLast().what();
        assertFalse(flaw.startsWith("the text ends here"), flaw);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, '"', '{', '}', ',', '\\', 0x80, 0xff})
    void withAnyByteBrokenNothingIsThrown(int with) {
        for (int at = 0; at < WHOLE.length; at++) {
            byte[] broken = WHOLE.clone();
            broken[at] = (byte) with;
            assertTrue(parsed(broken).configuration().ports().size() <= PORTS.size());
        }
    }

    @Test
    void whateverTheBytesNothingIsThrown() {
        qt().withFixedSeed(5)
                .withExamples(4_000)
                .forAll(lists().of(integers().between(0, 255)).ofSizeBetween(0, 12))
                .checkAssert(bytes -> {
                    byte[] text = new byte[bytes.size()];
                    for (int i = 0; i < text.length; i++) {
                        text[i] = bytes.get(i).byteValue();
                    }
                    assertEquals(List.of(), parsed(text).configuration().ports());
                });
    }

    /** A UCS-4 of an unused order, a UTF-32 that ends in the middle, a character beyond Unicode. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,0,255,254",
                "0,0,254,255,0,0,0",
                "0,0,254,255,127,255,255,255",
                "255,254,0,0,255,255,255,255",
                "0,0,0",
                "239,187",
                "254,255",
                "123,0,0"
            })
    void noTextAtAllIsAFlaw(String numbers) {
        List<Integer> bytes =
                Arrays.stream(numbers.split(",")).map(Integer::valueOf).toList();
        byte[] text = new byte[bytes.size()];
        for (int i = 0; i < text.length; i++) {
            text[i] = bytes.get(i).byteValue();
        }
        assertFalse(parsed(text).flaws().isEmpty());
    }

    @Test
    void linesMayEndAsOnWindowsAndAByteOrderMarkMayStandInFront() {
        assertEquals(
                PORTS,
                Saves.read(Saves.WHOLE.replace("\n", "\r\n")).configuration().ports());
        assertEquals(PORTS, Saves.read("\ufeff" + Saves.WHOLE).configuration().ports());
        Loaded.Read read = Saves.read(
                "\ufeff" + Saves.WHOLE.replace("\n", "\r\n").replace("\"vf_count\": 1,", "\"vf_count\": -1,"));
        assertEquals("line 26 (/ports/1/vf_count)", read.flaws().getFirst().place());
    }

    @Test
    void anEditorOfWindowsMayHaveSavedIt() {
        assertEquals(
                PORTS,
                Saves.load(("\ufeff" + Saves.WHOLE).getBytes(UTF_16LE))
                        .configuration()
                        .ports());
        assertEquals(
                PORTS,
                Saves.load(("\ufeff" + Saves.WHOLE).getBytes(UTF_16BE))
                        .configuration()
                        .ports());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"version\":1,\"ports\":[{\"a\":[", "{\"version\":1,\"ports\":["})
    void howDeepItEverGoesNothingIsThrown(String opening) {
        for (int depth : List.of(10, 999, 1000, 1001, 100_000)) {
            assertFalse(Saves.read(opening.repeat(depth)).flaws().isEmpty());
        }
    }

    @Test
    void numbersAndNamesWithoutEndAreFlaws() {
        for (String long_ :
                List.of("9".repeat(100_000), "1e" + "9".repeat(1000), "\"" + "a".repeat(1_000_000) + "\"")) {
            Loaded.Read read =
                    Saves.read("{\"version\":1,\"ports\":[{\"interface\":\"eth0\",\"vf_count\":" + long_ + "}]}");
            assertFalse(read.flaws().isEmpty());
            assertTrue(read.flaws().getFirst().toString().length() < 500, "a line for a person");
        }
    }

    @Test
    void ofFlawsWithoutNumberTheFirstHundredAreTold() {
        String one = "{\"vf_count\":-1},";
        Loaded.Read read = Saves.read(
                "{\"version\":1,\"ports\":[" + one.repeat(20_000) + "{\"interface\":\"eth0\",\"vf_count\":1}]}");
        assertEquals(101, read.flaws().size());
        assertTrue(
                read.flaws().getLast().what().contains("19900 more"),
                read.flaws().getLast()::toString);
        assertEquals(1, read.configuration().ports().size(), "the sound one stands");
    }

    /** As many as the file has room for, within a time that is acceptable at boot. */
    @Test
    void tensOfThousandsOfPortsAndVfsTakeNoTime() {
        String ports = IntStream.range(0, 30_000)
                .mapToObj(i -> "{\"interface\":\"e" + i + "\",\"vf_count\":1}")
                .collect(Collectors.joining(",", "{\"version\":1,\"ports\":[", "]}"));
        String vfs = IntStream.range(0, 30_000)
                .mapToObj(i -> "{\"vf_index\":" + i
                        + ",\"mac_address\":\"02:00:00:%02x:%02x:01\"}".formatted(i / 256, i % 256))
                .collect(Collectors.joining(
                        ",",
                        "{\"version\":1,\"ports\":[{\"interface\":\"e\"," + "\"vf_count\":30000,\"vfs\":[",
                        "]}]}"));
        assertTimeout(Duration.ofSeconds(10), () -> {
            assertEquals(30_000, Saves.read(ports).configuration().ports().size());
            assertEquals(
                    30_000,
                    Saves.read(vfs).configuration().ports().getFirst().vfs().size());
        });
    }
}
