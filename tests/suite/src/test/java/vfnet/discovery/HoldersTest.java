// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.discovery.sysfs.ProcessReader;
import vfnet.discovery.usage.VfioHolders;
import vfnet.model.Errno;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.system.MachineView;
import vfnet.system.Sysroot;

/** The processes that have a function open through vfio, in a folder with processes. */
class HoldersTest {
    @TempDir
    private Path root;

    @BeforeEach
    void init() throws IOException {
        Files.createDirectories(root.resolve("proc/1/fd"));
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/uptime"), "1 1\n");
    }

    private void process(int pid, String command, String commandLine, String... open) throws IOException {
        Path files = Files.createDirectories(root.resolve("proc/" + pid + "/fd"));
        Files.writeString(files.resolveSibling("comm"), command + "\n");
        Files.writeString(files.resolveSibling("cmdline"), commandLine.replace(' ', '\0') + "\0");
        for (int i = 0; i < open.length; i++) {
            Files.createSymbolicLink(files.resolve(String.valueOf(i)), Path.of(open[i]));
        }
    }

    private VfioHolders holders(Map<String, Errno> refusals) {
        MachineView view = new MachineView(new Sysroot(root), refusals, query -> Reading.absent());
        return new VfioHolders(view);
    }

    private List<Holder> of(int group, String... devices) {
        return holders(Map.of())
                .of(Optional.of(group), List.of(devices))
                .value()
                .orElseThrow();
    }

    private static Holder vm(int pid, String command, String name, Integer id) {
        return new Holder.VfioProcess(
                pid, command, Optional.of(new Holder.VirtualMachine(name, Optional.ofNullable(id))));
    }

    @Test
    void aProcessHoldsTheGroupsThatItHasOpen() throws IOException {
        process(
                100,
                "kvm",
                "/usr/bin/kvm -id 104 -name opnsense,debug-threads=on",
                "/dev/null",
                "/dev/vfio/vfio",
                "/dev/vfio/17",
                "/dev/vfio/17",
                "/dev/vfio/18");
        process(200, "qemu-system-x86", "qemu -name guest=win11,debug-threads=on", "/dev/vfio/vfio", "/dev/vfio/19");
        process(300, "dpdk-testpmd", "testpmd -a 0000:02:10.0", "/dev/vfio/17");
        process(400, "bash", "bash", "/dev/pts/0", "socket:[123]");
        Holder opnsense = vm(100, "kvm", "opnsense", 104);
        Holder testpmd = new Holder.VfioProcess(300, "dpdk-testpmd", Optional.empty());
        assertEquals(java.util.Set.of(opnsense, testpmd), java.util.Set.copyOf(of(17)));
        assertEquals(2, of(17).size());
        assertEquals(List.of(opnsense), of(18));
        assertEquals(List.of(vm(200, "qemu-system-x86", "win11", null)), of(19));
        assertEquals(List.of(), of(1));
        assertEquals(List.of(), of(170));
    }

    @Test
    void aCharacterDeviceOfNewerKernelsCountsToo() throws IOException {
        process(100, "kvm", "kvm -id 7 -name a", "/dev/iommu", "/dev/vfio/devices/vfio3");
        process(200, "kvm", "kvm -id 8 -name b", "/dev/vfio/17", "/dev/vfio/devices/vfio4");
        assertEquals(List.of(vm(100, "kvm", "a", 7)), of(99, "vfio3"));
        assertEquals(List.of(vm(200, "kvm", "b", 8)), of(17, "vfio4"));
        assertEquals(List.of(), of(99, "vfio33", "vfio"));
        assertEquals(
                List.of(vm(100, "kvm", "a", 7)),
                holders(Map.of()).of(Optional.empty(), List.of("vfio3")).value().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kvm -id 104 -name opnsense,debug-threads=on; opnsense; 104",
                "qemu -name guest=win11,debug-threads=on; win11;",
                "qemu -name win11; win11;",
                "qemu -name a,,b,process=x; a,b;",
                "qemu -name guest=a,,b,,c; a,b,c;",
                "kvm -id 9; 9; 9",
                "qemu -id x -name y; y;",
                "qemu -name guest=,x; '';",
                "qemu -name guest=guest=x; guest=x;",
                "qemu -name ,; '';",
                "qemu -name a,; a;"
            })
    void aVirtualMachineIsCalledAsItsCommandLineSays(String commandLine, String name, Integer id) {
        assertEquals(
                Optional.of(new Holder.VirtualMachine(name, Optional.ofNullable(id))),
                ProcessReader.virtualMachine(List.of(commandLine.split(" "))));
    }

    @ParameterizedTest
    @CsvSource({"qemu", "qemu -name", "qemu -named x", "''"})
    void aCommandLineThatNamesNobodyIsNoVirtualMachine(String commandLine) {
        assertEquals(Optional.empty(), ProcessReader.virtualMachine(List.of(commandLine.split(" "))));
    }

    @Test
    void whereOpenFilesCannotBeSeenNobodyKnowsWhoHolds() throws IOException {
        process(100, "kvm", "kvm -id 7", "/dev/vfio/17");
        VfioHolders refused = holders(Map.of("/proc/1/fd", Errno.EACCES));
        assertEquals(Optional.empty(), refused.problem());
        assertTrue(refused.of(Optional.of(17), List.of()).isUnreadable());
        assertTrue(refused.problem().orElseThrow().what().contains("run as root"));
        Files.delete(root.resolve("proc/1/fd"));
        assertTrue(holders(Map.of()).of(Optional.of(17), List.of()).isUnreadable());
    }

    @Test
    void aProcessThatGoesAwayIsNoHolder() throws IOException {
        Files.createDirectories(root.resolve("proc/500"));
        process(600, "kvm", "kvm", "/dev/vfio/17");
        Files.delete(root.resolve("proc/600/comm"));
        Files.delete(root.resolve("proc/600/cmdline"));
        assertEquals(List.of(new Holder.VfioProcess(600, "?", Optional.empty())), of(17));
    }
}
