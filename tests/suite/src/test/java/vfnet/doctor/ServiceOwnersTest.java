// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.discovery.DetailLevel;
import vfnet.discovery.Discovery;
import vfnet.discovery.InvalidSysrootException;
import vfnet.doctor.report.Finding;
import vfnet.doctor.report.SavedState;
import vfnet.doctor.report.Severity;
import vfnet.model.host.BootService;
import vfnet.model.host.Exposure;
import vfnet.model.host.HostFacts;
import vfnet.model.inventory.Inventory;
import vfnet.suite.Machines;
import vfnet.system.MachineView;
import vfnet.system.WriteAccess;

/**
 * A service whose files another user can change runs that user's code as root. Changes the owner of a folder, so it
 * needs root.
 */
class ServiceOwnersTest {
    private static List<Finding> findings(List<Exposure> exposures) throws IOException, InvalidSysrootException {
        MachineView machine = Machines.shipped("igb-sound");
        Inventory inventory = Discovery.inventory(machine, new DetailLevel.Cards());
        HostFacts facts = Discovery.hostFacts(machine, inventory);
        BootService service = facts.bootService();
        return Doctor.examine(
                        inventory,
                        new HostFacts(
                                facts.platform(),
                                facts.modules(),
                                facts.functions(),
                                facts.otherTools(),
                                facts.networkManager(),
                                new BootService(
                                        service.unit(),
                                        service.predecessor(),
                                        service.configuration(),
                                        service.former(),
                                        exposures,
                                        false,
                                        List.of()),
                                facts.bridging(),
                                facts.configured(),
                                facts.problems()),
                        SavedState.NONE)
                .findings()
                .stream()
                .filter(finding -> finding.id().equals("writable_by_others"))
                .toList();
    }

    @Test
    @Tag("slow")
    void aFolderOfAnotherUserIsAFinding(@TempDir Path folder) throws IOException, InvalidSysrootException {
        Path theirs = Files.createDirectory(folder.toRealPath().resolve("theirs"));
        assertEquals(List.of(), findings(WriteAccess.to(theirs).stream().toList()));
        Files.setAttribute(theirs, "unix:uid", 65534);
        Finding finding = findings(
                        WriteAccess.to(theirs.resolve("bin/java")).stream().toList())
                .getFirst();
        assertEquals(
                "others than root decide what runs as root at boot: " + theirs + " belongs to the user of number 65534",
                finding.what());
        assertEquals(Severity.WARNING, finding.severity());
        assertEquals(
                "look through what is there, then run chown root " + theirs,
                finding.toDo().getFirst());
    }
}
