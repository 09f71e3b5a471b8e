// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** The page of {@code vfnet report --html} in a browser: its tables sort and are searched, those of 1,000 hosts too. */
@Tag("slow")
class ReportPageTest {
    private static final int HOSTS = 1000;
    /** Clicks and types as a person would, and leaves what it saw in the page. */
    private static final String VISITOR = """
            <script>
            addEventListener("load", () => {
              const table = document.querySelector("#vfs table");
              const column = index => [...table.tBodies[0].rows].filter(row => !row.hidden)
                .map(row => row.cells[index].textContent);
              const seen = {rows: column(0).length};
              const timed = action => { const begin = performance.now(); action();
                document.body.getBoundingClientRect(); return performance.now() - begin; };
              const heads = table.tHead.rows[0].cells;
              seen.sort = timed(() => heads[2].firstElementChild.click());
              seen.ascending = column(2).slice(0, 3);
              seen.aria = heads[2].getAttribute("aria-sort");
              heads[2].firstElementChild.click();
              seen.descending = column(2).slice(0, 3);
              seen.ariaAgain = heads[2].getAttribute("aria-sort");
              heads[0].firstElementChild.click();
              seen.hosts = column(0).slice(0, 12).join(" ");
              const type = text => timed(() => { const field = document.getElementById("search");
                field.value = text; field.dispatchEvent(new Event("input")); });
              seen.search = type("HOST-77 ");
              seen.found = column(0).length;
              seen.words = document.getElementById("found").textContent;
              type("host-777 nowhere");
              seen.none = column(0).length;
              type("");
              seen.all = column(0).length;
              const result = document.createElement("pre");
              result.id = "seen";
              result.textContent = JSON.stringify(seen);
              document.body.append(result);
            });
            </script>
            """;

    private static JsonNode visited(Path page, Path folder) throws IOException, InterruptedException {
        Path visited = folder.resolve("visited.html");
        Files.writeString(visited, Files.readString(page).replace("</body>", VISITOR + "</body>"));
        Path dump = folder.resolve("dump.html");
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        visited.toUri().toString())
                .redirectOutput(dump.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(chromium.waitFor(120, TimeUnit.SECONDS), "the browser does not end");
        String dom = Files.readString(dump);
        int begin = dom.indexOf("<pre id=\"seen\">");
        assertTrue(begin > 0, "the page's script did not run: " + dom.substring(0, Math.min(dom.length(), 3000)));
        return FleetDocuments.JSON.readTree(
                dom.substring(begin + "<pre id=\"seen\">".length(), dom.indexOf("</pre>", begin)));
    }

    @Test
    void tablesSortAndAreSearched(@TempDir Path folder) throws IOException, InterruptedException {
        for (int number = 0; number < HOSTS; number++) {
            FleetDocuments.write(
                    folder.resolve("fleet"), "host-" + number + ".json", FleetDocuments.host(number, number % 65));
        }
        Path page = folder.resolve("report.html");
        Outcome outcome = Cli.on(
                Machines.shipped("no-cards"), "report", folder.resolve("fleet").toString(), "--html", page.toString());
        assertEquals(0, outcome.status(), outcome.toString());
        JsonNode seen = visited(page, folder);
        assertEquals(HOSTS, seen.get("rows").asInt());
        assertEquals("[\"0\",\"0\",\"0\"]", seen.get("ascending").toString());
        assertEquals("[\"64\",\"64\",\"64\"]", seen.get("descending").toString(), "numbers, not texts");
        assertEquals("ascending", seen.get("aria").asString());
        assertEquals("descending", seen.get("ariaAgain").asString());
        assertEquals(
                "host-0 host-1 host-2 host-3 host-4 host-5 host-6 host-7 host-8 host-9 host-10 host-11",
                seen.get("hosts").asString());
        assertEquals(11, seen.get("found").asInt(), "host-77 and host-770 to host-779");
        assertEquals("11 rows", seen.get("words").asString());
        assertEquals(0, seen.get("none").asInt());
        assertEquals(HOSTS, seen.get("all").asInt());
        assertTrue(seen.get("sort").asDouble() < 2000, seen.toString());
        assertTrue(seen.get("search").asDouble() < 2000, seen.toString());
    }
}
