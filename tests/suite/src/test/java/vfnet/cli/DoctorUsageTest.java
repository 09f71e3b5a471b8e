// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.Errno;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.suite.Unfit;
import vfnet.system.MachineView;

/** {@code vfnet doctor} on the command line, and on machines with invalid files. */
class DoctorUsageTest {
    /** Files that are read, of every kind. */
    private static final List<String> FILES = List.of(
            "/etc/systemd/network/20-vfs.link",
            "/etc/systemd/network/25-vfs.network",
            "/etc/netplan/10-vfs.yaml",
            "/etc/NetworkManager/NetworkManager.conf",
            "/etc/NetworkManager/conf.d/50-vfs.conf",
            "/etc/NetworkManager/system-connections/uplink.nmconnection",
            "/etc/udev/rules.d/70-vfs.rules",
            "/etc/rc.local",
            "/etc/systemd/system/vfs.service",
            "/usr/local/sbin/make-vfs",
            "/etc/sysfs.conf",
            "/etc/modprobe.d/igb.conf",
            "/etc/driverctl.d/pci-0000:09:10.2",
            "/etc/vfnet/vf.config",
            "/proc/cmdline",
            "/proc/cpuinfo",
            "/proc/interrupts",
            "/proc/sys/kernel/osrelease",
            "/etc/os-release",
            "/lib/modules/6.1.0-37-amd64/modules.dep",
            "/lib/modules/6.1.0-37-amd64/modules.builtin");

    private static final String EVIL = "\u001b[2J\u009b\u007f\u0007";

    private static Outcome doctor(String machine, String... more) {
        String[] words = new String[more.length + 1];
        words[0] = "doctor";
        System.arraycopy(more, 0, words, 1, more.length);
        return Cli.on(Machines.shipped(machine), words);
    }

    @Test
    void aPortIsExaminedAloneWithWhatConcernsTheWholeMachine() {
        String one = doctor("no-vfs", "enp5s0f1np1").out();
        assertTrue(one.startsWith("Found 1 error."), one);
        assertTrue(one.contains("the kernel has no vfio_pci") && !one.contains("0000:0"), one);
        assertEquals(
                doctor("no-vfs", "enp7s0").out(), doctor("no-vfs", "07:00.0").out());
    }

    @Test
    void aPortThatCannotHaveVfsIsAnErrorOnceItIsNamed() {
        assertEquals(0, doctor("no-sriov").status());
        Outcome named = doctor("no-sriov", "enp3s0");
        assertEquals(1, named.status(), named.toString());
        assertTrue(named.out().contains("no VF can be made: the card shows no SR-IOV"), named.out());
        assertTrue(doctor("no-vfs", "enp11s0").out().contains("ERROR: enp11s0 (0000:0b:00.0): the card has SR-IOV"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth9", "vmbr0", "0000:ff:00.0", ""})
    void aPortThatIsNotThereIsWrongUsage(String port) {
        Outcome outcome = doctor("x550", port);
        assertEquals(2, outcome.status(), outcome.toString());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count());
    }

    @Test
    void noPortOfATwoPortFunctionIsLeftOut() {
        assertEquals(
                doctor("connectx3", "0000:04:00.0").out(),
                doctor("connectx3", "enp4s0").out());
    }

    private static void assertExamined(MachineView machine, String what) {
        for (String form : List.of("--debug", "--json")) {
            Outcome outcome = Cli.on(machine, "doctor", form);
            assertTrue(
                    outcome.status() == 0
                            || outcome.status() == 1 && !outcome.err().contains("internal error"),
                    what + "\n" + outcome);
            Unfit.assertNone(what, outcome);
            assertTrue(
                    outcome.err().lines().allMatch(line -> line.startsWith("vfnet: warning: ")),
                    what + "\n" + outcome.err());
            assertTrue(
                    !form.equals("--json")
                            || ListSchema.read(outcome.out()).get("version").asInt() == 1,
                    what);
        }
        assertEquals(0, Cli.on(machine, "capture").status(), what);
    }

    @Test
    void nonsenseInAnyFileLeavesTheRestExamined() throws IOException {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        for (String file : FILES) {
            MachineView machine = Machines.copy("other-tools");
            Path place = Machines.place(machine, file);
            assertTrue(Files.exists(place), file);
            for (byte[] content : List.of(
                    new byte[0],
                    every,
                    "=\n[\n[]\n:\n- -\n\\".getBytes(StandardCharsets.UTF_8),
                    "[Match]\n[SR-IOV]\nExecStart=/a\0b /../../x ///\n=/\niface \nblacklist\n"
                            .getBytes(StandardCharsets.UTF_8),
                    ("[a]\n" + ">".repeat(1 << 20) + "sriov_numvfs").getBytes(StandardCharsets.UTF_8))) {
                Files.write(place, content);
                assertExamined(machine, file + ", " + content.length + " bytes");
            }
            Files.delete(place);
            Files.createDirectory(place);
            assertExamined(machine, file + " is a directory");
        }
    }

    @Test
    void controlCharactersReachNoTerminal() throws IOException {
        for (String file : FILES) {
            MachineView machine = Machines.copy("other-tools");
            Path place = Machines.place(machine, file);
            Files.writeString(
                    place,
                    Files.readString(place)
                            .replace("4", "4" + EVIL)
                            .replace("enp", "e" + EVIL)
                            .replace("=", "=" + EVIL));
            assertExamined(machine, file);
        }
        String text =
                Machines.text("other-tools").replace("enp1s0f0", "e\\x1b\\x5bJ").replace("exit-code", "e\u0007");
        assertExamined(Machines.of(text), "an interface's name");
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EACCES", "EIO", "EINVAL"})
    void aFileThatRefusesIsAWarningOfItsFolder(Errno errno) {
        MachineView healthy = Machines.shipped("other-tools");
        for (String file : FILES) {
            Map<String, Errno> refusals = new HashMap<>(healthy.refusals());
            refusals.put(file, errno);
            MachineView machine = new MachineView(healthy.sysroot(), refusals, healthy.ip());
            Outcome outcome = Cli.on(machine, "doctor");
            assertTrue(outcome.err().contains(file + ": " + errno), file + "\n" + outcome.err());
        }
    }

    @Test
    void manyFilesThatMayNotBeReadAreOneWarning() {
        MachineView healthy = Machines.shipped("other-tools");
        Map<String, Errno> refusals = new HashMap<>();
        for (String name : List.of("10-second.link", "20-vfs.link", "30-late.link", "25-vfs.network")) {
            refusals.put("/etc/systemd/network/" + name, Errno.EACCES);
        }
        Outcome outcome = Cli.on(new MachineView(healthy.sysroot(), refusals, healthy.ip()), "doctor");
        assertEquals(
                "vfnet: warning: /etc/systemd/network: 4 files in it could not be read, the first one for this: "
                        + "Permission denied (EACCES)\n",
                outcome.err());
    }

    @Test
    void aSystemctlThatFailsIsAWarning() {
        MachineView healthy = Machines.shipped("other-tools");
        Outcome outcome = Cli.on(
                new MachineView(
                        healthy.sysroot(),
                        healthy.refusals(),
                        healthy.ip(),
                        unit -> Reading.unreadable(new Problem("systemctl", "ended with status 1"))),
                "doctor");
        assertEquals("vfnet: warning: systemctl: ended with status 1\n", outcome.err());
        assertFalse(outcome.out().contains("failed:"), outcome.out());
    }
}
