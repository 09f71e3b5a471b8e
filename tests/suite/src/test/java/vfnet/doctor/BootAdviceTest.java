// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.doctor.check.BootAdvice;
import vfnet.model.Reading;
import vfnet.model.host.BootLoader;
import vfnet.model.host.Platform;

/** Where kernel options are set, for every way to boot; and which options a machine lacks. */
class BootAdviceTest {
    private static final String GRUB = "BOOT_IMAGE=/boot/vmlinuz-6.1 ro quiet";
    private static final String SYSTEMD_BOOT = "initrd=\\EFI\\x\\initrd root=ZFS=rpool";

    private static Platform platform(String commandLine, BootLoader loader) {
        return new Platform(
                Reading.of(List.of(commandLine.split(" "))),
                Reading.of(List.of()),
                Reading.absent(),
                Reading.absent(),
                Reading.absent(),
                Reading.absent(),
                loader);
    }

    private static BootLoader loader(String systems, boolean proxmox, boolean trueNas, String... files) {
        return new BootLoader(
                systems.isEmpty() ? List.of() : List.of(systems.split(" ")),
                proxmox,
                trueNas,
                List.of(files).stream()
                        .map(file -> new BootLoader.OptionsFile(file, List.of()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "debian; false; false; /etc/default/grub; true; GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub, "
                        + "run update-grub and reboot",
                "linuxmint ubuntu debian; false; false; /etc/default/grub; true; run update-grub and reboot",
                "fedora; false; false; /etc/default/grub; true; run grubby --update-kernel=ALL --args='iommu=pt' "
                        + "and reboot",
                "rocky rhel centos fedora; false; false; /etc/default/grub; true; run grubby --update-kernel=ALL",
                "opensuse-leap suse opensuse; false; false; /etc/default/grub; true; run grub2-mkconfig -o "
                        + "/boot/grub2/grub.cfg and reboot",
                "arch; false; false; /etc/default/grub; true; run grub-mkconfig -o /boot/grub/grub.cfg and reboot",
                "debian; true; false; /etc/kernel/cmdline; false; one line of /etc/kernel/cmdline, run "
                        + "proxmox-boot-tool refresh and reboot",
                "debian; true; false; /etc/default/grub; true; GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub, run "
                        + "update-grub and reboot",
                "arch; false; false; /etc/kernel/cmdline; false; one line of /etc/kernel/cmdline, run "
                        + "kernel-install add-all",
                "debian; false; true; /etc/default/grub; true; midclt call system.advanced.update",
                "''; false; false; /nowhere; false; GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub and "
                        + "update-grub, or /etc/kernel/cmdline"
            })
    void anOptionGoesWhereThisMachineBootsFrom(
            String systems, boolean proxmox, boolean trueNas, String file, boolean grub, String words) {
        BootAdvice advice =
                BootAdvice.of(platform(grub ? GRUB : SYSTEMD_BOOT, loader(systems, proxmox, trueNas, file)));
        assertTrue(advice.toAdd("iommu=pt").contains(words), advice.toAdd("iommu=pt"));
        assertTrue(advice.toAdd("iommu=pt").contains("iommu=pt"), advice.toAdd("iommu=pt"));
        assertTrue(advice.toAdd("iommu=pt").endsWith("reboot"), advice.toAdd("iommu=pt"));
        assertFalse(advice.toAdd("iommu=pt").contains("OPTIONS"), advice.toAdd("iommu=pt"));
    }

    @Test
    void anOptionIsTakenOutOfTheSamePlace() {
        assertEquals(
                "take iommu=off out of /etc/default/grub, run update-grub and reboot",
                BootAdvice.of(platform(GRUB, loader("debian", false, false))).toRemove("iommu=off"));
        assertEquals(
                "take iommu=off out of /etc/default/grub, run grubby --update-kernel=ALL --remove-args=iommu=off "
                        + "and reboot",
                BootAdvice.of(platform(GRUB, loader("fedora", false, false))).toRemove("iommu=off"));
    }

    /** The Proxmox machine of the repository, with other firmware, processor and files. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "AuthenticAMD; IVRS; add amd_iommu=on iommu=pt to the one line of /etc/kernel/cmdline",
                "GenuineIntel; DMAR; add intel_iommu=on iommu=pt to the one line of /etc/kernel/cmdline",
                "GenuineIntel; -; VT-d (Intel Virtualization Technology for Directed I/O)",
                "AuthenticAMD; -; IOMMU (AMD-Vi), and SVM Mode",
                "0x41; -; SMMU with Arm"
            })
    void theOptionIsTheProcessorsAndTheBiosIsNamedWhereItHasNoTable(String processor, String table, String words) {
        Patched machine = Patched.machine("proxmox-iommu")
                .set("/proc", "cpuinfo = vendor_id\\t: " + processor)
                .without("/sys/firmware/acpi/tables", "IVRS");
        machine = table.equals("-") ? machine : machine.set("/sys/firmware/acpi/tables", table + " = \\c");
        assertTrue(machine.finding("iommu_off").contains(words), machine.finding("iommu_off"));
        assertEquals(
                table.equals("-"), machine.finding("iommu_off").contains("in the BIOS"), machine.finding("iommu_off"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "iommu=off; iommu=off",
                "iommu=noforce,off; iommu=noforce,off",
                "amd_iommu=off quiet; amd_iommu=off"
            })
    void anOptionThatSwitchesItOffIsTakenOut(String options, String off) {
        String finding = Patched.machine("proxmox-iommu")
                .set("/proc", "cmdline = " + options)
                .finding("iommu_off");
        assertTrue(finding.contains("take " + off + " out of /etc/kernel/cmdline"), finding);
        assertFalse(finding.contains("amd_iommu=on iommu=pt"), finding);
    }

    @Test
    void anOptionThatIsWrittenAlreadyWaitsForTheReboot() {
        String finding = Patched.machine("proxmox-iommu")
                .set("/etc/kernel", "cmdline = root=ZFS=rpool amd_iommu=on iommu=pt")
                .finding("iommu_off");
        assertTrue(
                finding.contains("{\"where\":\"/etc/kernel/cmdline\",\"value\":\"has amd_iommu=on already\"}"),
                finding);
        assertTrue(finding.contains("\"run proxmox-boot-tool refresh and reboot\""), finding);
        assertFalse(finding.contains("\"add "), finding);
    }

    @Test
    void anOptionThatTheKernelRunsWithIsNotAskedForAgain() {
        String finding = Patched.machine("igb-no-iommu")
                .set("/proc", "cpuinfo = vendor_id\\t: GenuineIntel")
                .finding("iommu_off");
        assertTrue(finding.contains("in the BIOS") && !finding.contains("\"add "), finding);
    }
}
