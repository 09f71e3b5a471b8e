// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.discovery.iproute.Addresses;
import vfnet.discovery.iproute.Links;
import vfnet.discovery.iproute.Routes;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.InterfaceIndex;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.discovery.usage.Findings;
import vfnet.discovery.usage.HostUse;
import vfnet.discovery.usage.Namespaces;
import vfnet.discovery.usage.PortTraffic;
import vfnet.discovery.usage.SshConnection;
import vfnet.discovery.usage.VfioWalk;
import vfnet.model.DeviceNumber;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.Traffic;
import vfnet.system.MachineView;
import vfnet.system.VfioNodes;

/** The in-use guard with real processes, namespaces and interfaces; only VFs cannot be created everywhere. */
@Tag("slow")
class RealHoldersTest {
    /** A documentation address (RFC 7042, 2.1.2), which no card has. */
    private static final MacAddress ADDRESS =
            MacAddress.parse("02:00:5e:00:53:a7").orElseThrow();

    private static final PciAddress NOWHERE = PciAddress.parse("0000:02:10.0").orElseThrow();
    /** The device "full" stands for vfio's group 7: few processes have it open. */
    private static final DeviceNumber FULL = new DeviceNumber(1, 7);

    private final MachineView live = Discovery.live();
    private final RealHost host = new RealHost();

    @AfterEach
    void tidy() throws Exception {
        host.close();
    }

    private static List<Integer> pids(VfioWalk walk) {
        return walk.answer().value().orElseThrow().holders().getOrDefault("/dev/vfio/7", List.of()).stream()
                .map(holder -> ((Holder.VfioProcess) holder).pid())
                .toList();
    }

    private Process holding(Path file) throws Exception {
        Process process = host.idle("sh", "-c", "exec \"$@\" 7<" + file, "sh");
        Path open = Path.of("/proc", String.valueOf(process.pid()), "fd/7");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.exists(open) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return process;
    }

    @Test
    void aDeviceIsKnownByItsNumberWhereverItsNodeStands(@TempDir Path folder) throws Exception {
        Path node = folder.resolve("group");
        Path deleted = folder.resolve("deleted");
        host.need("mknod " + node + " c 1 7", "");
        host.need("mknod " + deleted + " c 1 7", "");
        host.need("dd if=" + node + " of=/dev/null count=1", "");
        Path text = Files.createDirectories(folder.resolve("dev/vfio")).resolve("7");
        Files.writeString(text, "no device\n");
        long moved = holding(node).pid();
        long gone = holding(deleted).pid();
        long innocent = holding(text).pid();
        Files.delete(deleted);
        List<Integer> found = pids(new VfioWalk(live, () -> new VfioNodes(Map.of(FULL, "/dev/vfio/7"))));
        assertTrue(found.contains((int) moved) && found.contains((int) gone), found.toString());
        assertFalse(found.contains((int) innocent));
        assertEquals(
                List.of(),
                pids(new VfioWalk(live, () -> new VfioNodes(Map.of(new DeviceNumber(1, 99), "/dev/vfio/7")))));
    }

    @Test
    void aCapturedMachinesOpenFilesAreNotFollowed(@TempDir Path folder) throws Exception {
        Path files = Files.createDirectories(folder.resolve("proc/5/fd"));
        Files.createDirectories(folder.resolve("proc/1/fd"));
        Files.createSymbolicLink(files.resolve("3"), Path.of("/dev/full"));
        MachineView captured = new MachineView(new vfnet.system.Sysroot(folder), Map.of(), query -> Reading.absent());
        assertEquals(List.of(), pids(new VfioWalk(captured, () -> new VfioNodes(Map.of(FULL, "/dev/vfio/7")))));
    }

    private Holder.NetworkNamespace whereItIs() {
        return new Namespaces(live, new AttributeReader(live)).of(NOWHERE, Optional.of(ADDRESS));
    }

