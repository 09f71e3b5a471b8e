// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.discovery.Discovery;
import vfnet.discovery.InvalidSysrootException;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PfPort;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.suite.Machines;

/** Which port an entry means, on machines whose cards have moved, gone, been replaced and cloned. */
class PortSearchTest {
    private static final String X550 = Machines.text("x550");
    private static final String FIRST = "d0:50:99:e1:a4:10";
    private static final String SECOND = "d0:50:99:e1:a4:11";
    /** Both ports have the first one's address. */
    private static final String CLONED = X550.replace(SECOND, FIRST);

    private static final IntPredicate NAMES_ARE_FINAL = _ -> true;

    private static Inventory inventory(String machine) {
        try {
            return Discovery.inventory(Machines.of(machine));
        } catch (IOException | InvalidSysrootException e) {
            throw new AssertionError(e);
        }
    }

    /** An entry in short: permanent address, PCI address, port number, name, each {@code -} where it has none. */
    private static SavedPort entry(String words) {
        String[] word = words.split(" ");
        return new SavedPort(
                MacAddress.parse(word[0]),
                PciAddress.parse(word[1]),
                Integer.parseInt(word[2]),
                word[3].equals("-") ? Optional.empty() : InterfaceName.parse(word[3]),
                1,
                new TreeMap<>());
    }

    private static String text(PortMatch match) {
        return switch (match) {
            case PortMatch.Found(PfPort port) ->
                port.networkInterface()
                        .map(own -> own.name().text())
                        .orElseGet(() -> port.function().address().toString());
            case PortMatch.Absent(String reason) -> "absent: " + reason;
            case PortMatch.Refused(String reason, var _) -> "refused: " + reason;
        };
    }

    /** What the first of these entries means beside the others. */
    private static String meaning(String machine, IntPredicate isNameFinal, String... entries) {
        List<SavedPort> all =
                List.of(entries).stream().map(PortSearchTest::entry).toList();
        return text(new PortSearch(inventory(machine), new Configuration(all), isNameFinal).find(all.getFirst()));
    }

