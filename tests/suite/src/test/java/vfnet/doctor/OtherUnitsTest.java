// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vfnet.doctor.OtherToolsTold.told;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units that create VFs, and what starts them, on the machine igb-sound with the ports eth0 and eth1. */
class OtherUnitsTest {
    private static final Patched SOUND = Patched.machine("igb-sound").with("[/run/systemd/system]");
    private static final String WRITE = "echo 4 > /sys/class/net/eth1/device/sriov_numvfs";
    private static final String EXEC = "ExecStart=/bin/sh -c \"" + WRITE + "\"";
    private static final String ETC = "/etc/systemd/system";
    private static final String WANTS = ETC + "/multi-user.target.wants";

    private static Patched unit(String name, String... lines) {
        return SOUND.file(ETC + "/" + name, lines);
    }

    @Test
    void aTemplateIsAboutItsInstances() {
        Patched template = unit(
                "sriov@.service",
                "[Service]",
                "ExecStart=/bin/sh -c \"echo 8 > /sys/class/net/%i/device/sriov_numvfs\"");
        assertEquals(List.of(), told(template));
        assertEquals(List.of("eth1"), told(template.set(WANTS, "sriov@eth1.service -> ../sriov@.service")));
        assertEquals(List.of(), told(template.set(WANTS, "sriov@eth7.service -> ../sriov@.service")));
        assertEquals(
                List.of("eth0", "eth1"),
                told(template.set(WANTS, "sriov@eth1.service -> ../sriov@.service")
                        .set(ETC + "/network.target.requires", "sriov@eth0.service -> ../sriov@.service")));
        assertEquals(
                List.of("eth1"),
                told(template.file(ETC + "/libvirtd.service.d/vfs.conf", "[Unit]", "Requires=sriov@eth1.service")));
        assertEquals(
                List.of("eth0", "eth1"),
                told(template.file(
                        "/etc/udev/rules.d/80-a.rules",
                        "SUBSYSTEM==\"net\", TAG+=\"systemd\", ENV{SYSTEMD_WANTS}+=\"sriov@$name.service\"")));
    }

    @Test
    void anAdditionCountsUnlessItsUnitIsMaskedOrTheListIsEmptiedAgain() {
        Patched added = SOUND.file(
                ETC + "/networking.service.d/a.conf", "[Service]", EXEC.replace("ExecStart", "ExecStartPost"));
        assertEquals(List.of("eth1"), told(added));
        assertEquals(List.of(), told(added.set(ETC, "networking.service = \\c")));
        assertEquals(List.of(), told(added.file(ETC + "/networking.service.d/b.conf", "[Service]", "ExecStartPost=")));
        assertEquals(
                List.of(),
                told(SOUND.file(ETC + "/own.service", "[Service]", "ExecStart=/bin/true")
                        .file(ETC + "/own.service.d/a.conf", "[Service]", EXEC)),
                "nothing starts it");
    }

    @Test
    void aTimerAndWhatAStartedUnitWantsCount() {
        Patched vfs = unit("vfs.service", "[Service]", EXEC);
        Patched timer = vfs.file(ETC + "/vfs.timer", "[Timer]", "OnBootSec=10");
        assertEquals(List.of(), told(timer));
        assertEquals(List.of("eth1"), told(timer.set(ETC + "/timers.target.wants", "vfs.timer -> ../vfs.timer")));
        assertEquals(
                List.of("eth1"),
                told(vfs.file(ETC + "/late.timer", "[Timer]", "Unit=vfs.service")
                        .set(ETC + "/timers.target.wants", "late.timer -> ../late.timer")));
        Patched first = vfs.file(ETC + "/first.service", "[Unit]", "Wants=vfs.service");
        assertEquals(List.of(), told(first), "nothing starts the one that wants it");
        assertEquals(List.of("eth1"), told(first.set(WANTS, "first.service -> ../first.service")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/lib/systemd/system",
                "/run/systemd/generator",
                "/run/systemd/transient",
                "/usr/local/lib/systemd/system"
            })
    void unitsOfAnyFolderCount(String folder) {
        assertEquals(
                List.of("eth1"),
                told(SOUND.file(folder + "/vfs.service", "[Service]", EXEC)
                        .set(folder + "/multi-user.target.wants", "vfs.service -> ../vfs.service")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExecStop=/bin/sh -c '" + WRITE + "'",
                "ExecStart=/bin/echo 4 > /sys/class/net/eth1/device/sriov_numvfs",
                "# " + EXEC,
                "Description=" + "cat /sys/class/net/eth1/device/sriov_numvfs"
            })
    void aLineThatStartsNothingAtBootDoesNot(String line) {
        assertEquals(
                List.of(), told(unit("vfs.service", "[Service]", line).set(WANTS, "vfs.service -> ../vfs.service")));
    }

    @Test
    void scriptsThatScriptsStartAreFollowed() {
        Patched scripts = SOUND.file("/opt/a.sh", "#!/bin/bash", "/opt/b.sh").file("/opt/b.sh", "#!/bin/bash", WRITE);
        assertEquals(List.of("eth1"), told(scripts.file("/etc/rc.local", "#!/bin/sh", "/opt/a.sh &")));
        assertEquals(List.of("eth1"), told(scripts.file("/etc/cron.d/a", "@reboot root /opt/a.sh")));
        assertEquals(
                List.of("eth1"),
                told(scripts.file("/etc/network/interfaces", "iface eth1 inet manual", "  post-up /opt/a.sh")));
        assertEquals(
                List.of("eth1"),
                told(scripts.file(
                        "/etc/udev/rules.d/80-a.rules", "ACTION==\"add\", KERNEL==\"eth1\", RUN+=\"/opt/a.sh\"")));
        assertEquals(List.of(), told(scripts.file("/etc/rc.local", "#!/bin/sh", "# /opt/a.sh")));
    }

    @Test
    void aProgramForGpusIsNoneForCards() {
        Patched manage = SOUND.file(
                        "/usr/lib/nvidia/sriov-manage", "#!/bin/bash", "echo $2 > /sys/bus/pci/devices/$1/sriov_numvfs")
                .set(WANTS, "gpu.service -> ../gpu.service");
        assertEquals(
                List.of(),
                told(manage.file(ETC + "/gpu.service", "[Service]", "ExecStart=/usr/lib/nvidia/sriov-manage -e ALL")));
        Patched own = SOUND.file("/opt/make-vfs", "#!/bin/bash", "echo $2 > /sys/bus/pci/devices/$1/sriov_numvfs")
                .set(WANTS, "x.service -> ../x.service");
        assertEquals(
                List.of(),
                told(own.file(ETC + "/x.service", "[Service]", "ExecStart=/opt/make-vfs -e 0000:17:00.0 4")));
        assertEquals(
                List.of("eth1"),
                told(own.file(ETC + "/x.service", "[Service]", "ExecStart=/opt/make-vfs -e 0000:02:00.0 4")));
    }
}
