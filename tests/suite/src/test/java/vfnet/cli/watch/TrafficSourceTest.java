// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vfnet.operations.OperationContext;
import vfnet.suite.Machines;
import vfnet.system.MachineView;

/** What is watched comes and goes. */
class TrafficSourceTest {

    private static List<String> shown(List<WatchedRate> rates) {
        return rates.stream()
                .map(rate -> rate.vf().map(vf -> "VF " + vf.vf().index()).orElse("port"))
                .toList();
    }

    /** The label goes with the file; the VF that is named by its interface stays. */
    @Test
    void whatHasGoneTakesNothingElseWithIt() throws Exception {
        MachineView machine = Machines.copy("x550");
        Path file = machine.sysroot().configuration();
        Files.createDirectories(file.getParent());
        String saved = Files.readString(Path.of("tests/suite/src/test/resources/vfnet/cli/x550-saved.json"));
        Files.writeString(file, saved);
        String label = saved.replaceAll("(?s)^.*?\"label\": *\"([^\"]*)\".*$", "$1");
        assertFalse(label.contains("\n"), "the first label of the file");
        TrafficSource source = new TrafficSource(
                OperationContext.of(machine, Optional.empty()), List.of(label, "enp1s0f0v1"), Duration.ZERO);
        int both = source.next().size();
        assertEquals(List.of(), source.missing());
        Files.delete(file);
        List<WatchedRate> rest = source.next();
        for (int i = 0; i < 300 && rest.size() == both; i++) {
            Thread.sleep(100);
            rest = source.next();
        }
        assertEquals(List.of("port", "VF 1"), shown(rest));
        assertEquals(3, both);
        assertEquals(
                label + ": is not there any more", source.missing().getFirst().toString());
    }
}
