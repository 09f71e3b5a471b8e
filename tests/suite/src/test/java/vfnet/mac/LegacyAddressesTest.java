// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.model.MacAddress;

/** The addresses of vfnet 0.1, as the Python tool with bcrypt 3.2.2 generated them on real and virtual hosts. */
class LegacyAddressesTest {

    private static List<String> generated(String port, String name, Integer... vfs) {
        return new LegacyAddressGenerator(MacAddress.parse(port).orElseThrow(), name)
                .generate(List.of(vfs)).stream().map(MacAddress::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "d0:23:23:23:45:a8, 0, Ethernet Controller 10G X550T, c2:43:c7:62:05:b5",
        "d0:23:23:23:45:a8, 1, Ethernet Controller 10G X550T, b6:dc:fe:64:9e:4a",
        "00:11:22:33:44:55, 0, MT27500 Family [ConnectX-3], 76:d4:35:c8:78:60",
        "00:11:22:33:44:55, 7, MT27500 Family [ConnectX-3], f2:44:70:e5:b1:91",
        "00:11:22:33:44:55, 0, unknown, 5a:b3:2e:27:e5:11",
        "52:54:00:00:01:00, 0, Device 10c9, 22:cc:5b:46:f0:97"
    })
    void itIsThePythonToolsAddress(String port, int vf, String name, String address) {
        assertEquals(List.of(address), generated(port, name, vf));
    }

    /** Several processors compute them, and each VF gets its own. */
    @Test
    void theyComeInTheOrderOfTheirVfs() {
        assertEquals(
                List.of("b2:63:18:ae:22:4d", "aa:e7:fe:71:22:a2", "16:97:af:b6:ac:8f"),
                generated("52:54:00:00:01:00", "82576 Gigabit Network Connection", 6, 0, 3));
    }
}
