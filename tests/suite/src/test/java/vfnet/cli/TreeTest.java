// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import vfnet.model.eswitch.SwitchPort;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;
import vfnet.suite.Unfit;
import vfnet.system.MachineView;

/** {@code vfnet tree}: what hangs on a card is below it, in every form. */
class TreeTest {

    static List<String> machines() {
        return Machines.names();
    }

    /** The machine with more links in what {@code ip} prints. */
    private static MachineView withLinks(String machine, String links) throws IOException {
        return Machines.of(Machines.text(machine)
                .replace("[ip -json -details link show]\n| [", "[ip -json -details link show]\n| [" + links + ","));
    }

    private static JsonNode document(MachineView machine, String... names) {
        String[] words = new String[names.length + 2];
        words[0] = "tree";
        words[1] = "--json";
        System.arraycopy(names, 0, words, 2, names.length);
        Outcome outcome = Cli.on(machine, words);
        assertEquals(0, outcome.status(), outcome.toString());
        return ListSchema.read(outcome.out());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theDocumentFollowsTheSchemaAndHasEveryPortAndVfOfTheListing(String machine) {
        JsonNode tree = document(Machines.shipped(machine));
        assertEquals(List.of(), Schemas.complaints("tree", tree));
        JsonNode list = ListSchema.read(
                Cli.on(Machines.shipped(machine), "list", "--json").out());
        List<JsonNode> vfs = tree.findValues("virtual_functions").stream()
                .flatMap(some -> some.valueStream())
                .map(vf -> vf.get("function"))
                .toList();
        assertEquals(list.get("virtual_functions").valueStream().toList(), vfs);
        assertEquals(
                list.get("physical_functions").size()
                        + list.get("virtual_functions_without_pf").size(),
                tree.get("cards")
                        .valueStream()
                        .mapToInt(card -> card.get("ports").size())
                        .sum());
        List<JsonNode> problems = tree.get("problems").valueStream().toList();
        list.get("problems").forEach(problem -> assertTrue(problems.contains(problem), problem.toString()));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyFormIsPrintableAndNamesEveryVf(String machine) throws Exception {
        MachineView view = Machines.shipped(machine);
        List<String> vfs = ListSchema.read(Cli.on(view, "list", "--json").out())
                .get("virtual_functions")
                .valueStream()
                .map(vf -> vf.get("pci_address").asString())
                .toList();
        for (String[] words : new String[][] {{"tree"}, {"tree", "--svg", "-"}, {"tree", "--dot"}}) {
            Outcome outcome = Cli.on(view, words);
            assertEquals(0, outcome.status(), outcome.toString());
            Unfit.assertNone(machine, outcome);
            vfs.forEach(vf -> assertTrue(outcome.out().contains(vf), vf + " is missing in " + outcome));
        }
        String svg = Cli.on(view, "tree", "--svg", "-").out();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertFalse(svg.contains("href") || svg.contains("url("), "refers to another file");
    }

    @Test
    void aBridgeShowsItsOtherMembersAndWhatIsOnTopOfIt() throws IOException {
        MachineView machine = withLinks(
                "in-use",
                "{\"ifindex\":90,\"ifname\":\"tap101i0\",\"master\":\"vmbr1\",\"linkinfo\":{\"info_kind\":\"tun\"}},"
                        + "{\"ifindex\":91,\"ifname\":\"vmbr1.5\",\"link\":\"vmbr1\","
                        + "\"linkinfo\":{\"info_kind\":\"vlan\"}}");
        String text = Cli.on(machine, "tree", "enp1s0f0v2").out();
        assertTrue(text.contains("└─bridge vmbr1, with tap101i0\n"), text);
        assertTrue(text.contains("  └─VLAN vmbr1.5\n"), text);
        JsonNode bridge = document(machine, "enp1s0f0v2").at("/cards/0/ports/0/virtual_functions/0/above/0");
        assertEquals("[\"tap101i0\"]", bridge.get("other_members").toString());
        assertEquals("vmbr1.5", bridge.at("/above/0/interface").asString());
        assertTrue(Cli.on(machine, "tree", "--dot").out().contains("VLAN vmbr1.5"));
    }

    /** A table that was read while links changed, or a snapshot of unknown origin. */
    @Test
    void aLoopOfLinksEnds() throws IOException {
        MachineView machine = withLinks(
                "in-use",
                "{\"ifindex\":90,\"ifname\":\"a0\",\"link\":\"vmbr1\"},"
                        + "{\"ifindex\":91,\"ifname\":\"vmbr1\",\"link\":\"a0\"}");
        Outcome outcome = Cli.on(machine, "tree");
        assertEquals(0, outcome.status(), outcome.toString());
        assertTrue(Cli.on(machine, "tree", "--dot").out().contains("a0"));
    }

    @Test
    void aRepresentorIsBesideItsVfAlone() {
        JsonNode vfs = document(Machines.shipped("mlx5-switchdev")).at("/cards/0/ports/0/virtual_functions");
        assertEquals("eth4", vfs.at("/0/representor/interface").asString());
        assertEquals("eth5", vfs.at("/1/representor/interface").asString());
        assertTrue(document(Machines.shipped("in-use"))
                .at("/cards/0/ports/0/virtual_functions/0/representor")
                .isNull());
    }

    /** Before Linux 5.8 a representor has no device. */
    @Test
    void aRepresentorWithoutADeviceIsFoundByTheSwitchOfItsPort() throws IOException {
        MachineView machine = Machines.of(Machines.text("mlx5-switchdev")
                .replaceAll("(?m)^eth[45] -> .*\n", "")
                .replaceAll("(?ms)^\\[/sys/devices/\\S*/net/eth[45]\\].*?\n\n", "")
                .replaceAll(",?\"parentdev\":\"0000:41:00.0\"", ""));
        JsonNode vfs = document(machine).at("/cards/0/ports/0/virtual_functions");
        assertEquals("eth4", vfs.at("/0/representor/interface").asString());
    }

    @ParameterizedTest
    @CsvSource({"p0pf0vf1,1", "pf0vf12,12", "vf3,3", "c1pf0vf1,", "pf0,", "p0,", "pf0sf88,", "vf,"})
    void onlyARepresentorOfAVfOfThisHostHasTheNumberOfAVf(String name, Integer vf) {
        assertEquals(Optional.ofNullable(vf), SwitchPort.vf(name));
    }

    @Test
    void aDifferenceFromWhatIsSavedIsMarked() throws IOException {
        String text = Cli.on(ShownHost.saved(), "tree").out();
        assertTrue(text.contains("differs from saved"), text);
        assertTrue(text.contains("label "), text);
    }

    @Test
    void aNarrowTerminalCutsNoInterfaceOrStateAndNamesTheColumnsThatLeft() {
        String narrow = Cli.inTerminal(46, Machines.shipped("in-use"), "tree").out();
        assertTrue(narrow.contains("VF 7 enp1s0f0v7"), narrow);
        assertTrue(narrow.contains("Not shown: mac address, driver, pci address; see --wide"), narrow);
        assertTrue(narrow.lines()
                .map(line -> line.replaceAll("\033\\[[0-9;]*m", ""))
                .allMatch(line -> line.length() <= 60));
        String wide =
                Cli.inTerminal(46, Machines.shipped("in-use"), "tree", "--wide").out();
        assertTrue(wide.contains("MAC ADDRESS") && !wide.contains("Not shown"), wide);
    }

    @Test
    void aPictureIsWrittenIntoTheFileThatIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("card.svg");
        Outcome outcome = Cli.on(Machines.shipped("in-use"), "tree", "--svg", file.toString());
        assertEquals("vfnet: wrote " + file + "\n", outcome.err());
        assertEquals("", outcome.out());
        assertTrue(Files.readString(file).endsWith("</svg>\n"));
        Outcome refused = Cli.on(Machines.shipped("in-use"), "tree", "--svg", folder + "/no/such.svg");
        assertEquals(1, refused.status(), refused.toString());
        assertTrue(refused.err().contains(folder + "/no/such.svg: "), refused.err());
    }

    @Test
    void twoFormsAtOnceAreRefused() {
        Outcome outcome = Cli.on(Machines.shipped("in-use"), "tree", "--json", "--dot");
        assertEquals(2, outcome.status());
        assertEquals(
                "vfnet: --json and --dot print the tree in two forms: give one of them, as in vfnet tree --json\n",
                outcome.err());
    }

    @Test
    void namesWithControlCharactersAndMarkupAreHarmless() throws IOException {
        MachineView machine = withLinks("in-use", "{\"ifindex\":90,\"ifname\":\"<b>&\\\"x\\\\\",\"master\":\"vmbr1\"}");
        for (String[] words : new String[][] {{"tree"}, {"tree", "--svg", "-"}, {"tree", "--dot"}}) {
            Outcome outcome = Cli.on(machine, words);
            Unfit.assertNone("markup", outcome);
            assertFalse(words.length == 3 && outcome.out().contains("<b>"), outcome.out());
        }
    }

    /** As the manual promises: an address is there to be copied. */
    @Test
    void anIpv6AddressIsWholeOnANarrowTerminalAndInThePicture() throws IOException {
        String address = "2001:db8:1111:2222:3333:4444:5555:6666";
        MachineView machine =
                Machines.of(Machines.text("in-use").replace("\"local\":\"10.0.0.5\"", "\"local\":\"" + address + "\""));
        assertTrue(Cli.inTerminal(30, machine, "tree").out().contains(address + "/"));
        assertTrue(Cli.on(machine, "tree", "--svg", "-").out().contains(address + "/"));
    }

    /** One VF that is being removed has a long state. */
    @Test
    void aLongStateTakesNoColumnFromTheOthers() {
        String text = Cli.inTerminal(100, Machines.shipped("unplugged"), "tree").out();
        assertTrue(text.contains("PCI ADDRESS"), text);
    }

    @Test
    void aUserOfTwoDeviceNodesIsNamedOnce() {
        String text = Cli.on(Machines.shipped("holders"), "tree").out();
        assertEquals(2, text.split("opensm \\(pid 4202\\)", -1).length, text);
    }

    /** Twenty-four times two ways to the next bridge are sixteen million ways to the last one. */
    @Test
    void whatSeveralWaysLeadToIsToldOnce() throws IOException {
        StringBuilder links = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            String below = i == 0 ? "vmbr1" : "b" + (i - 1);
            for (String vlan : List.of("x", "y")) {
                links.append("{\"ifindex\":")
                        .append(100 + links.length())
                        .append(",\"ifname\":\"")
                        .append(vlan)
                        .append(i)
                        .append("\",\"link\":\"")
                        .append(below)
                        .append("\",\"master\":\"b")
                        .append(i)
                        .append("\"},");
            }
            links.append("{\"ifindex\":")
                    .append(100 + links.length())
                    .append(",\"ifname\":\"b")
                    .append(i)
                    .append("\"},");
        }
        String text = Cli.on(withLinks("in-use", links.substring(0, links.length() - 1)), "tree")
                .out();
        assertTrue(text.contains("b23"), text);
        assertTrue(text.lines().count() < 200, "lines: " + text.lines().count());
    }

    @Test
    void aMachineWithoutCardsSaysSo() {
        Outcome outcome = Cli.on(Machines.shipped("no-cards"), "tree");
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("no network card found; try vfnet doctor"), outcome.err());
        assertTrue(
                Cli.on(Machines.shipped("no-cards"), "tree", "--svg", "-").out().contains("no network card found"));
    }
}
