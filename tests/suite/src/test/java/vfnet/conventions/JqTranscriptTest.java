// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.conventions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import vfnet.suite.Expected;
import vfnet.suite.Outcome;
import vfnet.suite.ShellTranscript;

/** The recipes of the JSON reference, each run in a shell as printed there. */
@Tag("slow")
class JqTranscriptTest {
    private static final Path EXPECTED = Path.of("tests/expected/jq.txt");

    private static Outcome shell(String line) {
        return shell("in-use", line);
    }

    private static Outcome shell(String machine, String line) {
        return Image.run(
                Map.of(
                        "PATH",
                        Image.HOME.resolve("bin") + ":" + System.getenv("PATH"),
                        "VFNET_SYSROOT",
                        "tests/machines/" + machine + ".machine"),
                "sh",
                "-c",
                line);
    }

    /** A VF of a ConnectX-3 is in the JSON once for each of the card's two ports. */
    @Test
    void noVfOfATwoPortCardIsPrintedTwice() throws IOException {
        List<String> recipes = Guide.of("json").section("Recipes").codeInTables().stream()
                .filter(line -> line.contains(".virtual_functions[]") && line.contains(".pci_address"))
                .toList();
        assertTrue(recipes.size() >= 3, recipes.toString());
        for (String recipe : recipes) {
            List<String> lines = shell("connectx3", recipe).out().lines().toList();
            assertEquals(lines.stream().distinct().toList(), lines, recipe);
        }
        assertEquals(3, shell("connectx3", recipes.getFirst()).out().lines().count(), "the fourth is in use");
    }

    /** qemu-server knows 16 keys ($MAX_HOSTPCI_DEVICES in PVE/QemuServer/PCI.pm). */
    @Test
    void proxmoxHasAKeyForEveryLine() throws IOException {
        String recipe = Guide.of("json").section("Recipes").codeInTables().stream()
                .filter(line -> line.contains("hostpci"))
                .findFirst()
                .orElseThrow();
        List<String> lines = shell("x550-63vfs", recipe).out().lines().toList();
        assertEquals(16, lines.size(), lines.toString());
        assertTrue(lines.getLast().startsWith("hostpci15: "), lines.toString());
    }

    @Test
    void eachPrintsWhatItPrinted() throws IOException {
        List<String> lines = Guide.of("json").section("Recipes").codeInTables();
        assertTrue(
                lines.size() >= 8
                        && lines.stream().anyMatch(line -> line.contains("-device vfio-pci"))
                        && lines.stream().anyMatch(line -> line.contains("hostpci"))
                        && lines.stream().anyMatch(line -> line.contains("libvirt")),
                lines.toString());
        String now = ShellTranscript.replay(lines, JqTranscriptTest::shell);
        Expected.assertIs(EXPECTED, now);
    }

    @Test
    void libvirtsXmlIsSoundAndNamesWhatWasAskedFor() throws IOException, ParserConfigurationException, SAXException {
        Outcome xml = shell("vfnet list --json | scripts/libvirt-hostdev 0000:02:10.1 0000:02:10.4");
        assertEquals(0, xml.status(), xml.toString());
        NodeList addresses = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<devices>" + xml.out() + "</devices>")))
                .getElementsByTagName("address");
        assertEquals(
                List.of("0x0000:0x02:0x10.0x1", "0x0000:0x02:0x10.0x4"),
                List.of(address(addresses, 0), address(addresses, 1)));
        assertEquals(2, addresses.getLength());
    }

    private static String address(NodeList addresses, int number) {
        Element address = (Element) addresses.item(number);
        return address.getAttribute("domain") + ":" + address.getAttribute("bus") + ":" + address.getAttribute("slot")
                + "." + address.getAttribute("function");
    }

    @Test
    void aVfThatIsNowhereIsSaid() {
        Outcome nowhere = shell("vfnet list --json | scripts/libvirt-hostdev 0000:ff:00.0");
        assertEquals(2, nowhere.status(), nowhere.toString());
        assertEquals("", nowhere.out());
        assertEquals("libvirt-hostdev: no VF has the PCI address 0000:ff:00.0\n", nowhere.err());
    }
}
