// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import vfnet.suite.Cli;

/** The report of doctor on other tools. */
final class OtherToolsTold {
    private OtherToolsTold() {}

    /** The ports with such a finding, - for the whole machine; the same on the machine and in its snapshot. */
    static List<String> told(Patched machine) {
        List<String> told = ports(machine);
        String capture = Cli.on(machine.view(), "capture", "--keep-addresses").out();
        assertEquals(told, ports(new Patched(capture.lines().toList())), capture);
        return told;
    }

    static List<String> ports(Patched machine) {
        return machine.findings().stream()
                .filter(finding -> finding.get("id").asString().equals("other_tool"))
                .map(finding -> finding.get("interface").asString("-"))
                .toList();
    }

    static List<String> list(String ports) {
        return ports.isEmpty() ? List.of() : List.of(ports.split(" "));
    }
}
