// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.model.MacAddress;

/** Addresses that were given once, compared with a file that vfnet did not write. */
class AddressVectorsTest {
    static List<String> vectors() throws IOException {
        return Vectors.of("mac-vectors.txt");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void anAddressGivenOnceIsGivenForEver(String vector) {
        String[] words = vector.split(" ");
        AddressGenerator generator = new AddressGenerator(FakePort.mac(words[0]), Integer.parseInt(words[1]));
        assertEquals(
                words[4],
                generator
                        .generate(Integer.parseInt(words[2]), Integer.parseInt(words[3]))
                        .toString());
    }

    @Test
    void theVectorsGoOverPortsNumbersVfsAndCounters() throws IOException {
        List<String[]> words = vectors().stream().map(line -> line.split(" ")).toList();
        assertTrue(words.size() >= 20);
        for (int i = 0; i < 4; i++) {
            int column = i;
            assertTrue(words.stream().map(line -> line[column]).distinct().count() >= 5, "column " + column);
        }
        assertEquals(
                words.size(), words.stream().map(line -> line[4]).distinct().count());
    }

    @Test
    void numbersBelowZeroAreRefused() {
        AddressGenerator generator = new AddressGenerator(MacAddress.ZERO, 0);
        assertThrows(IllegalArgumentException.class, () -> generator.generate(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> generator.generate(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new AddressGenerator(MacAddress.ZERO, -1));
    }
}
