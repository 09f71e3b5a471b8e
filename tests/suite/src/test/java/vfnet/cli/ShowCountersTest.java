// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.cli.ShownHost.counting;
import static vfnet.cli.ShownHost.document;
import static vfnet.cli.ShownHost.show;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;

/** The counters of a VF: of its interface, of its port, and in a snapshot. */
class ShowCountersTest {
    @Test
    void countersAreTheInterfacesOwnAndThePorts() throws IOException {
        JsonNode document = document(counting(), "enp1s0f0v0");
        assertEquals(List.of(), Schemas.complaints("show", document));
        JsonNode vf = document.get("virtual_functions").get(0);
        assertEquals(
                "{\"received\":{\"bytes\":1200,\"packets\":12,\"errors\":null,\"dropped\":null,\"multicast\":3,"
                        + "\"broadcast\":null},"
                        + "\"sent\":{\"bytes\":9223372036854775807,\"packets\":null,\"errors\":1,\"dropped\":null,"
                        + "\"multicast\":null,"
                        + "\"broadcast\":null}}",
                vf.get("counters").toString());
        assertEquals(
                "{\"received\":{\"bytes\":1,\"packets\":2,\"errors\":null,\"dropped\":5,\"multicast\":3,"
                        + "\"broadcast\":4},"
                        + "\"sent\":{\"bytes\":6,\"packets\":7,\"errors\":null,\"dropped\":8,\"multicast\":null,"
                        + "\"broadcast\":null}}",
                vf.get("counters_of_port").toString());
        String words = show(counting(), "enp1s0f0v0").out();
        assertTrue(words.contains("received 1 bytes, 2 packets, 5 dropped, 3 multicast, 4 broadcast\n"), words);
        assertTrue(words.contains("By Itself     received 1200 bytes, 12 packets, 3 multicast\n"), words);
        assertTrue(document(counting(), "enp1s0f0v1")
                .get("virtual_functions")
                .get(0)
                .get("counters_of_port")
                .isNull());
    }

    /** A snapshot from before {@code show} existed has no counters, which is no problem. */
    @Test
    void whatWasNeverAskedIsAbsentAndWhatFailedIsAProblem() throws IOException {
        assertEquals("", show(Machines.shipped("x550"), "enp1s0f0v0").err());
        for (String answer : List.of("! 1", "| not json")) {
            Outcome outcome = show(
                    Machines.of(Machines.text("x550") + "\n[ip -json -statistics link show]\n" + answer + "\n"),
                    "enp1s0f0v0");
            assertEquals(0, outcome.status());
            assertTrue(outcome.err().startsWith("vfnet: warning: ip -json -statistics link show: "), outcome.err());
            assertTrue(outcome.out().contains("By Its Port   ?\n"), outcome.out());
        }
    }

    @Test
    void aCaptureHoldsTheCounters() throws IOException {
        Outcome capture = Cli.on(counting(), "capture", "--keep-addresses");
        assertEquals(0, capture.status(), capture.err());
        assertEquals(
                show(counting(), "enp1s0f0v0").out(),
                show(Machines.of(capture.out()), "enp1s0f0v0").out());
    }
}
