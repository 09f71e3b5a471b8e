// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.cli.host.Host;
import vfnet.sandbox.SimulatedMachine;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** The legacy configuration becomes vfnet's during the installation, on a machine that has its VFs. */
class InstallImportTest {

    private static void write(Path root, String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    private static Outcome run(SimulatedMachine machine, Path image, String... words) {
        return Cli.run(
                new Host(
                        machine.view(),
                        Map.of("PATH", "/usr/local/bin"),
                        OptionalInt::empty,
                        Optional.of(machine.kernel()),
                        () -> false,
                        Optional.of(new InstallHost(
                                image, new SilentSystemctl(), manual -> Optional.empty(), new MadeCache()))),
                words);
    }

    @Test
    void portsAndTheirLiveAddressesAreTakenOverAndTheFirstStartChangesNone(@TempDir Path folder) throws IOException {
        SimulatedMachine machine =
                SimulatedMachine.create(Machines.parsed(Machines.text("x550")), "x550", folder.resolve("machine"));
        Path root = machine.view().sysroot().root();
        Path image = root.resolve("images/one");
        for (String file : List.of("bin/vfnet", "bin/java", "lib/modules", "lib/vfnet.aot")) {
            write(root, "images/one/" + file, file);
        }
        write(root, "run/systemd/system/none", "");
        write(root, "usr/lib/systemd/systemd", "");
        write(root, "usr/local/bin/other", "");
        write(root, "etc/vfnet/vf.config", "# my ports\nenp1s0f0:3\nnosuch0:2\nthree VFs please\n");

        Outcome outcome = run(machine, image, "install");
        assertEquals(3, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("line 3: nosuch0 is not there, so it is saved by its name alone"),
                outcome.err());
        assertTrue(outcome.err().contains("line 4: 'three VFs please' is not INTERFACE:COUNT"), outcome.err());

        String saved = Files.readString(machine.view().sysroot().configuration());
        for (String expected : List.of(
                "d0:50:99:e1:a4:10", "ca:e1:e1:a0:e6:0f", "5a:a4:56:4c:ff:58", "1e:8c:31:6c:30:03", "nosuch0")) {
            assertTrue(saved.contains(expected), expected + " is missing in " + saved);
        }
        Outcome apply = run(machine, image, "apply", "enp1s0f0");
        assertEquals(0, apply.status(), apply.toString());
        assertEquals(List.of(), machine.performed());
    }
}
