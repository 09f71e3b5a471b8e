// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vfnet.discovery.iproute.DevlinkParser;
import vfnet.model.Reading;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.VirtualFunction;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.IpCommand.DevlinkQuery;

/** The host that runs the tests, whatever it has: invariants only. */
@Tag("slow")
class LiveHostTest {
    private static final Path DEVICES = Path.of("/sys/bus/pci/devices");

    @Test
    void everyFunctionThatIsFoundIsThere() throws InvalidSysrootException {
        for (PhysicalFunction pf : Discovery.inventory(Discovery.live()).physicalFunctions()) {
            Path directory = DEVICES.resolve(pf.function().address().toString());
            assertTrue(Files.isDirectory(directory), directory.toString());
            assertTrue(Files.notExists(directory.resolve("physfn")), "a VF is no PF: " + directory);
            pf.ports()
                    .forEach(port -> assertTrue(Files.isDirectory(Path.of(
                            "/sys/class/net", port.networkInterface().name().text()))));
            for (VirtualFunction vf : pf.virtualFunctions()) {
                assertTrue(Files.isSymbolicLink(directory.resolve("virtfn" + vf.index())));
                assertTrue(vf.function().address().compareTo(pf.function().address()) > 0);
            }
            pf.sriov()
                    .value()
                    .ifPresent(sriov -> assertTrue(pf.virtualFunctions().size() <= sriov.totalVfs()));
        }
    }

    @Test
    void everyNetworkFunctionWithAnInterfaceIsFound() throws Exception {
        List<PhysicalFunction> found = Discovery.inventory(Discovery.live()).physicalFunctions();
        if (Files.isDirectory(DEVICES)) {
            try (var functions = Files.newDirectoryStream(DEVICES)) {
                for (Path function : functions) {
                    boolean card =
                            Files.isDirectory(function.resolve("net")) && Files.notExists(function.resolve("physfn"));
                    boolean known = found.stream()
                            .anyMatch(pf ->
                                    function.endsWith(pf.function().address().toString()));
                    assertTrue(!card || known, function.toString());
                }
            }
        }
    }

    @Test
    void theHostIsListedAndItsDocumentFitsTheSchema() {
        Outcome list = Cli.on(Discovery.live(), "list", "--json");
        assertEquals(0, list.status(), list.toString());
        assertEquals(List.of(), ListSchema.complaints(ListSchema.read(list.out())));
        assertEquals(0, Cli.on(Discovery.live(), "list", "--wide").status());
    }

    @Test
    void aCaptureOfTheHostListsAsTheHostDoes() throws Exception {
        Outcome capture = Cli.on(Discovery.live(), "capture", "--keep-addresses");
        assertEquals(0, capture.status(), capture.err());
        assertEquals(
                Cli.on(Discovery.live(), "list", "-o", "pci_address,interface,mac_address,driver,description")
                        .out(),
                Cli.on(Machines.of(capture.out()), "list", "-o", "pci_address,interface,mac_address,driver,description")
                        .out());
    }

    /** A kernel without devlink, or an option that devlink does not know, would make it fail: then it is unreadable. */
    @Test
    void whatDevlinkOfTheHostPrintsIsUnderstood() throws IOException {
        Reading<byte[]> ports = Discovery.live().ip().devlink(new DevlinkQuery.Ports());
        if (ports.value().isPresent()) {
            DevlinkParser.ports(ports.value().get())
                    .forEach(port -> assertFalse(port.flavour().isEmpty()));
        } else {
            assertEquals(
                    Files.isExecutable(Path.of("/usr/sbin/devlink")) || Files.isExecutable(Path.of("/sbin/devlink")),
                    ports.isUnreadable());
        }
    }

    @Test
    void ipOfTheHostIsFoundWhereTheDistributionPutsIt() {
        boolean installed = List.of("/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip").stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place)));
        assertEquals(installed, !(Discovery.live().ip().answer(vfnet.system.IpQuery.LINKS) instanceof Reading.Absent));
    }
}
