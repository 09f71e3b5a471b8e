// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.apply.host.HostKernel;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.model.Errno;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.EswitchMode;

/** The host's kernel for real: files, errors, a frozen file system, iproute2. */
@Tag("slow")
class HostKernelTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Takes -1000 to 1000 and answers EINVAL to anything else (fs/proc/base.c, oom_score_adj_write). */
    private static final Path PICKY = Path.of("/proc/self/oom_score_adj");

    private final HostKernel kernel = new HostKernel();

    @TempDir
    Path folder;

    @Test
    void aWriteIsTheValueAndANewline() throws IOException {
        Path attribute = Files.writeString(folder.resolve("sriov_numvfs"), "0\n");
        assertEquals(new Answer.Accepted(), kernel.write(new AttributeWrite(attribute, "4"), TIMEOUT));
        assertEquals("4\n", Files.readString(attribute));
    }

    @Test
    void aNumberIsReadByAProcessOfItsOwn() throws IOException {
        assertEquals(Optional.of(4), kernel.number(Files.writeString(folder.resolve("sriov_numvfs"), "4\n"), TIMEOUT));
        assertEquals(Optional.empty(), kernel.number(folder.resolve("missing"), TIMEOUT));
        assertEquals(Optional.empty(), kernel.number(Files.writeString(folder.resolve("odd"), "x\n"), TIMEOUT));
    }

    @Test
    void aRefusalHasTheKernelsErrorNumber() {
        Answer answer = kernel.write(new AttributeWrite(PICKY, "5000"), TIMEOUT);
        assertEquals(
                Optional.of(Errno.EINVAL),
                assertInstanceOf(Answer.Refused.class, answer).errno());
    }

    /** No machine has this function; without devlink in the kernel, or without the program, that is the answer. */
    @Test
    void devlinksRefusalHasItsWords() {
        Answer answer =
                kernel.devlink(DevlinkLine.mode(new PciAddress(0xffff, 0xff, 0x1f, 7), EswitchMode.SWITCHDEV), TIMEOUT);
        assertFalse(assertInstanceOf(Answer.Refused.class, answer).message().isBlank());
    }

    @Test
    void manyWritesGoOnAfterARefusalAndSayWhichItWas() throws IOException {
        Path first = Files.writeString(folder.resolve("a"), "(null)\n");
        Path last = Files.writeString(folder.resolve("b"), "x\n");
        List<Answer> answers = kernel.writeAll(
                List.of(
                        new AttributeWrite(first, "vfio-pci"),
                        new AttributeWrite(PICKY, "5000"),
                        new AttributeWrite(last, "")),
                TIMEOUT);
        assertEquals(
                List.of(Answer.Accepted.class, Answer.Refused.class, Answer.Accepted.class),
                answers.stream().map(Object::getClass).toList());
        assertEquals(Optional.of(Errno.EINVAL), ((Answer.Refused) answers.get(1)).errno());
        assertEquals("vfio-pci\n", Files.readString(first));
        assertEquals("\n", Files.readString(last), "an empty value clears an override");
    }

    @Test
    void aWriteThatBlocksIsLeftToItsProcessAtTheDeadline() throws Exception {
        try (FrozenFileSystem frozen = new FrozenFileSystem(folder)) {
            Answer answer = kernel.write(new AttributeWrite(frozen.attribute(), "4"), Duration.ofSeconds(1));
            long pid = assertInstanceOf(Answer.Blocked.class, answer).pid();
            ProcessHandle writer = ProcessHandle.of(pid).orElseThrow();
            assertTrue(writer.isAlive(), "vfnet signals nobody");
            assertTrue(
                    Files.readString(Path.of("/proc/" + pid + "/stat")).contains("(dd) D"), "it sleeps in the kernel");
            frozen.thaw();
            writer.onExit().get(10, TimeUnit.SECONDS);
            assertEquals("4\n", Files.readString(frozen.attribute()), "the write came about once it could");
        }
    }

    @Test
    void aProcessWithAWriteThatBlocksEndsInTime() throws Exception {
        try (FrozenFileSystem frozen = new FrozenFileSystem(folder)) {
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BlockedWriter.class.getName(),
                            frozen.attribute().toString())
                    .redirectErrorStream(true)
                    .start();
            assertTrue(java.waitFor(20, TimeUnit.SECONDS), "a thread in uninterruptible sleep would keep it for ever");
            assertEquals("Blocked", new String(java.getInputStream().readAllBytes()).strip());
        }
    }

    /** What vfnet does, in a process of its own. */
    public static final class BlockedWriter {
        public static void main(String[] args) {
            Answer answer = new HostKernel().write(new AttributeWrite(Path.of(args[0]), "4"), Duration.ofSeconds(1));
            System.out.println(answer.getClass().getSimpleName());
        }
    }

    @Test
    void ipNamesTheLineThatFailedAndGoesOn() {
        List<Kernel.IpFailure> failures =
                kernel.ip(List.of(IpLine.bringUp(999_999), IpLine.bringUp(1), IpLine.bringUp(999_998)));
        assertEquals(
                List.of(0, 2), failures.stream().map(Kernel.IpFailure::line).toList());
        assertTrue(failures.getFirst().message().contains("No such device"), failures.toString());
    }

    @Test
    void afterALineThatIpCannotParseNothingIsAssumed() {
        List<Kernel.IpFailure> failures = kernel.ip(List.of(new IpLine("link set dev if1 vf 0 vlan 4096")));
        assertEquals(-1, failures.getLast().line());
        assertFalse(failures.getLast().message().isEmpty());
    }

    @Test
    void bridgeNamesTheLineThatFailedAndGoesOn() {
        MacAddress address = MacAddress.parse("02:00:00:00:00:01").orElseThrow();
        List<Kernel.IpFailure> failures =
                kernel.bridge(List.of(BridgeLine.register(999_999, address), BridgeLine.deregister(999_998, address)));
        assertEquals(
                List.of(0, 1), failures.stream().map(Kernel.IpFailure::line).toList());
        assertTrue(failures.getFirst().message().contains("unknown ifindex"), failures.toString());
    }

    @Test
    void changesOfForwardingDatabasesAreHeard() {
        try (BridgeEvents events = kernel.bridgeEvents()) {
            assertEquals(BridgeEvents.Event.QUIET, events.await(Duration.ofMillis(300)));
        }
    }

    @Test
    void aModuleThatDoesNotExistIsRefused() {
        assertInstanceOf(Answer.Refused.class, kernel.loadModule("vfnet-no-such-module", TIMEOUT));
        assertInstanceOf(
                Answer.Refused.class, kernel.loadModule("vfnet-no-such-module", List.of("num_vfs=1"), TIMEOUT));
    }

    @Test
    void itKnowsHowLongThisProcessHasRun() {
        long known = ManagementFactory.getRuntimeMXBean().getUptime();
        long told = new HostKernel().age().toMillis();
        assertTrue(told >= known - 100 && told < known + 5_000, told + " ms, and Java says " + known);
    }
}
