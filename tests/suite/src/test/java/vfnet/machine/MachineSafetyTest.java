// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.machine.capture.Capture;
import vfnet.model.Errno;
import vfnet.suite.Machines;
import vfnet.system.IpQuery;

/** A machine's text is not trusted: nothing in it may lead, read or write outside its folder. */
class MachineSafetyTest {
    private static final String FIRST = CapturedMachine.FIRST_LINE + "\n";

    @TempDir
    private Path around;

    private Path folder;

    @BeforeEach
    void choose() {
        folder = around.resolve("machine");
    }

    private void assertNothingOutside() throws IOException {
        try (Stream<Path> files = Files.list(around)) {
            assertTrue(files.allMatch(folder::equals), "something was written outside the folder");
        }
    }

    private void unpack(String lines) throws IOException {
        MachineFolder.unpack(Machines.parsed(FIRST + lines.replace('~', '\n') + "\n"), folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[/sys]~a -> /etc/passwd",
                "[/sys]~a -> ../../etc",
                "[/sys/b]~a -> ../../..",
                "[/sys]~a -> x/../../../y",
                "[/]~a -> ..",
                "[/]~a -> .././",
                "[/../etc]~passwd = x",
                "[/sys/../../etc]~passwd = x",
                "[/sys]~../evil = x",
                "[/sys]~.. -> x",
                "[/sys]~. = x",
                "[/sys]~a/../../evil = x",
                "[file /../evil]~| x",
                "[file /sys/../../evil]~| x",
                "[//evil]~x = 1",
                "[/sys]~a\\x2f..\\x2f..\\x2fevil = x",
                "[/sys/\\x2e\\x2e/\\x2e\\x2e/e]~x = 1",
                "[/sys]~a -> \\x2fetc/passwd",
                "[/proc/1]~fd -> /etc",
                "[/proc/self/fd]~1 -> /etc",
                "[/proc/1/fd/x]~1 -> /etc"
            })
    void aTextThatLeadsOutIsRefusedWhenItIsRead(String lines) {
        MachineFormatException refusal = assertThrows(
                MachineFormatException.class, () -> Machines.parsed(FIRST + lines.replace('~', '\n') + "\n"));
        assertTrue(refusal.getMessage().matches("line [23]: .*"), refusal.getMessage());
    }

    /** Each link alone stays inside as text; followed by the file system both together leave. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[/sys/a/b]~up -> ../../..~[/sys]~out -> a/b/up/../..",
                "[/a/b]~up -> ../..~[/]~out -> a/b/up/..",
                "[/a/b]~up -> ../..~[/]~out -> a/b/up/../not-there-yet",
                "[/a/b]~up -> ../..~[/c]~out -> ../a/b/up/../not-there-yet"
            })
    void twoLinksThatTogetherLeadOutAreRefused(String lines) throws IOException {
        IOException refusal = assertThrows(IOException.class, () -> unpack(lines));
        assertTrue(refusal.getMessage().contains("leads out of the machine"), refusal.getMessage());
        assertNothingOutside();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[/a/b]~up -> ../..~[/]~.vfnet-machine -> a/b/up/../evil~[/sys]~x ! EIO",
                "[/]~.vfnet-machine -> sys/evil~[/sys]~x ! EIO",
                "[/]~.vfnet-machine = x~[/sys]~x ! EIO"
            })
    void whatAFolderCannotHoldIsNotWrittenThroughALink(String lines) throws IOException {
        try {
            unpack(lines);
        } catch (IOException refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
        assertNothingOutside();
        assertFalse(Files.exists(folder.resolve("sys/evil")), "a file was written through a link");
    }

    @Test
    void aFileIsNeverWrittenThroughALink() throws IOException {
        assertThrows(IOException.class, () -> unpack("[/sys]~a -> b~[/sys/a]~evil = x~[/sys/b]~c = 1"));
        assertFalse(Files.exists(folder.resolve("sys/b/evil")));
        assertNothingOutside();
    }

    @Test
    void anOpenFileOfAProcessIsTextAndIsNotFollowed() throws IOException {
        Path secret = Files.writeString(around.resolve("secret"), "7\n");
        unpack("[/proc/12/fd]~3 -> " + secret + "~[/sys]");
        assertEquals(
                secret.toString(),
                Files.readSymbolicLink(folder.resolve("proc/12/fd/3")).toString());
        Files.delete(secret);
        assertNothingOutside();
        assertFalse(MachineFile.text(Capture.of(MachineFolder.view(folder))).contains("7\n"));
    }

    @Test
    void aFolderThatHoldsSomethingIsNotFilled() throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("mine"), "mine");
        assertThrows(DirectoryNotEmptyException.class, () -> unpack("[/sys]~a = 1"));
        assertFalse(Files.exists(folder.resolve("sys")));
    }

    @Test
    void aCapturedMachineHasItsOwnIpAndNoOther() throws IOException {
        unpack("[/sys]~x ! EIO");
        for (IpQuery query : IpQuery.values()) {
            assertTrue(MachineFolder.view(folder).ip().answer(query).value().isEmpty());
        }
        assertEquals(Errno.EIO, MachineFolder.view(folder).refusals().get("/sys/x"));
    }

    @Test
    void anAnswerThatFailedStaysFailed() throws IOException {
        unpack("[/sys]~a = 1~[ip -json -details link show]~! 2");
        assertEquals(
                "ended with status 2",
                MachineFolder.view(folder)
                        .ip()
                        .answer(IpQuery.LINKS)
                        .problem()
                        .orElseThrow()
                        .what());
    }

    @Test
    void aQuestionIsAnsweredOnce() {
        assertThrows(
                MachineFormatException.class,
                () -> Machines.parsed(FIRST + "[ip -json address show]\n| []\n[ip -json address show]\n| [{}]\n"));
    }
}
