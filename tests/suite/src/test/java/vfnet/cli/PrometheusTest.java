// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.conventions.Image;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** The metrics, read by what reads them in life: promtool, node_exporter's textfile collector, and Prometheus. */
@Tag("slow")
class PrometheusTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path DASHBOARD = Path.of("docs/grafana-dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\b(vfnet|sriov_vf)_[a-z_]+");
    private static final int TIMEOUT_SECONDS = 60;
    private static final int TRIES = 300;

    @TempDir
    private static Path folder;

    private static final List<Process> STARTED = new ArrayList<>();
    private static int exporter;
    private static int prometheus;

    @BeforeAll
    static void startBoth() throws Exception {
        exporter = freePort();
        prometheus = freePort();
        Path metrics = Files.createDirectories(folder.resolve("metrics"));
        Outcome written = Cli.on(
                ShownHost.saving(ShownHost.counting()),
                "metrics",
                "--output",
                metrics.resolve("vfnet.prom").toString());
        assertEquals(0, written.status(), written.toString());
        Files.writeString(
                folder.resolve("prometheus.yml"),
                "global: {scrape_interval: 1s}\nscrape_configs:\n  - job_name: node\n    static_configs:\n"
                        + "      - targets: ['127.0.0.1:" + exporter + "']\n");
        start(
                "prometheus-node-exporter",
                "--collector.disable-defaults",
                "--collector.textfile",
                "--collector.textfile.directory=" + metrics,
                "--web.listen-address=127.0.0.1:" + exporter);
        start(
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + prometheus);
    }

    @AfterAll
    static void stopBoth() throws InterruptedException {
        for (Process process : STARTED) {
            process.destroy();
            assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        }
    }

    private static void start(String... command) throws IOException {
        STARTED.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String get(int port, String path) throws IOException {
        try (var in = URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode query(String expression) throws IOException {
        return JSON.readTree(
                get(prometheus, "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
    }

    /** Both need a moment to start and to scrape. */
    private static JsonNode awaited(String expression) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            try {
                JsonNode result = query(expression).at("/data/result");
                if (!result.isEmpty()) {
                    return result;
                }
            } catch (IOException e) {
                assertTrue(i < TRIES - 1, e.toString());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return JSON.createArrayNode();
    }

    static List<String> machines() {
        return Machines.names();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void promtoolHasNothingAgainstThem(String machine) throws IOException {
        Outcome metrics = Cli.on(Machines.shipped(machine), "metrics");
        Path file = Files.write(folder.resolve(machine + ".prom"), metrics.stdout());
        Outcome promtool =
                Image.run(Map.of("FILE", file.toString()), "sh", "-c", "exec promtool check metrics < \"$FILE\"");
        assertEquals("", promtool.out() + promtool.err());
        assertEquals(0, promtool.status());
    }

    @Test
    void promtoolWouldSayWhatIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.prom"), "# TYPE a counter\na 1\na 1\n");
        assertTrue(Image.run(Map.of("FILE", file.toString()), "sh", "-c", "promtool check metrics < \"$FILE\"")
                        .status()
                != 0);
    }

    @Test
    void prometheusHasWhatVfnetWrote() throws Exception {
        JsonNode received = awaited("sriov_vf_rx_bytes_total{vf=\"0\"}").get(0);
        assertEquals("1", received.at("/value/1").asString(), received.toString());
        assertEquals("enp1s0f0", received.at("/metric/pf").asString());
        assertEquals("0000:02:10.0", received.at("/metric/pci_address").asString());
        assertEquals("3", awaited("vfnet_vfs{pf=\"enp1s0f0\"}").at("/0/value/1").asString());
        assertEquals("0", awaited("node_textfile_scrape_error").at("/0/value/1").asString());
    }

    /** Every expression of the dashboard is one that Prometheus accepts, and every metric is on it. */
    @Test
    void theDashboardAsksForWhatThereIs() throws Exception {
        awaited("vfnet_vfs");
        Set<String> shown = new HashSet<>();
        for (JsonNode panel : JSON.readTree(Files.readString(DASHBOARD)).get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String expression = target.get("expr").asString();
                METRIC.matcher(expression).results().map(MatchResult::group).forEach(shown::add);
                JsonNode answer = query(expression.replace("$instance", ".*").replace("$__rate_interval", "5m"));
                assertEquals("success", answer.get("status").asString(), expression);
            }
        }
        Set<String> printed = new HashSet<>();
        for (String machine : List.of("igb-no-iommu", "x550")) {
            printed.addAll(families(Cli.on(Machines.shipped(machine), "metrics").out()));
        }
        printed.addAll(families(
                Cli.on(ShownHost.saving(ShownHost.counting()), "metrics").out()));
        printed.add("vfnet_restore_timestamp_seconds");
        printed.add("sriov_vf_tx_errors_total");
        assertEquals(printed, shown);
    }

    private static List<String> families(String text) {
        return text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .toList();
    }
}
