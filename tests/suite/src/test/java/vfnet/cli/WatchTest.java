// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;
import vfnet.suite.Unfit;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** {@code vfnet watch --json}: a line for each interval, with what passed in it. */
class WatchTest {

    static List<String> machines() {
        return Machines.names().stream()
                .filter(name -> !name.equals("no-cards"))
                .toList();
    }

    @Test
    void aMachineWithoutCardsSaysSo() {
        Outcome outcome = Cli.on(Machines.shipped("no-cards"), "watch", "--json", "--count", "1");
        assertEquals("", outcome.out());
        assertTrue(outcome.err().endsWith("vfnet: no network card found; try vfnet doctor\n"), outcome.err());
    }

    @Test
    void whereThereIsNoIpThatIsWhyNobodyCounts() {
        JsonNode line = documents(Cli.on(Machines.shipped("no-ip"), "watch", "--json", "--count", "1"))
                .getFirst();
        assertTrue(line.at("/problems/0/what").asString().startsWith("there is no ip"), line.toString());
    }

    /** A machine whose VF 0 receives 1,000,000 bytes between two queries, and whose VF 3, in a VM, sends as many. */
    private static MachineView busy() {
        MachineView machine = Machines.shipped("in-use");
        AtomicInteger queries = new AtomicInteger();
        return new MachineView(
                machine.sysroot(),
                machine.refusals(),
                query -> query == IpQuery.STATISTICS
                        ? Reading.of(statistics(queries.incrementAndGet() * 1_000_000L)
                                .getBytes(StandardCharsets.UTF_8))
                        : machine.ip().answer(query));
    }

    private static String statistics(long bytes) {
        return "[{\"ifname\":\"enp1s0f0\",\"stats64\":{\"rx\":{\"bytes\":5,\"packets\":1,\"errors\":0,\"dropped\":0},"
                + "\"tx\":{\"bytes\":6,\"packets\":1}},"
                + "\"vfinfo_list\":[{\"vf\":3,\"stats\":{\"rx\":{\"bytes\":7},\"tx\":{\"tx_bytes\":" + bytes + "}}}]},"
                + "{\"ifname\":\"enp1s0f0v0\",\"stats64\":{\"rx\":{\"bytes\":" + bytes + "},\"tx\":{\"bytes\":0}}}]";
    }

    private static List<JsonNode> documents(Outcome outcome) {
        assertEquals(0, outcome.status(), outcome.toString());
        return outcome.out().lines().map(ListSchema::read).toList();
    }

    private static JsonNode rate(JsonNode document, int vf) {
        return document.get("rates")
                .valueStream()
                .filter(rate -> rate.get("port").asString().equals("enp1s0f0")
                        && rate.get("vf_index").asInt(-1) == vf)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anIntervalIsALineWithWhatPassedInIt() {
        List<JsonNode> lines = documents(Cli.on(busy(), "watch", "--json", "--count", "2"));
        assertEquals(2, lines.size());
        for (JsonNode line : lines) {
            assertEquals(List.of(), Schemas.complaints("watch", line));
            JsonNode own = rate(line, 0);
            assertEquals("interface", own.get("source").asString());
            // The interval was a second or, on a busy machine, longer.
            double received = own.at("/received/bytes").asDouble();
            assertTrue(received > 10_000 && received <= 1_050_000, own.toString());
            assertEquals(0, own.at("/sent/bytes").asDouble());
            assertTrue(own.at("/sent/packets").isNull());
            JsonNode inVm = rate(line, 3);
            assertEquals("pf_driver", inVm.get("source").asString());
            assertEquals(received, inVm.at("/sent/bytes").asDouble());
            assertTrue(rate(line, 1).get("source").isNull(), "nobody counts what VF 1 does");
            assertEquals(0, rate(line, -1).at("/received/packets").asDouble());
        }
    }

    /** They wait for an interval, not for a processor. */
    @ParameterizedTest
    @MethodSource("machines")
    @Execution(ExecutionMode.CONCURRENT)
    void theLineFollowsTheSchemaAndHasEveryVf(String machine) {
        MachineView view = Machines.shipped(machine);
        Outcome outcome = Cli.on(view, "watch", "--json", "--count", "1");
        Unfit.assertNone(machine, outcome);
        JsonNode line = documents(outcome).getFirst();
        assertEquals(List.of(), Schemas.complaints("watch", line));
        JsonNode list = ListSchema.read(Cli.on(view, "list", "--json").out());
        assertEquals(
                list.get("virtual_functions")
                        .valueStream()
                        .map(vf -> vf.get("pci_address"))
                        .toList(),
                line.get("rates")
                        .valueStream()
                        .filter(rate -> !rate.get("vf_index").isNull())
                        .map(rate -> rate.get("pci_address"))
                        .toList());
    }

    @Test
    void onlyWhatIsNamedIsWatched() {
        JsonNode line = documents(Cli.on(busy(), "watch", "enp1s0f0v0", "--json", "--count", "1"))
                .getFirst();
        assertEquals(2, line.get("rates").size(), line.toString());
        Outcome unknown = Cli.on(busy(), "watch", "enp9s0", "--json", "--count", "1");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().contains("enp9s0"), unknown.err());
    }

    @Test
    void whyCountersAreMissingIsSaid() throws IOException {
        MachineView machine = Machines.shipped("in-use");
        MachineView hanging = new MachineView(
                machine.sysroot(),
                machine.refusals(),
                query -> query == IpQuery.STATISTICS
                        ? Reading.unreadable(new Problem("ip", "did not answer"))
                        : machine.ip().answer(query));
        JsonNode line =
                documents(Cli.on(hanging, "watch", "--json", "--count", "1")).getFirst();
        assertEquals("did not answer", line.at("/problems/0/what").asString().replaceAll(";.*", ""));
    }

    @Test
    void aPipeIsToldHowToGetLines() {
        Outcome outcome = Cli.on(busy(), "watch");
        assertEquals(2, outcome.status());
        assertEquals(
                "vfnet: stdout is no terminal; vfnet watch --json prints a line of JSON per interval\n", outcome.err());
    }

    @ParameterizedTest
    @CsvSource({
        "--interval,0,is not a number of seconds; it must be 1 to 3600",
        "--interval,1.5,is not a number of seconds; it must be 1 to 3600",
        "--interval,99999,is not a number of seconds; it must be 1 to 3600",
        "--count,0,is not a number of intervals; it must be 1 to 2147483647",
        "--count,x,is not a number of intervals; it must be 1 to 2147483647"
    })
    void badNumbersAreRefused(String option, String value, String why) {
        Outcome outcome = Cli.on(busy(), "watch", "--json", option, value);
        assertEquals(2, outcome.status());
        assertEquals("vfnet: " + option + " " + value + " " + why + "\n", outcome.err());
    }
}
