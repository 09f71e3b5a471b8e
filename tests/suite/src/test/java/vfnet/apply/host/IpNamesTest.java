// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.IpLine;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.system.Sysroot;

/** An interface is named to ip only where the name surely means it: a wrong one would change another card's VFs. */
class IpNamesTest {
    private static final String BY_NUMBER = "link set dev if4 vf 0 trust on";

    @TempDir
    Path root;

    private IpNames names;

    @BeforeEach
    void begin() throws IOException {
        names = new IpNames(new Sysroot(root));
        Files.createFile(Files.createDirectories(root.resolve("run/udev/data")).resolve("n4"));
        give("enp1s0", 4);
        give("enp2s0", 5);
    }

    private void give(String name, int index) throws IOException {
        Path directory = Files.createDirectories(root.resolve("sys/class/net").resolve(name));
        Files.writeString(directory.resolve("ifindex"), index + "\n");
    }

    private static IpLine line(int index, String name) {
        return IpLine.trust(index, 0, true).of(InterfaceName.parse(name).orElseThrow());
    }

    @Test
    void aNameThatMeansTheInterfaceIsUsed() {
        assertEquals(List.of("link set dev enp1s0 vf 0 trust on"), names.texts(List.of(line(4, "enp1s0"))));
        assertEquals(Optional.empty(), names.changed());
    }

    @Test
    void itIsUsedForTheFiltersOfPortsToo() {
        BridgeLine line = BridgeLine.register(
                        4, MacAddress.parse("02:00:00:00:00:01").orElseThrow())
                .of(InterfaceName.parse("enp1s0").orElseThrow());
        assertEquals(List.of("fdb add 02:00:00:00:00:01 dev enp1s0 self permanent"), names.texts(List.of(line)));
    }

    @Test
    void aNameThatMeansAnotherInterfaceIsNot() {
        assertEquals(List.of("link set dev if5 vf 0 trust on"), names.texts(List.of(line(5, "enp1s0"))));
    }

    @Test
    void aNameThatNobodyHasIsNot() {
        assertEquals(List.of(BY_NUMBER), names.texts(List.of(line(4, "eth0"))));
    }

    @Test
    void beforeUdevHasNamedTheInterfaceItIsNot() {
        assertEquals(List.of("link set dev if5 vf 0 trust on"), names.texts(List.of(line(5, "enp2s0"))));
    }

    @Test
    void whatMeansSomethingToIpIsNot() throws IOException {
        for (String name : List.of("en#1", "en'1", "en\"1", "en\\1", "-batch")) {
            give(name, 4);
            assertEquals(List.of(BY_NUMBER), names.texts(List.of(line(4, name))), name);
        }
    }

    @Test
    void anUnknownNameIsNot() {
        assertEquals(List.of(BY_NUMBER), names.texts(List.of(IpLine.trust(4, 0, true))));
    }

    @Test
    void aNameThatChangedMeanwhileIsTold() throws IOException {
        names.texts(List.of(line(4, "enp1s0")));
        give("enp1s0", 6);
        assertEquals(InterfaceName.parse("enp1s0"), names.changed());
    }

    /** udev may rename the interface meanwhile: what ip did until then was right, and it refuses the rest. */
    @Test
    void aNameThatNobodyHasAnyMoreIsNot() throws IOException {
        names.texts(List.of(line(4, "enp1s0")));
        Path directory = root.resolve("sys/class/net");
        Files.move(directory.resolve("enp1s0"), directory.resolve("lan0"));
        assertEquals(Optional.empty(), names.changed());
    }

    @Test
    void anInterfaceThatIsNamedLikeItsOwnNumberIsNotMistaken() throws IOException {
        give("if5", 5);
        assertEquals(List.of("link set dev if5 vf 0 trust on"), names.texts(List.of(line(5, "if5"))));
        assertEquals(Optional.empty(), names.mistakable(List.of(line(5, "if5"))), "udev has not finished with it");
    }

    /** ip takes if4 for a name first. */
    @Test
    void anInterfaceThatIsNamedLikeANumberIsTold() throws IOException {
        assertEquals(Optional.empty(), names.mistakable(List.of(line(4, "eth0"))));
        give("if4", 9);
        assertEquals(Optional.of("if4"), names.mistakable(List.of(line(4, "eth0"))));
        assertEquals(Optional.empty(), names.mistakable(List.of(line(4, "enp1s0"))), "it is named by its name");
    }
}
