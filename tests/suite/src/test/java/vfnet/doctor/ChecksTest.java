// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.machine.MachineFile;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.system.MachineView;

/** What makes a finding milder, or prevents it: what the owner intends, or what cannot be seen, is no fault. */
class ChecksTest {
    private static final Patched SOUND = Patched.machine("igb-sound");
    private static final String PF = "/sys/devices/pci0000:00/0000:00:05.0/0000:02:00.0";
    private static final String VF = "/sys/devices/pci0000:00/0000:00:05.0/0000:02:10.0";

    private static String severity(Patched machine, String id) {
        return machine.finding(id).replaceAll(".*\"severity\":\"([a-z]+)\".*", "$1");
    }

    @Test
    void whoeverAllowsUnsafeInterruptsIsWarnedAndNotStopped() {
        Patched unsafe = Patched.machine("igb-no-remapping");
        assertEquals("error", severity(unsafe, "interrupt_remapping_off"));
        Patched allowed = unsafe.set("/sys/module/vfio_iommu_type1/parameters", "allow_unsafe_interrupts = Y");
        assertEquals("warning", severity(allowed, "interrupt_remapping_off"));
        assertEquals(0, allowed.doctor().status());
        String byOption =
                unsafe.set("/proc", "cmdline = intel_iommu=on intremap=off").finding("interrupt_remapping_off");
        assertTrue(byOption.contains("take intremap=off out of") && !byOption.contains("BIOS"), byOption);
    }

    @Test
    void aGroupThatVmsHoldWholeIsOnlyAWarning() {
        Patched shared = Patched.machine("igb-shared-group");
        assertEquals("error", severity(shared, "iommu_group_shared"));
        assertEquals(
                "warning",
                severity(shared.set(PF, "driver -> ../../../../bus/pci/drivers/vfio-pci"), "iommu_group_shared"));
    }

    @Test
    void aBridgeInTheGroupOfAVfAloneIsNoFault() {
        assertEquals(
                List.of(),
                SOUND.set("/sys/devices/pci0000:00/0000:00:05.0", "class = 0x060400")
                        .set("/sys/devices/pci0000:00/0000:00:05.0", "iommu_group -> ../../../kernel/iommu_groups/9")
                        .set("/sys/bus/pci/devices", "0000:00:05.0 -> ../../../devices/pci0000:00/0000:00:05.0")
                        .ids());
    }

    @Test
    void aVfWithoutADriverMayBeMeant() {
        Patched unbound = SOUND.without(VF, "driver ");
        assertEquals(List.of("vf_without_driver"), unbound.ids());
        assertEquals(List.of(), unbound.set(PF, "sriov_drivers_autoprobe = 0").ids());
        assertEquals(
                List.of(),
                unbound.set("/etc/modprobe.d", "a.conf = blacklist igbvf").ids());
        assertEquals(
                List.of(),
                unbound.set("/proc", "cmdline = intel_iommu=on modprobe.blacklist=igbvf,iavf")
                        .ids());
        assertEquals(
                List.of("vf_without_driver"),
                unbound.set("/etc/modprobe.d", "a.conf = blacklist iavf").ids());
    }

    @Test
    void aVfOnADriverForGuestsIsFine() {
        for (String driver : List.of("vfio-pci", "uio_pci_generic", "igb_uio", "pciback", "nvgrace-gpu-vfio-pci")) {
            assertEquals(
                    List.of(),
                    SOUND.set(VF, "driver -> ../../../../bus/pci/drivers/" + driver)
                            .ids(),
                    driver);
        }
    }