    @Test
    void aNamedNamespaceIsFoundByWhatIsInIt() throws Exception {
        host.need("ip netns add vfnet-t1", "ip netns del vfnet-t1");
        host.need("ip netns add vfnet-t2", "ip netns del vfnet-t2");
        assertEquals(new Holder.NetworkNamespace(Optional.empty(), Optional.empty()), whereItIs());
        host.need("ip -n vfnet-t2 link add vfnett0 address " + ADDRESS + " type veth peer name vfnett1", "");
        assertEquals(new Holder.NetworkNamespace(Optional.of("vfnet-t2"), Optional.empty()), whereItIs());
        Process process = host.idle("ip", "netns", "exec", "vfnet-t2");
        waitForNamespace(process);
        assertEquals(Optional.of("vfnet-t2"), whereItIs().name());
        assertEquals(Optional.of((int) process.pid()), whereItIs().member().map(Holder.Member::pid));
    }

    @Test
    void aNamespaceWithoutANameIsFoundByAProcessInIt() throws Exception {
        host.need("unshare --net true", "");
        Process process = host.idle("unshare", "--net");
        waitForNamespace(process);
        host.need(
                "nsenter --net=/proc/" + process.pid() + "/ns/net ip link add vfnett0 address " + ADDRESS
                        + " type veth peer name vfnett1",
                "");
        assertEquals(Optional.empty(), whereItIs().name());
        assertEquals(Optional.of((int) process.pid()), whereItIs().member().map(Holder.Member::pid));
    }

