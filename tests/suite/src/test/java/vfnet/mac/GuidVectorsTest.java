// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.mac.GuidGenerator.Kind;
import vfnet.model.Guid;

/** GUIDs that were given once, compared with a file that vfnet did not write. */
class GuidVectorsTest {
    static List<String> vectors() throws IOException {
        return Vectors.of("guid-vectors.txt");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aGuidGivenOnceIsGivenForEver(String vector) {
        String[] words = vector.split(" ");
        GuidGenerator generator = new GuidGenerator(Guid.parse(words[0]).orElseThrow());
        Guid guid = generator.generate(
                Integer.parseInt(words[1]),
                Kind.valueOf(words[2].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[3]));
        assertEquals(words[4], guid.toString());
        assertTrue(guid.isOfOne());
    }

    @Test
    void theVectorsDiffer() throws IOException {
        List<String[]> words = vectors().stream().map(line -> line.split(" ")).toList();
        assertTrue(words.size() >= 20);
        assertEquals(
                words.size(), words.stream().map(line -> line[4]).distinct().count());
    }

    @Test
    void numbersBelowZeroAreRefused() {
        GuidGenerator generator = new GuidGenerator(Guid.ZERO);
        assertThrows(IllegalArgumentException.class, () -> generator.generate(-1, Kind.NODE, 0));
        assertThrows(IllegalArgumentException.class, () -> generator.generate(0, Kind.PORT, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02:00:00:00:00:01",
                "02:00:00:00:00:00:00:0",
                "02:00:00:00:00:00:00:0g",
                "0x0200000000000001",
                "0200:0000:0000:0001",
                "02:00:00:00:00:00:00:00:01",
                "02.00:00:00:00:00:00:01"
            })
    void whatIsNoGuidIsNone(String text) {
        assertTrue(Guid.parse(text).isEmpty());
    }

    @Test
    void aGuidIsPrintedInOneForm() {
        assertEquals(
                "ff:02:c9:03:00:21:6e:71",
                Guid.parse("FF-02:C9-03:00:21:6e:71").orElseThrow().toString());
        assertTrue(Guid.parse("01:00:00:00:00:00:00:00").orElseThrow().isGroup());
        assertTrue(Guid.inAddress("00:00:10:29:fe:80:00:00:00:00:00:00:02:00:af:03:00:44:55:01")
                .filter(guid -> guid.toString().equals("02:00:af:03:00:44:55:01"))
                .isPresent());
        assertTrue(Guid.inAddress("02:00:00:00:00:01").isEmpty());
    }
}
