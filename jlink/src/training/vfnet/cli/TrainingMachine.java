// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import vfnet.discovery.Discovery;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/**
 * The snapshot of a training as a host whose second port can be given VFs: as much of a kernel as lets commands
 * succeed. VFs are copies of the snapshot's first one. Whether vfnet is right about the kernel is shown elsewhere.
 */
final class TrainingMachine {
    private static final String PORT = "0000:01:00.1";
    private static final String INTERFACE = "enp1s0f1";
    private static final String PATTERN = "0000:02:10.0";
    private static final String DRIVER = "ixgbevf";
    private static final int FIRST_INDEX = 100;
    private static final int OFFSET = 384;
    private static final int STRIDE = 2;

    private final MachineView captured;
    private final Path root;
    private final Path scratch;
    private final Map<Integer, Map<String, String>> vfs = new TreeMap<>();

    TrainingMachine(MachineView captured) throws IOException {
        this.captured = captured;
        root = captured.sysroot().root();
        scratch = Files.createFile(root.resolve("scratch"));
        furnish();
    }

    /** What every running host has and a snapshot has not: processes, with their files and namespaces. */
    private void furnish() throws IOException {
        Path processes = captured.sysroot().processes();
        for (String process : List.of("1", "7")) {
            Path here = Files.createDirectories(processes.resolve(process));
            Files.createDirectories(here.resolve("fd"));
            Files.createDirectories(here.resolve("task").resolve(process));
            Files.createDirectories(here.resolve("ns"));
            Files.createDirectories(here.resolve("net"));
            Files.writeString(
                    here.resolve("status"), "Name:\ttraining\nPPid:\t" + (process.equals("7") ? 1 : 0) + "\n");
            Files.writeString(here.resolve("environ"), "SSH_CONNECTION=192.0.2.99 50000 192.0.2.10 22\0");
            Files.writeString(here.resolve("comm"), "training\n");
            Files.writeString(here.resolve("net/protocols"), "protocol  size sockets\nXDP  960  0\nTCP  2048  3\n");
            Files.writeString(here.resolve("net/pppoe"), "Id       Address              Device\n");
            Files.writeString(
                    here.resolve("mountinfo"),
                    "21 1 0:20 / /sys rw - sysfs sysfs rw\n"
                            + "88 21 0:4 net:[4026532999] /run/netns/other rw - nsfs nsfs rw\n");
            Files.createSymbolicLink(here.resolve("ns/net"), Path.of("net:[4026531840]"));
            Files.createSymbolicLink(here.resolve("ns/pid"), Path.of("pid:[4026531836]"));
            Files.createSymbolicLink(here.resolve("fd/1"), Path.of("/dev/null"));
            Files.createSymbolicLink(here.resolve("fd/2"), Path.of("net:[4026531840]"));
            Files.createSymbolicLink(here.resolve("fd/3"), Path.of("socket:[4711]"));
            Files.createSymbolicLink(here.resolve("fd/4"), Path.of("/var/log/messages"));
        }
        Files.createSymbolicLink(processes.resolve("1/fd/5"), Path.of("/dev/vfio/25"));
        Files.writeString(
                Files.createDirectories(root.resolve("etc/modprobe.d")).resolve("vfio.conf"),
                "options vfio-pci disable_idle_d3=1\nblacklist pcspkr\n");
        Files.createSymbolicLink(
                Files.createDirectories(captured.sysroot().charDevices()).resolve("511:0"),
                Path.of("../../devices/pci0000:00/0000:00:01.1", PATTERN, "misc/training"));
        Files.createSymbolicLink(processes.resolve("self"), Path.of("7"));
        // The snapshot's pci.ids has no name for this one.
        Files.writeString(functions().resolve(PORT).resolve("device"), "0x1528\n");
    }

    /** This host as the commands see it. */
    MachineView view() {
        return new MachineView(captured.sysroot(), captured.refusals(), new StartedIp());
    }

    /** A file that may hold anything. */
    Path scratch() {
        return scratch;
    }

    /** A number of VFs for the port with this directory. */
    void number(Path port, int count) throws IOException {
        if (!port.getFileName().toString().equals(PORT)) {
            return;
        }
        for (int index : List.copyOf(vfs.keySet())) {
            remove(index);
        }
        for (int index = 0; index < count; index++) {
            create(index);
        }
    }

    private Path devices() {
        return captured.sysroot().pciDevices();
    }

    private Path functions() throws IOException {
        return devices().resolve(PORT).toRealPath().getParent();
    }

    /** As the port's first VF offset and VF stride say. */
    private static String address(int index) {
        return PciAddress.parse(PORT)
                .flatMap(port -> port.after(OFFSET + STRIDE * index))
                .orElseThrow()
                .toString();
    }

    private void create(int index) throws IOException {
        String address = address(index);
        Path pattern = functions().resolve(PATTERN);
        Path here = functions().resolve(address);
        copy(
                pattern,
                here,
                entry -> !List.of("driver", "net", "iommu_group", "physfn").contains(entry));
        Files.createSymbolicLink(here.resolve("physfn"), Path.of("../" + PORT));
        Files.createSymbolicLink(
                devices().resolve(address),
                Files.readSymbolicLink(devices().resolve(PATTERN)).resolveSibling(address));
        Files.createSymbolicLink(functions().resolve(PORT).resolve("virtfn" + index), Path.of("../" + address));
        vfs.put(index, new TreeMap<>(Map.of("mac", "00:00:00:00:00:00")));
    }

