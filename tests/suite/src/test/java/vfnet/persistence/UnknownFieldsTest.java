// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Fields of other versions and other programs survive a rewrite, in their place. */
class UnknownFieldsTest {
    private static final String TEXT = """
            {
              "$schema" : "https://example.org/config.schema.json",
              "comment" : "by hand \\u2013 k\u00f6ln",
              "version" : 1,
              "ports" : [
                {
                  "owner" : {
                    "name" : "me",
                    "phones" : [
                      1,
                      2.50,
                      1E+400,
                      -0.0,
                      -0,
                      1e2,
                      1.10,
                      0.10E-07,
                      0.1234567890123456789,
                      123456789012345678901234567890
                    ],
                    "none" : null
                  },
                  "vf_count" : 2,
                  "interface" : "eth0",
                  "vfs" : [
                    {
                      "note" : "first",
                      "vf_index" : 1,
                      "vlan" : {
                        "name" : "dmz",
                        "id" : 7
                      },
                      "since" : "2026"
                    },
                    {
                      "vf_index" : 0,
                      "note" : "second"
                    }
                  ],
                  "rack" : 4
                },
                {
                  "vf_count" : 1,
                  "interface" : "eth1",
                  "colour" : "blue"
                },
                {
                  "interface" : "eth2",
                  "vf_count" : 3
                }
              ],
              "end" : true
            }
            """.replace(" : ", ": ");

    private static final String CHANGED_VFS = """
            "vfs": [
                    {
                      "vf_index": 0,
                      "note": "second"
                    },
                    {
                      "note": "first",
                      "vf_index": 1,
                      "vlan": {
                        "name": "dmz",
                        "id": 8,
                        "qos": 3,
                        "protocol": "802.1ad"
                      },
                      "since": "2026",
                      "mac_address": "02:00:00:00:00:01",
                      "trust": true
                    }
                  ],
                  "rack": 4,
            """;

    private static String saved(ConfigurationEdit edit) throws IOException {
        ConfigurationFile file = Saves.of(TEXT);
        file.save(edit);
        return Saves.text(file.path());
    }

    private static SavedPort port(int position) {
        return Saves.read(TEXT).configuration().ports().get(position);
    }

    private static SavedPort counting(SavedPort port, int count) {
        return new SavedPort(
                port.permanentAddress(), port.pciAddress(), port.devPort(), port.name(), count, port.vfs());
    }

    @Test
    void anotherPortsChangeLeavesEveryOtherLine() throws IOException {
        String expected = TEXT.replace("""
                      "vf_count": 1,
                      "interface": "eth1",
                      "colour": "blue"
                """, """
                      "vf_count": 9,
                      "interface": "eth1",
                      "colour": "blue",
                      "dev_port": 0,
                      "vfs": [ ]
                """).replace("\\u2013", "\u2013");
        assertEquals(expected, saved(Saves.changing(1, counting(port(1), 9))));
    }

    @Test
    void aChangeKeepsTheFieldsOfThePortAndOfEachOfItsVfs() throws IOException {
        SavedPort before = port(0);
        TreeMap<Integer, SavedVf> vfs = new TreeMap<>(before.vfs());
        SavedVf first = before.vf(1);
        VfSettings settings = new VfSettings(
                MacAddress.parse("02:00:00:00:00:01"),
                Optional.of(new Vlan(8, 3, "802.1ad")),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        vfs.put(1, new SavedVf(1, settings, first.driver(), first.label()));
        String text = saved(Saves.changing(
                0, new SavedPort(before.permanentAddress(), before.pciAddress(), 0, before.name(), 2, vfs)));
        assertEquals(
                CHANGED_VFS,
                text.substring(text.indexOf("\"vfs\""), text.indexOf("\"dev_port\""))
                                .stripTrailing() + "\n");
        assertEquals(
                TEXT.substring(0, TEXT.indexOf("\"vf_count\"")).replace("\\u2013", "\u2013"),
                text.substring(0, text.indexOf("\"vf_count\"")));
    }

    @Test
    void aPortThatGoesTakesItsOwnFieldsAloneAndANewOneStandsAtTheEnd() throws IOException {
        String text = saved(new ConfigurationEdit(Saves.removing(0).changed(), List.of(Saves.port("eth9", 1))));
        assertEquals(
                "eth1 eth2 eth9",
                String.join(
                        " ",
                        text.lines()
                                .filter(line -> line.contains("\"interface\""))
                                .map(line -> line.replaceAll(".*: \"(.*)\",?", "$1"))
                                .toList()));
        assertTrue(text.contains("\"colour\": \"blue\"")
                && text.contains("\"comment\"")
                && text.contains("\"end\": true"));
    }

    @Test
    void severalGoAtOnce() throws IOException {
        ConfigurationFile file = Saves.of(TEXT);
        TreeMap<Integer, Optional<SavedPort>> changed =
                new TreeMap<>(Saves.removing(0).changed());
        changed.put(2, Optional.empty());
        changed.put(1, Optional.of(counting(port(1), 5)));
        file.save(new ConfigurationEdit(changed, List.of()));
        Loaded.Read read = Saves.read(file);
        assertEquals(
                "eth1 5",
                read.configuration().ports().getFirst().title() + " "
                        + read.configuration().ports().getFirst().count());
        assertEquals(1, read.configuration().ports().size());
        assertEquals(List.of(), read.flaws());
    }

    /** JSON allows both; one cannot be encoded in UTF-8, the other overflows some stacks. */
    @Test
    void halfACharacterAndADeepNestAreKept() throws IOException {
        String deep = "[".repeat(990) + "]".repeat(990);
        ConfigurationFile file =
                Saves.of("{\"version\":1,\"ports\":[],\"half\":\"a\\ud800b\u00e4\",\"deep\":" + deep + "}");
        file.save(Saves.adding(Saves.port("eth0", 1)));
        String text = Saves.text(file.path());
        assertTrue(text.contains("\"half\": \"a\\uD800b\\u00E4\""), text.substring(0, 200));
        assertEquals(990, text.chars().filter(c -> c == '[').count() - 2);
        assertEquals(List.of(), Saves.read(file).flaws());
    }

    @Test
    void whatIsNotSaidAnyMoreIsGone() throws IOException {
        ConfigurationFile file = Saves.of(Saves.WHOLE);
        SavedPort whole = Saves.whole().ports().getFirst();
        TreeMap<Integer, SavedVf> vfs = new TreeMap<>();
        vfs.put(0, SavedVf.unknown(0));
        SavedPort bare = new SavedPort(whole.permanentAddress(), Optional.empty(), 0, Optional.empty(), 4, vfs);
        file.save(Saves.changing(0, bare));
        assertEquals(bare, Saves.read(file).configuration().ports().getFirst());
    }
}