    @Test
    void aConnectX3WhoseVfsWereAskedForAndDidNotComeIsWorseThanOneThatWasNeverAsked() {
        Patched card =
                Patched.machine("connectx3").replace("\nvirtfn", "\nformer").without("/etc/modprobe.d", "mlx4.conf");
        assertEquals("note", severity(card, "module_parameter"));
        assertTrue(
                card.finding("module_parameter").contains("vfnet persist enp4s0 N"), card.finding("module_parameter"));
        assertEquals(
                "note",
                severity(card.file("/etc/modprobe.d/a.conf", "options mlx4_core num_vfs=0,0,0"), "module_parameter"));
        Patched asked = card.file("/etc/modprobe.d/vfnet-mlx4.conf", "options mlx4_core num_vfs=0,0,4");
        assertEquals("warning", severity(asked, "module_parameter"));
        assertTrue(
                asked.finding("module_parameter").contains("update-initramfs -u"), asked.finding("module_parameter"));
    }

    @Test
    void vfsThatAreThereShowThatTheyCanBeMade() {
        String zero = "0x0000000000000000 0x0000000000000000 0x0000000000000000\\n";
        assertEquals(
                List.of(),
                SOUND.set(PF, "resource = " + zero.repeat(12) + zero.replace("\\n", ""))
                        .ids());
    }

    @Test
    void aKernelWithoutAListOfModulesIsNotSaidToLackThem() {
        Patched machine = Patched.machine("proxmox-iommu").replace("/lib/modules", "/srv/modules");
        assertFalse(
                machine.ids().contains("vfio_missing") || machine.ids().contains("modules_gone"),
                machine.doctor().out());
        assertTrue(machine.doctor().out().contains("vfio: unknown: the kernel's list of modules is not there"));
    }

    @Test
    void aServiceThatNobodyNeedsMayBeMissingOrDisabled() {
        assertEquals(
                List.of(),
                SOUND.set("/etc/systemd/system", "vfnet.service = [Service]").ids());
        assertEquals(List.of(), SOUND.set("/etc/vfnet", "vf.config = eth1:4").ids());
    }

    @Test
    void aUnitThatIsALinkToNothingIsMasked(@TempDir Path folder) throws IOException {
        Path root = folder.resolve("machine");
        MachineView machine = Machines.unpacked(MachineFile.read(Machines.file("igb-sound")), root);
        Files.createDirectories(root.resolve("etc/vfnet"));
        Files.writeString(root.resolve("etc/vfnet/config.json"), "{}\n");
        Files.createDirectories(root.resolve("etc/systemd/system"));
        Files.createSymbolicLink(root.resolve("etc/systemd/system/vfnet.service"), Path.of("/dev/null"));
        String report = Cli.on(machine, "doctor").out();
        assertTrue(report.contains("vfnet.service is masked"), report);
        assertEquals(
                report,
                Cli.on(
                                Machines.of(Cli.on(machine, "capture", "--keep-addresses")
                                        .out()),
                                "doctor")
                        .out());
    }

    @Test
    void aFolderMayHaveLinksThatBeginAtItsRoot(@TempDir Path folder) throws IOException {
        Path root = folder.resolve("machine");
        MachineView machine = Machines.unpacked(MachineFile.read(Machines.file("igb-sound")), root);
        Files.createDirectories(root.resolve("etc/systemd/network"));
        Files.createDirectories(root.resolve("usr/share"));
        Files.writeString(
                root.resolve("usr/share/vfs"), "[Match]\nOriginalName=eth1\n[Link]\nSR-IOVVirtualFunctions=4\n");
        Path link = Files.createSymbolicLink(root.resolve("etc/systemd/network/10-a.link"), Path.of("/usr/share/vfs"));
        assertTrue(
                Cli.on(machine, "doctor").out().contains("/etc/systemd/network/10-a.link: SR-IOVVirtualFunctions=4"));
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("/dev/null"));
        Files.createDirectories(root.resolve("usr/lib/systemd/network"));
        Files.copy(root.resolve("usr/share/vfs"), root.resolve("usr/lib/systemd/network/10-a.link"));
        assertTrue(
                Cli.on(machine, "doctor").out().startsWith("No problems found."),
                Cli.on(machine, "doctor").out());
        Files.delete(link);
        Files.createSymbolicLink(link, link);
        assertEquals(0, Cli.on(machine, "doctor").status());
    }
}
