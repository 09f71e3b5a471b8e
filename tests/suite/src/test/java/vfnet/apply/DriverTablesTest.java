// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.apply.kernel.Answer;
import vfnet.apply.outcome.Failure;
import vfnet.apply.plan.Step;
import vfnet.apply.plan.VfSetting;
import vfnet.apply.plan.VfSettingTable;
import vfnet.apply.run.ErrnoAdvice;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.host.VfDrivers;

/** The tables of drivers name existing drivers only, and every refusal of theirs has an explanation. */
class DriverTablesTest {
    /** {@code pci_driver.name} of each in Linux 6.12: its own text, or KBUILD_MODNAME where the file says that. */
    private static final Set<String> PCI_DRIVERS =
            Arrays.stream("""
            igb ixgbe i40e ice idpf fm10k igbvf ixgbevf iavf i40evf
            mlx4_core mlx5_core bnxt_en bnx2x be2net cxgb4 cxgb4vf
            fsl_enetc fsl_enetc_vf funeth ena hns3 hinic LiquidIO LiquidIO_VF
            nfp nfp_netvf ionic rvu_nicpf rvu_nicvf qede qlcnic sfc sfc_siena virtio-pci
            """.split("\\s+")).collect(Collectors.toSet());

    @Test
    void everyDriverOfTheTablesExists() {
        Set<String> named = new HashSet<>(VfSettingTable.HAS.keySet());
        named.addAll(VfSettingTable.NO_LEAST_RATE);
        named.addAll(VfSettingTable.NO_FORCED_LINK);
        named.addAll(VfSettingTable.NO_SERVICE_VLAN);
        named.addAll(VfSettingTable.NOT_IN_SWITCHDEV_MODE.keySet());
        for (String pf : VfSettingTable.HAS.keySet()) {
            named.addAll(VfDrivers.of(pf));
        }
        named.removeAll(PCI_DRIVERS);
        assertEquals(Set.of(), named);
    }

    /** Names that look right and are those of a module, or of a folder of the kernel's sources. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "enetc",
                "liquidio",
                "octeontx2",
                "otx2",
                "bnxt",
                "mlx5",
                "mlx4_en",
                "benet",
                "i40evf_",
                "vfio_pci"
            })
    void aModulesNameIsNoDrivers(String name) {
        assertFalse(VfSettingTable.HAS.containsKey(name), name);
        assertEquals(List.of(), VfDrivers.of(name));
    }

    /** A value that a driver does not accept is one of a setting that it supports. */
    @Test
    void whatIsSaidOfValuesIsSaidOfSettingsThatThereAre() {
        VfSettingTable.NO_LEAST_RATE.forEach(driver -> assertTrue(has(driver, VfSetting.RATE), driver));
        VfSettingTable.NO_FORCED_LINK.forEach(driver -> assertTrue(has(driver, VfSetting.LINK_STATE), driver));
        VfSettingTable.NO_SERVICE_VLAN.forEach(driver -> assertTrue(has(driver, VfSetting.VLAN), driver));
        VfSettingTable.NOT_IN_SWITCHDEV_MODE.forEach(
                (driver, settings) -> assertTrue(VfSettingTable.HAS.get(driver).containsAll(settings), driver));
    }

    private static boolean has(String driver, VfSetting setting) {
        return VfSettingTable.HAS.get(driver).contains(setting);
    }

    @ParameterizedTest
    @EnumSource(Errno.class)
    void everyErrorOfCreatingVfsSaysWhatToDo(Errno errno) {
        for (Step step : List.of(
                new Step.CreateVfs(PciAddress.parse("0000:01:00.0").orElseThrow(), 4),
                new Step.RemoveVfs(PciAddress.parse("0000:01:00.0").orElseThrow(), 4))) {
            Failure failure = ErrnoAdvice.of(step, new Answer.Refused(Optional.of(errno), errno.message()));
            assertTrue(failure.remedy().filter(words -> words.length() > 10).isPresent(), failure.what());
            assertTrue(failure.what().contains(errno + ": "), failure.what());
        }
    }

    /** The C library has no message for ENOTSUPP. */
    @Test
    void soDoesAnErrorThatNobodyKnows() {
        Failure failure = ErrnoAdvice.of(
                new Step.CreateVfs(PciAddress.parse("0000:01:00.0").orElseThrow(), 4),
                new Answer.Refused(Optional.empty(), "Unknown error 524"));
        assertEquals(
                "could not create 4 VFs on 0000:01:00.0: Unknown error 524: the PF's driver refused for a reason of "
                        + "its "
                        + "own",
                failure.what());
        assertEquals(Optional.of("look at the kernel's log: dmesg | tail"), failure.remedy());
    }

    @Test
    void tooFewInterruptsAreNamedAsSuch() {
        Failure failure = ErrnoAdvice.of(
                new Step.CreateVfs(PciAddress.parse("0000:01:00.0").orElseThrow(), 4),
                new Answer.Refused(Optional.of(Errno.ENOSPC), Errno.ENOSPC.message()));
        assertTrue(failure.what().contains("(MSI-X)"), failure.what());
        assertTrue(failure.remedy().orElse("").contains("ethtool -L"), failure.toString());
    }
}
