// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Outcome;

/** A saved configuration costs a listing and a boot little: no databind, little memory. */
@Tag("slow")
class SavedOnTheWayTest {
    @TempDir
    private Path folder;

    private Path machine() {
        Path machine = folder.resolve("m");
        assertEquals(
                0,
                Cli.run("capture", "--unpack", Image.X550, machine.toString()).status());
        assertEquals(0, Cli.run("--sysroot", machine.toString(), "persist").status());
        return machine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "boot --dry-run"})
    void readingItLoadsNoDatabind(String words) throws IOException {
        Path log = folder.resolve("classes");
        String command = "\"" + Image.HOME.resolve("bin/java") + "\" '-Xlog:class+load:file=" + log
                + "' -m vfnet.cli/vfnet.cli.Main" + " --sysroot '" + machine() + "' " + words;
        Outcome outcome = Image.shell(Image.HOME, command);
        assertEquals(0, outcome.status(), outcome.toString());
        List<String> classes = Files.readAllLines(log);
        assertTrue(
                classes.stream().anyMatch(line -> line.contains("vfnet.persistence.ConfigurationParser")),
                "it was read");
        assertEquals(
                List.of(),
                classes.stream()
                        .filter(line -> line.contains(".databind.")
                                || line.contains(" java.util.regex.")
                                || line.contains("picocli"))
                        .limit(3)
                        .toList());
    }

    /** As large as the file may be, whatever its content, in the little memory of the image. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VFs | {\"vf_index\":%d,\"trust\":true}",
                "ports | {\"interface\":\"e%d\",\"vf_count\":0}",
                "flaws | {\"vf_count\":-%d}"
            })
    void theLargestFileFitsIntoTheImagesMemory(String kind, String element) throws IOException {
        boolean ofVfs = kind.equals("VFs");
        StringBuilder text = new StringBuilder("{\"version\":1,\"ports\":[");
        for (int i = 0; text.length() < (4 << 20) - 200; i++) {
            String separator = ofVfs && i % 60_000 == 0
                    ? (i == 0 ? "" : "]},") + "{\"interface\":\"p" + i + "\",\"vf_count\":65535,\"vfs\":["
                    : i == 0 ? "" : ",";
            text.append(separator).append(element.replace("%d", String.valueOf(ofVfs ? i % 60_000 : i)));
        }
        text.append(ofVfs ? "]}" : "").append("]}");
        Path file = Files.writeString(folder.resolve("large.json"), text);
        Outcome list = Image.run(
                Map.of(), Image.command(Image.HOME), "--sysroot", Image.X550, "--config", file.toString(), "list");
        assertEquals(
                0,
                list.status(),
                list.toString().substring(0, Math.min(2000, list.toString().length())));
        assertTrue(list.err().lines().count() <= 110, "lines for a person");
    }

    @Test
    void thousandsOfVfsAreSavedInTheImagesMemory() throws IOException {
        StringBuilder text = new StringBuilder("{\"version\":1,\"ports\":[");
        for (int port = 0; port < 32; port++) {
            text.append(port == 0 ? "" : ",")
                    .append("{\"interface\":\"p")
                    .append(port)
                    .append("\",\"vf_count\":256,\"vfs\":[");
            for (int vf = 0; vf < 256; vf++) {
                text.append(vf == 0 ? "" : ",")
                        .append("{\"vf_index\":")
                        .append(vf)
                        .append(",\"label\":\"l")
                        .append(port * 256 + vf)
                        .append("\",\"vlan\":null,\"spoof_check\":true,\"trust\":false,\"link_state\":\"auto\",\"min"
                                + "_tx_rate\":0,")
                        .append("\"max_tx_rate\":0,\"query_rss\":false,\"driver\":\"vfio-pci\"}");
            }
            text.append("]}");
        }
        Path file = Files.writeString(folder.resolve("many.json"), text.append("]}"));
        Outcome outcome = Image.run(
                Map.of(), Image.command(Image.HOME), "--sysroot", Image.X550, "--config", file.toString(), "persist");
        assertEquals(
                0,
                outcome.status(),
                outcome.toString()
                        .substring(0, Math.min(2000, outcome.toString().length())));
        assertTrue(Files.size(file) > 2 << 20);
        assertEquals(
                0,
                Cli.run("--sysroot", Image.X550, "--config", file.toString(), "list")
                        .status());
    }
}
