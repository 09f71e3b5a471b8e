// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.interop.boot.BootFile;
import vfnet.interop.boot.BootFile.Kind;
import vfnet.interop.boot.BootImport;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.SavedPort;

/** Lines of scripts, units, rules and tables that create or configure VFs, understood without a shell. */
class BootImportTest {
    private static final String HOSTILE =
            "for i in §{0..65535}§; do §done§if [ §then §fi §echo 4 > §" + "§$(§`§\"§'§\\§\n"
                    + "§|§&&§||§case x in §esac §{§}§(§)§<<EOF\n§ip link set eth0 vf §$i §x() §sh -c §\0§é§"
                    + "ATTR{device/sriov_numvfs}=\"4\"§%k§ExecStart=§@reboot §/sys/class/net/eth0/device/sriov_numvfs";
    private static final String NUMVFS = "/sys/class/net/eth0/device/sriov_numvfs";

    private static BootImport.Result read(Kind kind, String text) {
        return BootImport.of(List.of(new BootFile(new SourceFile("F", text), kind)), SavedExamples.twoPorts());
    }

    private static BootImport.Result script(String text) {
        return read(Kind.SCRIPT, text);
    }

    /** {@code eth0 4: 1 mac 02:..}: ports with their number of VFs, and what is set on single ones. */
    private static String ports(BootImport.Result result) {
        return result.imported().ports().stream()
                .map(port -> port.port().name().map(Object::toString).orElse("") + " "
                        + port.port().count()
                        + port.port().vfs().values().stream()
                                .map(vf -> " " + vf.index() + words(vf.settings()))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }

    private static String words(VfSettings settings) {
        return settings.address().map(mac -> " " + mac).orElse("")
                + settings.vlan().map(BootImportTest::vlan).orElse("")
                + settings.trust().map(on -> " trust " + on).orElse("")
                + settings.spoofCheck().map(on -> " spoof " + on).orElse("")
                + settings.linkState().map(state -> " state " + state).orElse("")
                + settings.minTxRate().map(rate -> " min " + rate).orElse("")
                + settings.maxTxRate().map(rate -> " max " + rate).orElse("")
                + settings.queryRss().map(on -> " rss " + on).orElse("");
    }

    private static String vlan(Vlan vlan) {
        return " vlan " + vlan.id() + "." + vlan.qos() + "." + vlan.protocol();
    }

    private static List<String> lost(BootImport.Result result) {
        return result.imported().lost().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 4 > /sys/class/net/eth0/device/sriov_numvfs",
                "echo '4' >/sys/class/net/eth0/device/sriov_numvfs # a comment",
                "/bin/echo -n 4 > \"/sys/class/net/eth0/device/sriov_numvfs\" || true",
                "printf '4\\n' > /sys/bus/pci/devices/0000:01:00.0/sriov_numvfs",
                "echo 4 | sudo tee /sys/class/net/eth0/device/sriov_numvfs > /dev/null",
                "echo 4 | tee -a /sys/devices/pci0000:00/0000:00:01.1/0000:01:00.0/sriov_numvfs",
                "echo 4 > /sys/devices/pci0000:00/0000:00:01.1/0000:01:00.0/net/eth0/device/sriov_numvfs",
                "sh -c 'echo 4 > /sys/class/net/eth0/device/sriov_numvfs'",
                "sudo bash -c \"echo 4 > /sys/class/net/eth0/device/sriov_numvfs\"",
                "PF=eth0; N=4¶echo $N > /sys/class/net/${PF}/device/sriov_numvfs",
                "F=/sys/class/net/eth0/device/sriov_numvfs¶echo 0 > $F¶sleep 1¶echo 4 > $F",
                "[ -e /sys/class/net/eth0 ] && echo 4 > /sys/class/net/eth0/device/sriov_numvfs",
                "if [ -w /sys/class/net/eth0/device ]; then¶  echo 4 > /sys/class/net/eth0/device/sriov_numvfs¶fi",
                "for pf in eth0; do echo 4 > /sys/class/net/$pf/device/sriov_numvfs; done",
                "echo 4 2>/dev/null > /sys/class/net/eth0/device/sriov_numvfs",
                "echo 4 > \\¶  /sys/class/net/eth0/device/sriov_numvfs",
                "{ echo 4 > /sys/class/net/eth0/device/sriov_numvfs; } 2>&1",
                "( echo 4 > /sys/class/net/eth0/device/sriov_numvfs ) &"
            })
    void theNumberOfVfsIsUnderstood(String text) {
        BootImport.Result result = script("#!/bin/sh\nset -e\n" + text.replace('¶', '\n') + "\n");
        assertEquals("eth0 4", ports(result), () -> lost(result).toString());
        assertEquals(List.of(), lost(result));
        SavedPort port = result.imported().ports().getFirst().port();
        assertEquals("00:11:22:33:44:00", port.permanentAddress().orElseThrow().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "ip link set eth0 vf 1 mac 02:00:00:00:00:01 = 1 02:00:00:00:00:01",
                "ip link set dev eth0 vf 1 vlan 100 qos 3 proto 802.1ad = 1 vlan 100.3.802.1ad",
                "/sbin/ip l s eth0 vf 1 vlan 0 = 1 vlan 0.0.802.1Q",
                "ip -force link set eth0 vf 2 trust on spoofchk off = 2 trust true spoof false",
                "ip link set eth0 vf 0 state enable = 0 state enable",
                "ip link set eth0 vf 0 rate 1000 = 0 max 1000",
                "ip link set eth0 vf 0 max_tx_rate 900 min_tx_rate 100 = 0 min 100 max 900",
                "ip link set eth0 vf 0 query_rss on = 0 rss true",
                "ip link set eth0 vf 0 trust on¶ip link set eth0 vf 0 trust off = 0 trust false",
                "for i in 0 1; do ip link set eth0 vf $i mac 02:00:00:00:00:0$i; done = "
                        + "0 02:00:00:00:00:00 1 02:00:00:00:00:01",
                "for i in {0..1}; do ip link set eth0 vf $i trust on; done = 0 trust true 1 trust true",
                "for i in $(seq 0 1); do ip link set eth0 vf $i trust on; done = 0 trust true 1 trust true",
                "ip link set eth0 vf 0 trust on vf 1 trust off = 0 trust true 1 trust false"
            })
    void theSettingsOfVfsAreUnderstood(String text, String vfs) {
        BootImport.Result result = script("echo 3 > " + NUMVFS + "\n" + text.replace('¶', '\n'));
        assertEquals("eth0 3 " + vfs, ports(result), () -> lost(result).toString());
        assertEquals(List.of(), lost(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "echo $(cat /etc/n) > " + NUMVFS + "§ uses $(cat /etc/n), which only a shell can compute",
                "echo $N > " + NUMVFS + "§ uses $N, which only a shell can compute",
                "echo 4 > /sys/class/net/$(ls)/device/sriov_numvfs§ which only a shell can compute",
                "echo 4 > /sys/class/net/*/device/sriov_numvfs§ is not understood",
                "echo x > " + NUMVFS + "§ is not understood",
                "[ $HOSTNAME = a ] && echo 4 > " + NUMVFS + "§ depends on a test that only a shell can make",
                "ping -c1 x || echo 4 > " + NUMVFS + "§ is run only if the command before it fails",
                "while read n; do echo 4 > " + NUMVFS + "; done§ is in a loop whose end only a shell knows",
                "case $1 in¶start) echo 4 > " + NUMVFS + " ;;¶esac§ is in a 'case' that only a shell can decide",
                "start() {¶echo 4 > " + NUMVFS + "¶}§ is in a function",
                "if grep -q x /proc/cmdline; then echo 4 > " + NUMVFS + "; fi§ depends on an 'if'",
                "exit 0¶echo 4 > " + NUMVFS + "§ comes after 'exit', so it is never run",
                "python3 -c \"open('" + NUMVFS + "','w').write('4')\"§ is not understood",
                "cp /etc/n " + NUMVFS + "¶dd of=" + NUMVFS + "§ is not understood",
                "ip link set eth0 vf 0 node_guid 00:11§ 'node_guid 00:11' is nothing that vfnet can save",
                "ip link set eth0 vf 0 mac 01:00:00:00:00:01§ is nothing that vfnet can save",
                "ip link set eth0 vf x trust on§ names no number of a VF",
                "ip link set vf 0 trust on§ names no interface",
                "modprobe ixgbe max_vfs=4§ is not understood",
                "echo 0 > /sys/class/net/eth0/device/sriov_drivers_autoprobe§ a driver for each VF"
            })
    void whatIsNotUnderstoodIsNamedWithItsLine(String text, String reason) {
        BootImport.Result result = script("\n" + text.replace('¶', '\n') + "\n");
        assertEquals("", ports(result));
        assertEquals(List.of(), result.lines());
        assertTrue(
                !lost(result).isEmpty() && lost(result).getLast().startsWith("F, line "),
                lost(result).toString());
        assertTrue(lost(result).getLast().contains(reason), lost(result).toString());
    }

    /** Neither a comment, nor what is printed or put into another file, nor what reads, is a command. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# echo 4 > /sys/class/net/eth0/device/sriov_numvfs",
                "cat > /etc/x <<EOF¶echo 4 > /sys/class/net/eth0/device/sriov_numvfs¶EOF¶ls",
                "cat <<-'END'¶\tip link set eth0 vf 0 trust on¶\tEND",
                "cat /sys/class/net/eth0/device/sriov_numvfs",
                "ip link set eth0 up",
                "ip link show eth0",
                "echo 'ip link set eth0 vf 0 trust on'"
            })
    void whatDoesNothingToVfsIsPassedOver(String text) {
        BootImport.Result result = script(text.replace('¶', '\n'));
        assertEquals("", ports(result));
        assertEquals(List.of(), lost(result));
    }

    /** Drivers/pci/iov.c: a number over another one is refused; 0 removes all VFs with their settings. */
    @Test
    void theKernelsRulesAreFollowed() {
        BootImport.Result busy = script("echo 2 > " + NUMVFS + "\necho 4 > " + NUMVFS + "\n");
        assertEquals("eth0 2", ports(busy));
        assertEquals(
                List.of("F, line 2: the kernel refuses 4 VFs where there are 2 already (Device or resource busy)"),
                lost(busy));
        BootImport.Result again = script("echo 2 > " + NUMVFS + "\nip link set eth0 vf 0 trust on\necho 0 > " + NUMVFS
                + "\necho 4 > " + NUMVFS + "\n");
        assertEquals("eth0 4", ports(again));
        BootImport.Result beyond = script("echo 1 > " + NUMVFS + "\nip link set eth0 vf 1 trust on\n");
        assertEquals(List.of("F, line 2: eth0 (0000:01:00.0): VF 1 does not exist among 1"), lost(beyond));
        assertEquals(
                List.of("F, line 1: eth9: VF 1 is configured, and nothing here creates it"),
                lost(script("ip link set eth9 vf 1 trust on")));
    }

    @Test
    void eachLineThatIsSavedIsToBeRemoved() {
        assertEquals(
                List.of(
                        "F, line 2: echo 2 > " + NUMVFS,
                        "F, line 3: for i in 0 1; do",
                        "F, line 4: ip link set eth0 vf $i trust on",
                        "F, line 5: done",
                        "F, line 7: ip link set eth0 vf $i spoofchk off",
                        "F, line 10: ip link set eth0 up; ip link set eth0 vf 1 state auto (only what is about VFs)"),
                script("#!/bin/sh\necho 2 > " + NUMVFS + "\nfor i in 0 1; do\n  ip link set eth0 vf $i trust on\ndone\n"
                                + "for i in 0 1; do\n  ip link set eth0 vf $i spoofchk off\n  sleep 1\ndone\n"
                                + "ip link set eth0 up; ip link set eth0 vf 1 state auto\n")
                        .lines());
    }

    @Test
    void hostileTextEndsAndNeverFails() {
        String[] words = HOSTILE.split("§");
        Random random = new Random(23);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int round = 0; round < 3000; round++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(30); i > 0; i--) {
                    text.append(words[random.nextInt(words.length)]);
                }
                for (Kind kind : Kind.values()) {
                    read(kind, text.toString());
                }
            }
            script("(".repeat(100_000));
            script("for a in {0..65535}; do for b in {0..65535}; do ip link set eth0 vf $b trust on; done; done");
            script("sh -c \"sh -c 'sh -c x'\"".repeat(1000));
        });
    }
}
