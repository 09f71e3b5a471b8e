// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** Settings that a card or its driver does not support are refused before anything is planned, with the cause. */
class SettingRefusalTest {

    private static Outcome run(String machine, String words) {
        List<String> all =
                new ArrayList<>(List.of("--sysroot", Machines.file(machine).toString()));
        all.addAll(Arrays.asList(words.split(" ")));
        return Cli.run(all.toArray(String[]::new));
    }

    private static void refused(Outcome outcome, String cause) {
        assertEquals(2, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(cause), outcome.err());
        assertFalse(outcome.out().contains("Plan:"), outcome.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--vlan 100; tag the VF's representor",
                "--spoof-check on; match source addresses",
                "--trust on; rules at the VF's representor",
                "--link-state enable; its link follows its representor"
            })
    void inSwitchdevModeMlx5TakesNoneOfThese(String setting, String way) {
        Outcome outcome = run("mlx5-switchdev", "vf enp65s0f0np0 0 " + setting + " --dry-run");
        refused(outcome, "in switchdev mode (eth4 is a representor)");
        assertTrue(outcome.err().contains(way), outcome.err());
        assertTrue(outcome.err().contains("legacy mode: vfnet eswitch enp65s0f0np0 legacy"), outcome.err());
    }

    /** The VF's present value is no change, and rates and addresses are supported there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--vlan none",
                "--spoof-check off",
                "--trust off",
                "--max-rate 100",
                "--link-state auto",
                "--mac auto"
            })
    void inSwitchdevModeTheseCanBeHad(String setting) {
        Outcome outcome = run("mlx5-switchdev", "vf enp65s0f0np0 0 " + setting + " --dry-run");
        assertEquals(0, outcome.status(), outcome.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--mac 02:00:00:00:00:07; has GUIDs|vfnet vf ibp175s0 1 --node-guid auto",
                "--mac auto; has GUIDs|--port-guid auto",
                "--vlan 100; partitions|subnet manager",
                "--trust on; no trust setting|InfiniBand",
                "--spoof-check on; no spoof check|InfiniBand",
                "--max-rate 100; no rate setting|InfiniBand"
            })
    void infinibandHasNoSettingsOfEthernet(String setting, String words) {
        Outcome outcome = run("infiniband", "vf ibp175s0 1 " + setting + " --dry-run");
        refused(outcome, words.substring(words.indexOf('|') + 1));
    }

    @Test
    void infinibandHasALinkState() {
        assertEquals(
                0,
                run("infiniband", "vf ibp175s0 0 --link-state auto --dry-run").status());
    }

    /** Neither addresses nor VLANs are planned, saved or predicted. */
    @ParameterizedTest
    @ValueSource(strings = {"set ibp175s0 4 --dry-run", "persist ibp175s0 --dry-run", "persist ibp175s0 6 --dry-run"})
    void infinibandIsCountedAndSavedWithoutAddresses(String words) {
        Outcome outcome = run("infiniband", words);
        assertEquals(0, outcome.status(), outcome.toString());
        assertFalse(
                outcome.out().contains("mac_address")
                        || outcome.out().contains("Addresses:")
                        || outcome.out().contains("vlan"),
                outcome.out());
        assertEquals("", outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"libvirt", "proxmox", "qemu", "incus"})
    void aVmGetsAnInfinibandVfWithoutAMacAddress(String tool) {
        Outcome outcome = run("infiniband", "show 0000:af:00.2 --for " + tool);
        assertEquals(0, outcome.status());
        assertFalse(
                outcome.out().contains("<interface")
                        || outcome.out().contains("<mac")
                        || outcome.out().contains(" nic "),
                outcome.out());
        assertFalse(outcome.err().contains("--mac"), outcome.err());
        assertTrue(outcome.err().contains("vfnet vf ibp175s0 1 --link-state auto"), outcome.err());
    }

    /** Function 1 has the management link; functions 0, 2 and 3 will have one with their first VF. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set 0000:82:00.1 4 --dry-run",
                "set mgmtpf1,1 4 --dry-run",
                "set 0000:82:00.0 4 --dry-run",
                "persist 0000:82:00.1 --dry-run",
                "persist 0000:82:00.0 3 --dry-run",
                "list",
                "list --wide"
            })
    void chelsiosManagementLinkServes(String words) {
        Outcome outcome = run("chelsio", words);
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals("", outcome.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--trust on; has no trust setting",
                "--spoof-check off; has no spoof check setting",
                "--min-rate 10; cannot guarantee a minimum rate"
            })
    void cxgb4HasNotEverySetting(String setting, String cause) {
        refused(run("chelsio", "vf 0000:82:00.1 0 " + setting + " --dry-run"), "VF 0: cxgb4 " + cause);
    }

    /** An address that was set is kept, whatever ip calls it. */
    @Test
    void addressesThatAnOlderIpCallsMacAreKept() {
        String plan = run("old-ip", "set ens5f0 3 --dry-run").out();
        assertTrue(
                plan.contains("VF 0  02:5e:00:00:01:00  live") && plan.contains("VF 1  02:5e:00:00:01:01  live"), plan);
    }

    /** The driver's name is that under /sys/bus/pci/drivers: neither the module's nor the folder's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "LiquidIO; --max-rate 100; cannot limit the rate",
                "fsl_enetc; --trust on; has no trust",
                "ena; --vlan 5; cannot set anything of its VFs",
                "idpf; --mac 02:00:00:00:00:07; cannot set anything of its VFs",
                "rvu_nicpf; --spoof-check off; has no spoof check",
                "i40e; --min-rate 5; cannot guarantee a minimum rate"
            })
    void aDriverIsKnownByItsOwnName(String driver, String setting, String cause) throws IOException {
        String text = Machines.text("x550").replace("drivers/ixgbe\n", "drivers/" + driver + "\n");
        Outcome outcome = Cli.on(Machines.of(text), ("vf enp1s0f0 0 " + setting + " --dry-run").split(" "));
        assertTrue(outcome.err().contains(driver + " " + cause), outcome.toString());
        assertEquals(2, outcome.status());
    }
}