    /** Until the process is in a namespace of its own, and the program that it was to become. */
    private static void waitForNamespace(Process process) throws Exception {
        Path own = Path.of("/proc/self/ns/net");
        Path link = Path.of("/proc", String.valueOf(process.pid()), "ns/net");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while ((Files.readSymbolicLink(link).equals(Files.readSymbolicLink(own))
                        || !Files.readString(link.resolveSibling("../comm").normalize())
                                .equals("sleep\n"))
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private Reading<List<Holder>> use(String name) {
        AttributeReader attributes = new AttributeReader(live);
        InterfaceIndex.Entry entry = new InterfaceIndex.Entry(
                InterfaceName.parse(name).orElseThrow(),
                attributes
                        .linked(live.sysroot().netClass().resolve(name))
                        .value()
                        .orElseThrow());
        return new HostUse(attributes, Links.ask(live), new Addresses(live), new Routes(live))
                .of(entry, new ProblemList());
    }

    private static InterfaceName named(String name) {
        return InterfaceName.parse(name).orElseThrow();
    }

    @Test
    void whatThisHostUsesAnInterfaceForIsFound() throws Exception {
        host.need("ip link add vfnett0 type veth peer name vfnett1", "ip link del vfnett0");
        assertEquals(Reading.of(List.of()), use("vfnett0"));
        host.need("ip link set vfnett0 up", "");
        host.need("ip link set vfnett1 up", "");
        assertEquals(Reading.of(List.of()), use("vfnett0"), "an IPv6 link-local address alone");
        host.need("ip address add 192.0.2.77/32 dev vfnett0", "");
        assertEquals(Reading.of(List.of(new Holder.HasIpAddress(named("vfnett0"), "192.0.2.77/32"))), use("vfnett0"));
        host.need("ip route add default dev vfnett0 table 51713", "");
        assertEquals(
                Set.of(
                        new Holder.HasIpAddress(named("vfnett0"), "192.0.2.77/32"),
                        new Holder.DefaultRoute(named("vfnett0"))),
                Set.copyOf(use("vfnett0").value().orElseThrow()));
        host.need("ip link add link vfnett1 name vfnett2 type macvtap", "");
        assertEquals(
                Reading.of(List.of(new Holder.UpperLink(named("vfnett1"), named("vfnett2"), LinkKind.MACVTAP))),
                use("vfnett1"));
    }

    @Test
    void aRouteThroughAnInterfaceWithoutAnAddressIsUse() throws Exception {
        host.need("ip link add vfnett0 type veth peer name vfnett1", "ip link del vfnett0");
        host.need("ip link set vfnett0 up", "");
        host.need("ip link set vfnett1 up", "");
        host.need("ip route add 192.0.2.128/25 via inet6 fe80::1 dev vfnett1 table 51713", "");
        assertEquals(Reading.of(List.of(new Holder.Route(named("vfnett1"), "192.0.2.128/25", 1))), use("vfnett1"));
        host.need("ip -6 route add 2001:db8:51:713::/64 via fe80::1 dev vfnett1 proto bgp", "");
        assertEquals(
                2,
                use("vfnett1")
                        .value()
                        .map(List::getFirst)
                        .map(found -> ((Holder.Route) found).count())
                        .orElse(0));
        assertEquals(Reading.of(List.of()), use("vfnett0"), "the routes of the kernel");
    }

    @Test
    void theBridgeAboveAnInterfaceIsFoundAndTrafficIsFollowedDownFromIt() throws Exception {
        host.need("ip link add vfnett0 type veth peer name vfnett1", "ip link del vfnett0");
        host.need("ip link add vfnett2 type bridge", "ip link del vfnett2");
        host.need("ip link set vfnett0 master vfnett2", "");
        assertEquals(
                Reading.of(List.of(new Holder.UpperLink(named("vfnett0"), named("vfnett2"), LinkKind.BRIDGE))),
                use("vfnett0"));
        host.need("ip link set vfnett2 up", "");
        host.need("ip address add 192.0.2.78/32 dev vfnett2", "");
        host.need("ip route add default dev vfnett2 table 51713", "");
        PortTraffic traffic = new PortTraffic(
                live.sysroot(),
                new AttributeReader(live),
                Links.ask(live),
                new Addresses(live),
                new Routes(live),
                Reading.of(new SshConnection("198.51.100.7", "::ffff:192.0.2.78")));
        assertEquals(
                Set.of(
                        new Traffic.DefaultRoute(named("vfnett2")),
                        new Traffic.SshSession("198.51.100.7", named("vfnett2")),
                        new Traffic.Upper(named("vfnett2"), LinkKind.BRIDGE)),
                Set.copyOf(traffic.of(named("vfnett0")).value().orElseThrow()));
        assertEquals(Reading.of(List.of()), traffic.of(named("vfnett1")));
    }

    private List<Holder> linksOnInOtherNamespaces(String name) throws Exception {
        int index = Integer.parseInt(
                Files.readString(live.sysroot().netClass().resolve(name).resolve("ifindex"))
                        .strip());
        Findings<Holder> found = new Findings<>();
        new Namespaces(live, new AttributeReader(live)).linksOn(index, named(name), found);
        return found.found();
    }

    private static Holder macvlan(Holder.NetworkNamespace namespace) {
        return new Holder.LinkElsewhere(named("vfnett0"), named("vfnett9"), LinkKind.MACVLAN, namespace);
    }

    private void macvlanIn(String namespace) throws Exception {
        host.need("ip link add vfnett0 type veth peer name vfnett1", "ip link del vfnett0");
        host.need("ip link add link vfnett0 name vfnett9 type macvlan", "");
        host.need("ip link set vfnett9 netns " + namespace, "");
    }

    /** The kernel removes {@code upper_vfnett9} once the two are in different namespaces. */
    @Test
    void aMacvlanThatWasMovedIntoANamespaceIsFound() throws Exception {
        host.need("ip netns add vfnet-t3", "ip netns del vfnet-t3");
        macvlanIn("vfnet-t3");
        assertEquals(Reading.of(List.of()), use("vfnett0"));
        assertEquals(
                List.of(macvlan(new Holder.NetworkNamespace(Optional.of("vfnet-t3"), Optional.empty()))),
                linksOnInOtherNamespaces("vfnett0"));
        assertEquals(List.of(), linksOnInOtherNamespaces("vfnett1"));
    }

    @Test
    void soIsOneInANamespaceThatIsOnlyMounted(@TempDir Path folder) throws Exception {
        host.need("unshare --net true", "");
        Process process = host.idle("unshare", "--net");
        waitForNamespace(process);
        Path mount = Files.createFile(folder.resolve("kept"));
        host.need("mount --bind /proc/" + process.pid() + "/ns/net " + mount, "umount " + mount);
        macvlanIn(String.valueOf(process.pid()));
        process.destroy();
        process.waitFor();
        assertEquals(
                List.of(macvlan(new Holder.NetworkNamespace(Optional.empty(), Optional.empty()))),
                linksOnInOtherNamespaces("vfnett0"));
    }
}
