// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/sandbox}: the demo, and single commands. */
@Tag("slow")
class StoryTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Sandbox sandbox() {
        return new Sandbox(folder.resolve("machine"), SandboxHome.inCheckout(Path.of("")), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private int run(String... words) throws IOException {
        Sandbox sandbox = sandbox();
        return sandbox.run(sandbox.machine(Optional.empty()), List.of(words), stream(err));
    }

    @Test
    void theStoryGoesAsItIsTold() throws IOException {
        assertEquals(0, sandbox().play(Story.WHOLE), () -> out + "\n" + err);
        String told = out.toString(StandardCharsets.UTF_8);
        int last = -1;
        for (String line : List.of(
                "$ vfnet list\n",
                "$ vfnet set enp1s0f1 4\n",
                "enp1s0f1v3",
                "# A VM takes VF 2",
                "$ vfnet set enp1s0f1 6\n",
                "router",
                "(exit status 5)\n",
                "$ vfnet list\n")) {
            int at = told.indexOf(line, last + 1);
            assertTrue(at > last, () -> "'" + line + "' is missing in\n" + told);
            last = at;
        }
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void oneCommandFindsWhatTheOneBeforeLeft() throws IOException {
        assertEquals(0, run("set", "enp1s0f1", "4"));
        out.reset();
        assertEquals(0, run("list", "enp1s0f1"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("enp1s0f1v3"));
        assertEquals(0, run("reboot"));
        out.reset();
        run("list", "enp1s0f1");
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("0/63"));
    }

    @Test
    void anotherMachineTakesItsPlace() throws IOException {
        run("attach", "enp1s0f0", "0");
        assertEquals("bond.machine", sandbox().machine(Optional.of("bond")).origin());
        assertEquals("bond.machine", sandbox().machine(Optional.empty()).origin());
    }

    @Test
    void aFaultIsArmedAndStrikes() throws IOException {
        assertEquals(0, run("fail", "create", "ENOMEM"));
        assertEquals("create ENOMEM\n", out.toString(StandardCharsets.UTF_8));
        assertEquals(1, run("set", "enp1s0f1", "4"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("BIOS"), err::toString);
        out.reset();
        run("calls");
        assertTrue(out.toString(StandardCharsets.UTF_8).contains(" create: "));
        assertEquals(0, run("set", "enp1s0f1", "4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attach",
                "attach enp1s0f1",
                "attach enp1s0f1 0",
                "attach nowhere 0",
                "attach enp1s0f0 x",
                "detach enp1s0f0 0",
                "fail create",
                "fail create NONSENSE",
                "wait x"
            })
    void nonsenseIsSaid(String words) {
        IllegalArgumentException nonsense = assertThrows(IllegalArgumentException.class, () -> run(words.split(" ")));
        assertTrue(nonsense.getMessage().length() > 10);
    }

    @Test
    void aVmTakesAndGivesBack() throws IOException {
        run("set", "enp1s0f1", "2");
        run("attach", "enp1s0f1", "1", "router");
        assertEquals(5, run("set", "enp1s0f1", "0"));
        run("detach", "enp1s0f1", "1");
        out.reset();
        run("list", "enp1s0f1");
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("enp1s0f1v1"));
        assertEquals(0, run("set", "enp1s0f1", "0"));
    }
}
