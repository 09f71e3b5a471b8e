// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.interop.SavedExamples.HEADER;
import static vfnet.interop.SavedExamples.mac;
import static vfnet.interop.SavedExamples.messages;
import static vfnet.interop.SavedExamples.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.conventions.Image;
import vfnet.interop.keyfile.KeyfileExport;
import vfnet.interop.keyfile.KeyfileHost;
import vfnet.interop.keyfile.KeyfileImport;
import vfnet.model.MacAddress;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.suite.Outcome;

/** NetworkManager's profiles, read: what was exported comes back, also after the real nmcli has rewritten it. */
class KeyfileImportTest {
    private static final String HEAD = "[connection]\ntype=ethernet\ninterface-name=eth0\n";

    /** Everything that a profile can express, by chance. */
    private static SavedPort anyPort(Random random) {
        int count = random.nextInt(1, 9);
        List<SavedVf> vfs = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            vfs.add(new SavedVf(
                    index,
                    new VfSettings(
                            maybe(random, new MacAddress(0x020000000000L + random.nextInt(1 << 24))),
                            maybe(random, new Vlan(random.nextInt(1, 4095), random.nextInt(8), protocol(random))),
                            maybe(random, random.nextBoolean()),
                            maybe(random, random.nextBoolean()),
                            Optional.empty(),
                            maybe(random, random.nextInt(1000)),
                            maybe(random, random.nextInt(100_000)),
                            Optional.empty()),
                    Optional.empty(),
                    Optional.empty()));
        }
        return port(
                maybe(random, mac("00:11:22:33:44:55").orElseThrow()),
                Optional.empty(),
                Optional.of("eth0"),
                count,
                vfs.toArray(SavedVf[]::new));
    }

    private static String protocol(Random random) {
        return random.nextBoolean() ? "802.1Q" : "802.1ad";
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static String exported(SavedPort port) {
        Exported exported = KeyfileExport.of(List.of(port), HEADER, KeyfileHost.UNKNOWN);
        assertEquals(List.of(), exported.lost());
        return exported.files().getFirst().text();
    }

    private static void assertSame(SavedPort port, String text) {
        Imported back = KeyfileImport.of(List.of(new SourceFile("F", text)));
        assertEquals(List.of(), messages(back.flaws()), text);
        assertEquals(List.of(), messages(back.lost()), text);
        SavedPort read = back.ports().getFirst().port();
        assertEquals(port.permanentAddress(), read.permanentAddress());
        assertEquals(port.count(), read.count());
        for (int index = 0; index < port.count(); index++) {
            assertEquals(port.vf(index), read.vf(index), text);
        }
    }

    @Test
    void whatIsExportedIsImported() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            SavedPort port = anyPort(random);
            assertSame(port, exported(port));
        }
    }

    /** Nmcli reads the profile by NetworkManager's own parser, and writes it in its own order. */
    @Test
    @Tag("slow")
    void nmcliGivesTheSameBack(@TempDir Path folder) throws IOException {
        Random random = new Random(6);
        for (int round = 0; round < 20; round++) {
            SavedPort port = anyPort(random);
            Path file = Files.writeString(folder.resolve("x"), exported(port));
            Outcome nmcli = Image.run(
                    Map.of("FILE", file.toString()),
                    "sh",
                    "-c",
                    "exec nmcli --offline connection modify connection.autoconnect-priority 7 < \"$FILE\"");
            assertEquals(0, nmcli.status(), nmcli.toString());
            assertTrue(nmcli.out().contains("\nautoconnect-priority=7\n"), nmcli.out());
            assertSame(port, nmcli.out());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "[connection]¶type=vlan¶[sriov]¶total-vfs=2§ F: is a profile of type 'vlan', which creates no VFs",
                "[connection]¶type=ethernet¶[sriov]¶total-vfs=2§ F: names no port by mac-address or interface-name",
                "[connection]¶type=ethernet¶interface-name=eth0¶autoconnect=false¶[sriov]¶total-vfs=2§ "
                        + "F: has autoconnect=false, so that no boot activates it",
                "[connection]¶type=ethernet¶[802-3-ethernet]¶mac-address=x¶[sriov]¶total-vfs=2§ "
                        + "F: names its port by what is neither an interface's name nor a MAC address",
                "H[sriov]¶total-vfs=x§ F, line 5: total-vfs must be a whole number from 0 to 65535, not 'x'",
                "H[sriov]¶total-vfs=1¶vf.1=trust=true§ F, line 6: vf.1 is not among the 1 VFs of total-vfs",
                "H[sriov]¶total-vfs=1¶vf.0=trust=on§ F, line 6: trust must be true or false, not 'on'",
                "H[sriov]¶total-vfs=1¶vf.0=mtu=9§ F, line 6: 'mtu' is not an attribute of a VF",
                "H[sriov]¶total-vfs=1¶vf.0=trust§ F, line 6: '' is not an attribute of a VF",
                "H[sriov]¶total-vfs=1¶vf.0=vlans=1.2.x§ F, line 6: vlans must be ID.PRIORITY.q or .ad, not '1.2.x'",
                "H[sriov]¶total-vfs=1¶vf.0=vlans=1;2§ F, line 6: of the VLANs 1;2 a VF can have one; none is saved",
                "H[sriov]¶total-vfs=1¶autoprobe-drivers=0§ F, line 6: autoprobe-drivers=0 is not saved; vfnet saves a "
                        + "driver for each VF: vfnet vf PORT RANGE --driver none --persist",
                "H[sriov]¶total-vfs=1¶eswitch-mode=1§ F, line 6: eswitch-mode is not saved; set the mode with "
                        + "vfnet eswitch, and save it with vfnet persist"
            })
    void whatCannotBeSavedIsNamed(String text, String reason) {
        Imported read = KeyfileImport.of(
                List.of(new SourceFile("F", text.replace("H[", HEAD + "[").replace('¶', '\n'))));
        List<String> said = new ArrayList<>(messages(read.lost()));
        said.addAll(messages(read.flaws()));
        assertEquals(List.of(reason), said);
    }

    @Test
    void theHigherPriorityCountsAndOthersProfilesAreNone() {
        Imported read = KeyfileImport.of(List.of(
                new SourceFile("low", HEAD + "[sriov]\ntotal-vfs=1\n"),
                new SourceFile("wifi", "[connection]\ntype=wifi\nnonsense\n"),
                new SourceFile("high", HEAD + "autoconnect-priority=3\n[sriov]\ntotal-vfs=2\nautoprobe-drivers=1\n")));
        assertEquals(
                List.of("high, line 6", "low, line 5"),
                read.ports().stream().map(Imported.ImportedPort::place).toList());
        assertEquals(List.of(), read.flaws());
        assertEquals(List.of(), read.lost());
    }
}
