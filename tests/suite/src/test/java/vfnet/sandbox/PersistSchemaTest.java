// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** The document of {@code persist --json} in each of its results. */
class PersistSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();

    static List<String> machines() {
        return Machines.names();
    }

    private static JsonNode document(SimulatedHost play, String words) {
        Outcome outcome = play.vfnet(("persist --json " + words).strip().split(" "));
        JsonNode document = JSON.readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("persist", document));
        return document;
    }

    private static SimulatedHost played(String machine, String before) {
        SimulatedHost play = SimulatedHost.on(machine);
        if (!before.equals("-")) {
            assertEquals(0, play.vfnet(before.split(" ")).status());
        }
        return play;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "added true | x550 | - | enp1s0f0", "added false | x550 | - | enp1s0f0 --dry-run",
                "changed true | x550 | persist | enp1s0f1 3", "unchanged false | x550 | persist | enp1s0f0",
                "removed true | x550 | persist | --remove enp1s0f0", "added true | no-ip | - | -",
                "added true | x550 | - | --import tests/suite/src/test/resources/vfnet/sandbox/vf.config"
            })
    void everyResultFits(String result, String machine, String before, String words) {
        JsonNode document = document(played(machine, before), words.equals("-") ? "" : words);
        assertEquals(
                result,
                document.at("/ports/0/result").asString() + " "
                        + document.get("changed").asBoolean());
        assertTrue(document.get("boot_service_enabled").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyMachineFits(String machine) {
        document(SimulatedHost.on(machine), "");
    }

    @Test
    void aNewEntryWasNothingBeforeAndAChangedOneSomethingElse() {
        SimulatedHost play = SimulatedHost.on("x550");
        JsonNode added = document(play, "enp1s0f0");
        added.at("/ports/0/differences")
                .forEach(difference -> assertTrue(difference.get("from").isNull(), difference::toString));
        assertEquals(3, added.at("/ports/0/vf_count").asInt());
        JsonNode changed = document(play, "enp1s0f0 2");
        assertEquals(
                "{\"vf_index\":null,\"field\":\"vf_count\",\"from\":\"3\",\"to\":\"2\"}",
                changed.at("/ports/0/differences/0").toString());
    }

    @Test
    void failuresAndWhatIsMissingStandInTheDocumentToo() {
        JsonNode unreadable = document(SimulatedHost.on("unreadable"), "");
        assertTrue(
                unreadable.at("/failures/0").asString().contains("it is unknown how many VFs it supports"),
                unreadable.toString());
        JsonNode reserved = document(SimulatedHost.on("igb-k61-vf1-vfio"), "");
        assertEquals(
                "vlan 4095 cannot be saved, and is left out",
                reserved.at("/problems/0/what").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ports/0", "/ports/0/differences/0", "/problems/0"})
    void theSchemaWantsEveryFieldAndNoOther(String place) {
        Schemas.assertWantsEveryFieldAndNoOther("persist", document(SimulatedHost.on("igb-k61-vf1-vfio"), ""), place);
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        Schemas.assertDescribesEveryField("persist");
    }
}