    private void remove(int index) throws IOException {
        Files.delete(devices().resolve(address(index)));
        Files.delete(functions().resolve(PORT).resolve("virtfn" + index));
        Files.deleteIfExists(captured.sysroot().netClass().resolve(INTERFACE + "v" + index));
        delete(functions().resolve(address(index)));
        vfs.remove(index);
    }

    /** Which names of a folder are copied. */
    private interface Choice {
        boolean takes(String name);
    }

    private static void copy(Path from, Path to, Choice choice) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                Path copy = to.resolve(entry.getFileName().toString());
                if (!choice.takes(entry.getFileName().toString())) {
                    continue;
                }
                if (Files.isSymbolicLink(entry)) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(entry));
                } else if (Files.isDirectory(entry)) {
                    copy(entry, copy, _ -> true);
                } else {
                    Files.copy(entry, copy);
                }
            }
        }
    }

    /** A folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> entries = Files.walk(folder)) {
            entries.forEach(all::add);
        }
        for (Path entry : all.reversed()) {
            Files.delete(entry);
        }
    }

    /** The driver for VFs takes it, and creates its interface. */
    void bind(String address) throws IOException {
        int index = vfs.keySet().stream()
                .filter(known -> address(known).equals(address))
                .findFirst()
                .orElseThrow();
        String name = INTERFACE + "v" + index;
        Path here = devices().resolve(address).toRealPath();
        Files.createSymbolicLink(here.resolve("driver"), Path.of("../../../../bus/pci/drivers/" + DRIVER));
        Path net = Files.createDirectory(here.resolve("net")).resolve(name);
        copy(functions().resolve(PATTERN).resolve("net/enp1s0f0v0"), net, entry -> !entry.equals("device"));
        Files.createSymbolicLink(net.resolve("device"), Path.of("../../../" + address));
        Files.writeString(net.resolve("ifindex"), FIRST_INDEX + index + "\n");
        Files.writeString(net.resolve("address"), vfs.get(index).get("mac") + "\n");
        Path all = captured.sysroot().netClass();
        Files.createSymbolicLink(all.resolve(name), all.relativize(net));
    }

    void unbind(String address) throws IOException {
        Path here = devices().resolve(address).toRealPath();
        Files.deleteIfExists(here.resolve("driver"));
        if (Files.exists(here.resolve("net"))) {
            delete(here.resolve("net"));
        }
    }

    /** {@code link set dev if3 vf 0 mac 02:00:00:00:00:01}, {@code link set dev if3 up}. */
    void configure(List<String> line) throws IOException {
        int at = line.indexOf("vf");
        if (at < 0) {
            Path flags = captured.sysroot().netClass().resolve(INTERFACE).resolve("flags");
            Files.writeString(flags, line.getLast().equals("up") ? "0x1003\n" : "0x1002\n");
            return;
        }
        Map<String, String> settings = vfs.getOrDefault(Integer.valueOf(line.get(at + 1)), new TreeMap<>());
        for (int i = at + 2; i + 1 < line.size(); i += 2) {
            settings.put(line.get(i), line.get(i + 1));
        }
    }

    /** The captured answer with the VFs of now; this host's own ip is started too, for the classes that that needs. */
    private final class StartedIp implements IpCommand {
        @Override
        public Reading<byte[]> answer(IpQuery query) {
            Discovery.live().ip().answer(query);
            return captured.ip()
                    .answer(query)
                    .map(json -> query == IpQuery.LINKS || query == IpQuery.ADDRESSES
                            ? now(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                            : json);
        }

        /** None in the namespace that the machine was furnished with. */
        @Override
        public Reading<byte[]> linksIn(String namespace) {
            return Reading.of("[]".getBytes(StandardCharsets.UTF_8));
        }

        private String now(String captured) {
            StringBuilder settings = new StringBuilder();
            StringBuilder links = new StringBuilder();
            vfs.forEach((index, vf) -> {
                settings.append(settings.isEmpty() ? "" : ",").append(settings(index, vf));
                links.append(",{\"ifindex\":").append(FIRST_INDEX + index);
                links.append(",\"ifname\":\"").append(INTERFACE).append('v').append(index);
                links.append("\",\"flags\":[\"BROADCAST\"],\"link_type\":\"ether\",\"address\":\"");
                links.append(vf.get("mac")).append("\",\"addr_info\":[],\"parentdev\":\"");
                links.append(address(index)).append("\"}");
            });
            String changed = captured.replace(
                    "\"parentdev\":\"" + PORT + "\",\"vfinfo_list\":[]",
                    "\"parentdev\":\"" + PORT + "\",\"vfinfo_list\":[" + settings + "]");
            int end = changed.lastIndexOf(']');
            return changed.substring(0, end) + links + changed.substring(end);
        }

        private static String settings(int index, Map<String, String> vf) {
            return "{\"vf\":" + index + ",\"link_type\":\"ether\",\"address\":\"" + vf.get("mac")
                    + "\",\"vlan_list\":[{}],\"rate\":{\"max_tx\":0,\"min_tx\":0},\"spoofchk\":true,"
                    + "\"link_state\":\"auto\",\"trust\":" + "on".equals(vf.get("trust")) + ",\"query_rss_en\":false}";
        }
    }
}