    private static void assertMeans(String expected, String machine, String... entries) {
        assertEquals(expected, meaning(machine, NAMES_ARE_FINAL, entries));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d0:50:99:e1:a4:11 0000:01:00.1 0 enp1s0f1 | enp1s0f1",
                "d0:50:99:e1:a4:11 0000:05:00.0 0 enp5s0 | enp1s0f1",
                "d0:50:99:e1:a4:11 - 0 - | enp1s0f1",
                "d0:50:99:e1:a4:11 0000:01:00.0 0 enp1s0f0 | enp1s0f1",
                "02:00:00:00:00:09 0000:05:00.0 0 enp1s0f1 | absent: no port has the permanent address "
                        + "02:00:00:00:00:09",
                "02:00:00:00:00:09 - 0 enp1s0f1 | absent: no port has the permanent address 02:00:00:00:00:09",
                "d0:50:99:e1:a4:11 0000:05:00.0 1 enp1s0f1 | absent: no port has the permanent address "
                        + "d0:50:99:e1:a4:11",
                "- 0000:01:00.1 0 other | enp1s0f1",
                "- 0000:05:00.0 0 enp1s0f1 | absent: there is no port at 0000:05:00.0",
                "- 0000:01:00.1 1 enp1s0f1 | absent: there is no port at 0000:01:00.1",
                "- - 0 enp1s0f1 | enp1s0f1"
            })
    void theAddressCountsBeforeThePlaceAndThePlaceBeforeTheName(String entry, String means) {
        assertMeans(means, X550, entry);
    }

    @Test
    void anotherCardInThePlaceIsRefusedWithBothNamedAndWhatToDo() {
        assertMeans(
                "refused: another card is in its place: the saved port has the permanent address 02:00:00:00:00:09, "
                        + "and the"
                        + " one at 0000:01:00.0 has d0:50:99:e1:a4:10; if it took the other's place: vfnet persist "
                        + "--remove"
                        + " 02:00:00:00:00:09, then vfnet persist",
                X550,
                "02:00:00:00:00:09 0000:01:00.0 0 enp1s0f0");
    }

    @Test
    void twoCardsThatChangedPlacesAreBothFound() {
        assertMeans("enp1s0f0", X550, FIRST + " 0000:01:00.1 0 enp1s0f1", SECOND + " 0000:01:00.0 0 enp1s0f0");
        assertMeans("enp1s0f1", X550, SECOND + " 0000:01:00.0 0 enp1s0f0", FIRST + " 0000:01:00.1 0 enp1s0f1");
    }

    /** Software has set its address, and ip prints no permanent one. */
    @Test
    void whereThePermanentAddressIsUnknownNothingIsGuessed() {
        String machine = X550.replaceFirst("(?s)(net/enp1s0f1]\n)addr_assign_type = 0", "$1addr_assign_type = 3");
        assertMeans(
                "refused: it is unknown whether 0000:01:00.1 is the port of permanent address " + SECOND
                        + ": ip does not print a permanent address for it",
                machine,
                SECOND + " 0000:01:00.1 0 enp1s0f1");
        assertMeans(
                "absent: no port has the permanent address " + SECOND, machine, SECOND + " 0000:05:00.0 0 enp1s0f1");
        assertMeans("enp1s0f1", machine, "- 0000:01:00.1 0 enp1s0f1");
    }

    @Test
    void betweenClonedAddressesThePlaceDecides() {
        String one = FIRST + " 0000:01:00.0 0 enp1s0f0";
        String other = FIRST + " 0000:01:00.1 0 enp1s0f1";
        assertMeans("enp1s0f0", CLONED, one, other);
        assertMeans("enp1s0f1", CLONED, other, one);
        assertMeans("enp1s0f1", CLONED, other);
        String refused =
                "refused: 2 ports have the permanent address " + FIRST + ", and none of them is at its PCI address; ";
        assertMeans(
                refused + "save it again: vfnet persist, then vfnet persist --remove 0000:05:00.0",
                CLONED,
                FIRST + " 0000:05:00.0 0 enp5s0");
        assertMeans(refused + "add its pci_address to the file", CLONED, FIRST + " - 0 -");
    }

    /** The card that is present is not taken for the absent one. */
    @Test
    void ofTwoClonedCardsOneIsMissing() {
        String there = FIRST + " 0000:01:00.0 0 enp1s0f0";
        String gone = FIRST + " 0000:07:00.0 0 enp7s0";
        assertMeans("enp1s0f0", X550, there, gone);
        assertMeans(
                "absent: no port at its PCI address has the permanent address " + FIRST
                        + ", which another saved port has, too",
                X550,
                gone,
                there);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00:02:c9:fe:3a:01 0000:04:00.0 0 - | enp4s0", "00:02:c9:fe:3a:02 0000:04:00.0 1 - | enp4s0d1",
                "- 0000:04:00.0 1 - | enp4s0d1", "- 0000:04:00.0 0 - | enp4s0",
                "00:02:c9:fe:3a:02 0000:09:00.0 1 - | enp4s0d1",
                        "- 0000:04:00.0 2 - | absent: there is no port at 0000:04:00.0",
                "00:02:c9:fe:3a:02 - 0 - | absent: no port has the permanent address 00:02:c9:fe:3a:02"
            })
    void onACardWithTwoPortsTheNumberCountsToo(String entry, String means) {
        assertMeans(means, Machines.text("connectx3"), entry);
    }

    @Test
    void anotherCardWithTwoPortsIsRefusedPortByPort() {
        String match =
                meaning(Machines.text("connectx3"), NAMES_ARE_FINAL, "02:00:00:00:00:09 0000:04:00.0 1 enp4s0d1");
        assertTrue(
                match.startsWith("refused: another card is in its place") && match.contains("has 00:02:c9:fe:3a:02"),
                match);
    }

    /** Its driver may still appear. */
    @Test
    void aPfWithoutAnInterfaceIsKnownByItsPlaceAlone() {
        String machine = Machines.text("no-driver");
        assertMeans("0000:3b:00.0", machine, "- 0000:3b:00.0 0 -");
        assertMeans(
                "absent: 0000:3b:00.0 has no network interface yet, so it is unknown whether it is the port of "
                        + "permanent address " + SECOND,
                machine,
                SECOND + " 0000:3b:00.0 0 enp59s0f0");
    }

    @Test
    void aNameCountsOnceItIsFinal() {
        String entry = "- - 0 enp1s0f1";
        String absent =
                "absent: no port has this name, by which alone it is saved; once it is there, run vfnet persist "
                        + "enp1s0f1";
        assertEquals("enp1s0f1", meaning(X550, index -> index == 3, entry));
        assertEquals(absent, meaning(X550, index -> index == 2, entry));
        assertEquals(absent.replace("enp1s0f1", "eth9"), meaning(X550, NAMES_ARE_FINAL, "- - 0 eth9"));
    }

    @Test
    void eachPortHasItsEntryOrNone() {
        Configuration saved = new Configuration(List.of(
                entry("02:00:00:00:00:09 0000:01:00.0 0 enp1s0f0"),
                entry(SECOND + " 0000:05:00.0 0 enp5s0"),
                entry("- 0000:01:00.1 0 -")));
        Inventory inventory = inventory(X550);
        PortSearch search = new PortSearch(inventory, saved, NAMES_ARE_FINAL);
        PhysicalFunction first = inventory.physicalFunctions().getFirst();
        PhysicalFunction second = inventory.physicalFunctions().getLast();
        assertEquals(
                Optional.empty(),
                search.entryOf(new PfPort(first, Optional.of(first.ports().getFirst()))));
        assertEquals(
                Optional.of(saved.ports().get(1)),
                search.entryOf(new PfPort(second, Optional.of(second.ports().getFirst()))));
        assertEquals(Optional.empty(), search.entryOf(new PfPort(second, Optional.empty())));
    }
}
