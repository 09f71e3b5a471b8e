// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vfnet.model.Errno;

/** What a real kernel answered, step by step, is what the simulated one answers. */
class KernelAnswersTest {

    /** A command for a shell and its output, without the status. */
    private record Asked(String command, List<String> answer) {
        String error() {
            return answer.stream()
                    .filter(line -> line.contains("write error: ")
                            || line.startsWith("RTNETLINK")
                            || line.startsWith("Error: "))
                    .findFirst()
                    .orElse("");
        }
    }

    private static List<Asked> asked() throws IOException {
        List<Asked> asked = new ArrayList<>();
        try (InputStream in = KernelAnswersTest.class.getResourceAsStream("kernel-answers-igb-k61.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("+ ")) {
                    asked.add(new Asked(line.substring(2), new ArrayList<>()));
                } else if (!line.startsWith("#") && !line.startsWith("  [rc=")) {
                    asked.getLast().answer.add(line);
                }
            }
        }
        return asked;
    }

    @Test
    void thereIsEnoughToCompare() throws IOException {
        assertEquals(73, asked().size());
    }

    @TestFactory
    Stream<DynamicTest> theSimulatedKernelAnswersAsTheRealOneDid() throws IOException {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        List<Asked> asked = asked();
        return Stream.iterate(0, step -> step < asked.size(), step -> step + 1)
                .map(step -> DynamicTest.dynamicTest(
                        step + " " + asked.get(step).command, () -> compare(play, asked.get(step))));
    }

    /** The author of this took time between two steps. */
    private static void compare(SimulatedHost play, Asked asked) {
        String[] words = asked.command.split(" ");
        switch (words[0]) {
            case "echo" ->
                assertEquals(
                        asked.error().isEmpty()
                                ? SimulatedHost.ACCEPTED
                                : Errno.inMessage(asked.error()).orElseThrow().name(),
                        play.write(words[3], words[1]));
            case "/bin/ip" ->
                assertEquals(
                        asked.error().isEmpty() ? SimulatedHost.ACCEPTED : asked.error(),
                        play.ip(asked.command.replace(
                                "/bin/ip link set eth0",
                                "link set dev if"
                                        + play.text("/sys/class/net/eth0/ifindex")
                                                .orElseThrow())));
            case "cat" ->
                assertEquals(
                        String.join("\n", asked.answer), play.text(words[1]).orElseThrow());
            case "readlink" ->
                assertEquals(
                        String.join("\n", asked.answer),
                        Tree.target(play.at(words[1])).orElse(""));
            case "ls" ->
                assertEquals(
                        asked.answer.stream()
                                .filter(name -> !name.startsWith("ls: "))
                                .toList(),
                        Tree.names(play.at(words[1])));
            default -> throw new IllegalArgumentException(asked.command);
        }
        play.pause(2000);
    }
}
