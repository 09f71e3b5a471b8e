// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.Reading;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** The namespaces that VFs have moved to are captured, and no other. */
class NamespaceCaptureTest {
    private static final String VF = "[{\"ifindex\":9,\"ifname\":\"eth0\",\"address\":\"d6:41:0e:55:90:01\","
            + "\"parentbus\":\"pci\",\"parentdev\":\"0000:05:10.2\"}]";
    private static final String SECRET = "[{\"ifindex\":2,\"ifname\":\"secret0\"}]";

    /** The machine, with these namespaces by file and ip's answers in them. */
    private static MachineView with(Map<String, String> namespaces) throws IOException {
        MachineView machine = Machines.copy("netns");
        namespace(machine, "proc/self/ns/net", 1);
        namespace(machine, "proc/1/ns/net", 1);
        int number = 2;
        for (String file : new TreeMap<>(namespaces).keySet()) {
            namespace(machine, file.substring(1), number++);
            if (file.startsWith("/proc")) {
                Files.writeString(Machines.place(machine, file).getParent().resolveSibling("comm"), "nginx\n");
            }
        }
        return new MachineView(machine.sysroot(), machine.refusals(), new IpCommand() {
            @Override
            public Reading<byte[]> answer(IpQuery query) {
                return machine.ip().answer(query);
            }

            @Override
            public Reading<byte[]> linksIn(String namespace) {
                return Reading.of(namespaces.getOrDefault(namespace, SECRET).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static void namespace(MachineView machine, String file, int number) throws IOException {
        Path place = machine.sysroot().root().resolve(file);
        Files.createDirectories(place.getParent());
        Files.createSymbolicLink(place, place.getFileSystem().getPath("net:[" + number + "]"));
    }

    private static String captured(MachineView machine) {
        return Cli.on(machine, "capture").out();
    }

    private static String holders(String text) throws IOException {
        return Cli.on(Machines.of(text), "list", "--no-header", "-o", "vf_index,in_use_by")
                .out();
    }

    @Test
    void aNamedOneKeepsItsName() throws IOException {
        String text =
                captured(with(Map.of("/run/netns/blue", VF, "/run/netns/other", SECRET, "/proc/77/ns/net", SECRET)));
        assertTrue(text.contains("[nsenter --net=/run/netns/blue ip -json -details link show]"), text);
        assertTrue(holders(text).contains("namespace blue"), holders(text));
        for (String nobodysBusiness : List.of("secret0", "other", "[/proc/77", "nginx", "d6:41:0e:55:90:01")) {
            assertFalse(text.contains(nobodysBusiness), nobodysBusiness);
        }
    }

    @Test
    void oneWithoutANameKeepsItsFirstProcess() throws IOException {
        String text = captured(with(Map.of("/proc/900/ns/net", VF, "/proc/77/ns/net", SECRET)));
        assertTrue(holders(text).contains("namespace of nginx (pid 900)"), holders(text));
        assertFalse(text.contains("secret0") || text.contains("[/proc/77"), text);
        assertEquals(
                text, Cli.on(Machines.of(text), "capture", "--keep-addresses").out());
    }

    @Test
    void whereThereAreNoVfsNobodyIsAsked() throws IOException {
        MachineView machine = Machines.copy("igb-k61-before");
        namespace(machine, "run/netns/blue", 2);
        MachineView asking = new MachineView(machine.sysroot(), Map.of(), new IpCommand() {
            @Override
            public Reading<byte[]> answer(IpQuery query) {
                return machine.ip().answer(query);
            }

            @Override
            public Reading<byte[]> linksIn(String namespace) {
                throw new AssertionError(namespace + " was asked");
            }
        });
        assertFalse(captured(asking).contains("blue"));
    }

    /** A container's macvlan on VF 0, which is on the host as number 3. */
    private static final String MACVLAN =
            "[{\"ifindex\": 9, \"link_index\": 3, \"ifname\": \"eth0\", \"link_netnsid\": 0, "
                    + "\"linkinfo\": {\"info_kind\": \"macvlan\"}}]";

    @ParameterizedTest
    @ValueSource(strings = {"/run/netns/blue", "/proc/900/ns/net", "/proc/900/task/901/ns/net"})
    void oneWithALinkOnAVfIsKept(String file) throws IOException {
        String text = captured(with(Map.of(file, MACVLAN, "/proc/77/ns/net", SECRET)));
        assertTrue(text.contains("[nsenter --net=" + file + " ip -json -details link show]"), text);
        assertFalse(text.contains("secret0") || text.contains("[/proc/77"), text);
        assertTrue(holders(text).contains("under macvlan eth0 of namespace"), holders(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[nsenter --net= ip -json -details link show]",
                "[nsenter --net=blue ip -json -details link show]",
                "[nsenter --net=/run/../x ip -json -details link show]",
                "[nsenter --net=/run/netns/blue ip link]"
            })
    void aQuestionToNoNamespaceIsRefused(String section) {
        try {
            Machines.parsed("# vfnet machine 1\n\n" + section + "\n| []\n");
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("line 3"), e.getMessage());
            return;
        }
        throw new AssertionError("was read");
    }
}
