// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are read and printed, and other text is rejected. */
class AddressesTest {
    private final Random random = new Random(1);

    @Test
    void aPciAddressIsReadAsItIsPrinted() {
        for (int i = 0; i < 10_000; i++) {
            int domain = i % 3 == 0 ? random.nextInt() : random.nextInt(0x10000);
            PciAddress address = new PciAddress(domain, random.nextInt(256), random.nextInt(32), random.nextInt(8));
            assertEquals(Optional.of(address), PciAddress.parse(address.toString()), address.toString());
            assertEquals(
                    Optional.of(address), PciAddress.parse(address.toString().toUpperCase()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0000:01:00.0, 0000:01:00.0",
        "01:00.0, 0000:01:00.0",
        "10000:e1:1f.7, 10000:e1:1f.7",
        "0:1:2.3, 0000:01:02.3",
        "0000:0A:00.0, 0000:0a:00.0",
        "ffffffff:ff:1f.7, ffffffff:ff:1f.7"
    })
    void aPciAddressIsPrintedAsSysfsDoes(String text, String printed) {
        assertEquals(printed, PciAddress.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000:01:00",
                "0000:01:00.8",
                "0000:01:20.0",
                "0000:100:00.0",
                "0000:01:00.00",
                ":01:00.0",
                "0000:01:00.0 ",
                " 0000:01:00.0",
                "0000:01:00:0",
                "0000.01.00.0",
                "g000:01:00.0",
                "-001:01:00.0",
                "+1:00.0",
                "100000000:01:00.0",
                "0000:01:00.-",
                "0000::00.0",
                "0000:01:.0",
                "0000:01:00.",
                ".",
                ":",
                "::.",
                "0:0000:01:00.0",
                "0000:01:00.\u0660",
                "\uff10:01:00.0",
                "00001:00.0"
            })
    void whatIsNoPciAddressIsNotRead(String text) {
        assertEquals(Optional.empty(), PciAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"0, 256, 0, 0", "0, -1, 0, 0", "0, 0, 32, 0", "0, 0, -1, 0", "0, 0, 0, 8", "0, 0, 0, -1"})
    void aPciAddressHoldsItsRanges(int domain, int bus, int device, int function) {
        assertThrows(IllegalArgumentException.class, () -> new PciAddress(domain, bus, device, function));
    }

    @Test
    void pciAddressesAreOrderedAsTheBusIs() {
        List<String> ordered = List.of(
                "0000:00:00.0",
                "0000:00:00.7",
                "0000:00:09.0",
                "0000:00:10.0",
                "0000:02:00.0",
                "0000:10:00.0",
                "0001:00:00.0",
                "7fffffff:00:00.0",
                "80000000:00:00.0",
                "ffffffff:ff:1f.7");
        List<PciAddress> shuffled = new ArrayList<>(ordered.stream()
                .map(text -> PciAddress.parse(text).orElseThrow())
                .toList());
        Collections.shuffle(shuffled, random);
        assertEquals(
                ordered, shuffled.stream().sorted().map(PciAddress::toString).toList());
    }

    @Test
    void aMacAddressIsReadAsItIsPrinted() {
        for (int i = 0; i < 10_000; i++) {
            MacAddress address = new MacAddress(random.nextLong() & 0xffff_ffff_ffffL);
            assertEquals(Optional.of(address), MacAddress.parse(address.toString()));
            assertEquals(
                    Optional.of(address),
                    MacAddress.parse(address.toString().toUpperCase().replace(':', '-')));
            assertEquals(17, address.toString().length());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02:00:00:00:00",
                "02:00:00:00:00:0",
                "02:00:00:00:00:001",
                "020000000000",
                "0g:00:00:00:00:00",
                "02.00.00.00.00.00",
                "02:00:00:00:00:00:01",
                "-2:00:00:00:00:00",
                "02:00:00:00:00: 1",
                "00:00:00:00:fe:80:00:00:00:00:00:00:00:02:c9:03:00:2d:62:d1",
                "\u0660\u0660:00:00:00:00:00"
            })
    void whatIsNoMacAddressIsNotRead(String text) {
        assertEquals(Optional.empty(), MacAddress.parse(text));
    }

    @Test
    void aMacAddressTellsWhatKindItIs() {
        assertTrue(MacAddress.ZERO.isZero());
        assertTrue(MacAddress.parse("01:00:5e:00:00:01").orElseThrow().isMulticast());
        assertTrue(MacAddress.parse("02:00:00:00:00:01").orElseThrow().isLocallyAdministered());
        MacAddress bought = MacAddress.parse("d0:50:99:e1:a4:10").orElseThrow();
        assertFalse(bought.isZero() || bought.isMulticast() || bought.isLocallyAdministered());
        assertThrows(IllegalArgumentException.class, () -> new MacAddress(1L << 48));
        assertThrows(IllegalArgumentException.class, () -> new MacAddress(-1));
    }

    @Test
    void aPciIdIsReadAsItIsPrinted() {
        for (int i = 0; i < 10_000; i++) {
            PciId id = new PciId(random.nextInt(0x10000), random.nextInt(0x10000));
            assertEquals(Optional.of(id), PciId.parse(id.toString()));
            assertEquals(id.toString(), id.vendorDigits() + ":" + id.deviceDigits());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "8086", "8086:", ":1563", "8086:15630", "80860:1563", "8086:1563:1", "808g:1563"})
    void whatIsNoPciIdIsNotRead(String text) {
        assertEquals(Optional.empty(), PciId.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"0x10000, 0", "0, 0x10000", "-1, 0", "0, -1"})
    void aPciIdHoldsItsRanges(int vendor, int device) {
        assertThrows(IllegalArgumentException.class, () -> new PciId(vendor, device));
    }
}
