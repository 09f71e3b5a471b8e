// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vfnet.model.inventory.PciFunction;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.system.MachineView;

/** Users that have closed what usually shows them, and links that sysfs does not show. */
class HiddenHoldersTest {
    private static PciFunction vf(MachineView machine, int index) throws InvalidSysrootException {
        return Discovery.inventory(machine)
                .physicalFunctions()
                .getFirst()
                .virtualFunctions()
                .get(index)
                .function();
    }

    private static MachineView with(String from, String to) throws IOException {
        String text = Machines.text("holders");
        assertTrue(text.contains(from), from);
        return Machines.of(text.replace(from, to));
    }

    private static String cell(MachineView machine, int index) {
        return Cli.on(machine, "list", "--no-header", "-o", "vf_index,in_use_by")
                .out()
                .lines()
                .filter(line -> line.startsWith(index + " "))
                .map(line -> line.substring(line.indexOf(' ')).strip())
                .findFirst()
                .orElse("");
    }

    /** VF 4's VM with its device open and not its node: what fdinfo says of that file. */
    private static MachineView withDeviceOfVfio(String status) throws IOException {
        MachineView machine = Machines.copy("holders");
        Path file = Machines.place(machine, "/proc/4204/fd/21");
        Files.delete(file);
        Files.createSymbolicLink(file, file.getFileSystem().getPath("anon_inode:[vfio-device]"));
        Files.createDirectory(Machines.place(machine, "/proc/4204/fdinfo"));
        Files.writeString(Machines.place(machine, "/proc/4204/fdinfo/21"), status);
        return machine;
    }

    @Test
    void aDeviceOfVfioWhoseGroupWasClosedIsFoundByItsStatus() throws Exception {
        MachineView machine =
                withDeviceOfVfio("pos:\t0\nvfio-device-syspath: /sys/devices/pci0000:3a/0000:3a:00.0/0000:3b:02.4\n");
        assertEquals("VM db1, qemu-system-x86 (pid 4204)", cell(machine, 4));
        assertEquals(
                "VM db1, qemu-system-x86 (pid 4204)",
                cell(Machines.of(Cli.on(machine, "capture", "--keep-addresses").out()), 4));
    }

    @Test
    void whereTheKernelDoesNotTellWhoseDeviceItIsAnyMayBeMeant() throws Exception {
        MachineView machine = withDeviceOfVfio("pos:\t0\n");
        assertTrue(vf(machine, 4).holders().problem().orElseThrow().what().contains("without its group"));
        assertEquals(List.of(), vf(machine, 20).holders().value().orElseThrow(), "it is not on vfio");
    }

    @Test
    void registersThatStayMappedAreFoundOnAFunctionWithoutADriver() throws Exception {
        MachineView machine = Machines.copy("holders");
        Files.delete(Machines.place(machine, "/proc/4211/fd/3"));
        assertEquals("", cell(machine, 11));
        Files.writeString(
                Machines.place(machine, "/proc/4211/maps"),
                "7f00-7f01 rw-s 00000000 00:16 4242   "
                        + "/sys/devices/pci0000:3a/0000:3a:00.0/0000:3b:03.3/resource0\n7f02-7f03 r--p 0 00:00 7 "
                        + "/usr/lib/resource0\n");
        assertEquals("ixy-fwd (pid 4211) with the registers of 0000:3b:03.3", cell(machine, 11));
        assertEquals(
                "ixy-fwd (pid 4211) with the registers of 0000:3b:03.3",
                cell(Machines.of(Cli.on(machine, "capture", "--keep-addresses").out()), 11));
    }

    @Test
    void aTunnelOnTheInterfaceIsFoundThoughTheKernelHasNoLinkToIt() throws Exception {
        MachineView machine = with(
                "{\"ifindex\":60,",
                "{\"ifindex\":66,\"link\":\"enp59s0f0v20\",\"ifname\":\"gre1\","
                        + "\"linkinfo\":{\"info_kind\":\"gre\"}},\n| {\"ifindex\":60,");
        assertEquals("under interface gre1", cell(machine, 20));
    }

    @Test
    void aNamespaceThatIsOnlyKeptOpenIsAskedToo() throws Exception {
        MachineView machine = with("/run/docker/netns/9f3c2d", "/proc/4203/fd/12");
        Path open = Machines.place(machine, "/proc/4203/fd/12");
        Files.delete(Machines.place(machine, "/proc/self/mountinfo"));
        Files.createSymbolicLink(open, open.getFileSystem().getPath("net:[4026532903]"));
        assertEquals("under ipvlan eth0 of another network namespace", cell(machine, 14));
        assertEquals(
                "under ipvlan eth0 of another network namespace",
                cell(Machines.of(Cli.on(machine, "capture", "--keep-addresses").out()), 14));
    }
}
