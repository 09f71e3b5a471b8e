// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.inventory.IommuGroup;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;

/** Names, error numbers, states, groups and paths. */
class WordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"eth0", "enp1s0f0", "a", "fifteen-bytes-x", "br.10", "e@f", "\u00fcber", "a\u001bb", "...", "-1"
            })
    void whatTheKernelAllowsIsAnInterfaceName(String text) {
        assertEquals(text, InterfaceName.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a/b",
                "a:b",
                "a b",
                "a\tb",
                "a\nb",
                "a\rb",
                "a\u000bb",
                "sixteen-bytes-xx",
                "\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc\u00fc"
            })
    void whatTheKernelForbidsIsNone(String text) {
        assertEquals(Optional.empty(), InterfaceName.parse(text));
        assertThrows(IllegalArgumentException.class, () -> new InterfaceName(text));
    }

    @ParameterizedTest
    @EnumSource(Errno.class)
    void anErrorNumberIsFoundByNameAndByMessage(Errno errno) {
        assertEquals(Optional.of(errno), Errno.named(errno.name()));
        assertEquals(Optional.of(errno), Errno.inMessage(errno.message()));
        assertEquals(Optional.of(errno), Errno.inMessage("/sys/x: " + errno.message()));
        assertEquals(Optional.of(errno), Errno.of(new IOException(errno.message())));
        assertEquals(errno.message() + " (" + errno.name() + ")", errno.toString());
    }

    @Test
    void noMessageIsTheEndOfAnother() {
        for (Errno errno : Errno.values()) {
            assertEquals(
                    1,
                    Arrays.stream(Errno.values())
                            .filter(other -> errno.message().endsWith(other.message()))
                            .count());
        }
    }

    @Test
    void whatTheFileSystemThrowsBecomesAnErrorNumber(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertThrown(Errno.ENOENT, () -> Files.readString(folder.resolve("absent")));
        assertThrown(Errno.ENOTDIR, () -> Files.readString(file.resolve("below")));
        assertThrown(Errno.ENOTDIR, () -> Files.newDirectoryStream(file).close());
        assertThrown(Errno.ELOOP, () -> Files.readString(loop));
        assertThrown(Errno.EISDIR, () -> Files.readString(folder));
        assertThrown(Errno.ENOSPC, () -> Files.writeString(Path.of("/dev/full"), "x"));
        assertEquals(Optional.of(Errno.EACCES), Errno.of(new AccessDeniedException("x")));
        assertEquals(Optional.empty(), Errno.of(new IOException("something else")));
        assertEquals(Optional.empty(), Errno.of(new IOException()));
    }

    private static void assertThrown(Errno errno, org.junit.jupiter.api.function.Executable action) {
        assertEquals(Optional.of(errno), Errno.of(assertThrows(IOException.class, action)));
    }

    @Test
    void anOperationalStateIsReadAsSysfsAndAsIpPrintIt() {
        for (OperState state : OperState.values()) {
            assertEquals(Optional.of(state), OperState.parse(state.toString()));
            assertEquals(Optional.of(state), OperState.parse(state.name()));
        }
        assertEquals(Optional.empty(), OperState.parse("sideways"));
    }

    @Test
    void absentUnreadableAndZeroAreThreeThings() {
        Problem problem = Problem.of("/sys/x", Errno.EIO);
        List<Reading<Integer>> readings = List.of(Reading.of(0), Reading.absent(), Reading.unreadable(problem));
        assertEquals(
                List.of(Optional.of(0), Optional.empty(), Optional.empty()),
                readings.stream().map(Reading::value).toList());
        assertEquals(
                List.of(Optional.empty(), Optional.empty(), Optional.of(problem)),
                readings.stream().map(Reading::problem).toList());
        assertEquals(
                List.of(Reading.of("0"), Reading.absent(), Reading.unreadable(problem)),
                readings.stream().map(reading -> reading.map(String::valueOf)).toList());
        assertEquals("/sys/x: Input/output error (EIO)", problem.toString());
    }

    @Test
    void aFunctionDoesNotShareItsGroupWithItself() {
        PciAddress self = PciAddress.parse("01:00.0").orElseThrow();
        PciAddress other = PciAddress.parse("01:00.1").orElseThrow();
        assertEquals(List.of(other), new IommuGroup(7, List.of(self, other)).sharedWith(self));
    }

    @Test
    void everyPlaceIsUnderItsRootAndIsCalledAsTheMachineCallsIt() {
        Path root = Jimfs.newFileSystem(Configuration.unix()).getPath("/some/where");
        Sysroot sysroot = new Sysroot(root);
        for (Path place : List.of(
                sysroot.sys(),
                sysroot.netClass(),
                sysroot.pciDevices(),
                sysroot.pciDriver("ixgbe"),
                sysroot.moduleParameters("vfio_pci"),
                sysroot.processes(),
                new HostPaths(sysroot).pciIdsOfDebian(),
                new HostPaths(sysroot).pciIdsOfHwdata(),
                sysroot.capturedAnswers())) {
            assertTrue(place.startsWith(root), place.toString());
            assertEquals("/some/where" + sysroot.onMachine(place), place.toString());
        }
        assertEquals("/sys/class/net", Sysroot.live().netClass().toString());
        assertEquals("/sys/class/net", sysroot.onMachine(sysroot.netClass()));
    }
}
