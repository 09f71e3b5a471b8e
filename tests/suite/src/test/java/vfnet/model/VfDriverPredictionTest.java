// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.host.LoadedDrivers;
import vfnet.model.host.ModuleRule;
import vfnet.model.host.VfDriverPrediction;
import vfnet.model.host.VfioIds;

/** Which driver the kernel binds to VFs, from what is loaded and modprobe's configuration. */
class VfDriverPredictionTest {
    private static final PciId VF = new PciId(0x8086, 0x10ca);
    private static final ModuleRule IDS = rule("vfio_pci", ModuleRule.Verb.OPTIONS, "ids=10de:1eb8,8086:10ca:*");
    private static final ModuleRule BLACKLIST = rule("igbvf", ModuleRule.Verb.BLACKLIST, "");

    private static ModuleRule rule(String module, ModuleRule.Verb verb, String arguments) {
        return new ModuleRule(module, verb, arguments, "/etc/modprobe.d/a.conf");
    }

    private static VfDriverPrediction of(Set<String> present, List<String> modules, List<ModuleRule> rules) {
        return VfDriverPrediction.of(
                Optional.of("igb"), Optional.of(VF), new LoadedDrivers(present, modules), rules, Reading.absent());
    }

    @ParameterizedTest
    @CsvSource({
        "vfio_pci igbvf igb, igbvf, true",
        "igbvf vfio_pci igb, vfio-pci, true",
        "igbvf igb, vfio-pci, true",
        "vfio_pci igb, igbvf, true",
        "igb, vfio-pci, false",
        "'', vfio-pci, false"
    })
    void ofTwoThatMatchTheFirstIsAsked(String modules, String driver, boolean isCertain) {
        VfDriverPrediction found = of(
                Set.of("vfio-pci", "igbvf"), modules.isEmpty() ? List.of() : List.of(modules.split(" ")), List.of(IDS));
        assertEquals(Optional.of(driver), found.driver());
        assertEquals(isCertain, found.isCertain());
        assertEquals(driver.equals("vfio-pci"), found.predicts("vfio-pci"));
    }

    @Test
    void aDriverThatIsNotLoadedComesTooLate() {
        VfDriverPrediction found = of(Set.of("vfio-pci"), List.of("vfio_pci"), List.of(IDS));
        assertEquals(
                Optional.of("will be bound to vfio-pci: 'options vfio-pci ids=10de:1eb8,8086:10ca:*' in "
                        + "/etc/modprobe.d/a.conf "
                        + "claims them"),
                found.describe());
    }

    @Test
    void whatKeepsTheDriverFromBeingLoadedIsNamed() {
        VfDriverPrediction found = of(Set.of("vfio-pci"), List.of(), List.of(BLACKLIST));
        assertEquals(Optional.empty(), found.driver());
        assertEquals(
                Optional.of("will have no driver: 'blacklist igbvf' in /etc/modprobe.d/a.conf keeps igbvf from being "
                        + "loaded for them"),
                found.describe());
        ModuleRule install = rule("igbvf", ModuleRule.Verb.INSTALL, "/bin/false # no VFs here");
        assertTrue(
                of(Set.of(), List.of(), List.of(install)).describe().orElse("").contains("install igbvf"),
                "forbidden altogether");
    }

    /**
     * Once loaded, it binds VFs whatever modprobe's configuration; an install line that loads it does not forbid it.
     */
    @Test
    void whatDoesNotKeepItFromThemIsNoReason() {
        assertEquals(
                Optional.empty(),
                of(Set.of("igbvf"), List.of(), List.of(BLACKLIST)).describe());
        ModuleRule wrapped = rule("igbvf", ModuleRule.Verb.INSTALL, "/sbin/modprobe --ignore-install igbvf");
        assertEquals(
                Optional.of("igbvf"), of(Set.of(), List.of(), List.of(wrapped)).driver());
    }

    @Test
    void aKernelWithoutTheModuleGivesThemNone() {
        VfDriverPrediction found = VfDriverPrediction.of(
                Optional.of("igb"),
                Optional.of(VF),
                new LoadedDrivers(Set.of(), List.of()),
                List.of(),
                Reading.of(Set.of("igb")));
        assertEquals(Optional.of("will have no driver: this kernel has no module igbvf"), found.describe());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ids=8086:10ca",
                "ids=0x8086:0x10ca",
                "ids=\"10de:1,8086:10CA:ffff:ffff\"",
                "disable_vga=1\tids=8086:10ca"
            })
    void theKernelsWaysToWriteAnId(String arguments) {
        assertEquals(
                1,
                VfioIds.claiming(VF, List.of(rule("vfio_pci", ModuleRule.Verb.OPTIONS, arguments)))
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids=", "ids=8086", "ids=8086:10cb", "ids=x:y", "ids=10ca:8086", "id=8086:10ca"})
    void whatIsNoIdOfThem(String arguments) {
        assertEquals(List.of(), VfioIds.claiming(VF, List.of(rule("vfio_pci", ModuleRule.Verb.OPTIONS, arguments))));
    }
}
