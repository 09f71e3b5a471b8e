// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import vfnet.cli.Vfnet;
import vfnet.cli.host.Host;

/** Accepts some texts, and then blocks forever: a pager that is not scrolled, a journal that hangs. */
final class SlowReader extends OutputStream {
    private int left;

    /** @param texts how many it accepts */
    SlowReader(int texts) {
        left = texts;
    }

    /**
     * Runs a command whose stdout and stderr have such readers, and sends it the signal when only output is left to
     * write.
     *
     * @param texts how many the two accept, a digit each
     * @return what is wrong; empty when it ends
     */
    static String of(SimulatedHost play, List<String> words, String texts) {
        AtomicBoolean signal = new AtomicBoolean();
        Thread command = Thread.ofPlatform()
                .daemon()
                .start(() -> Vfnet.run(
                        new Host(
                                play.machine().view(),
                                Map.of(),
                                OptionalInt::empty,
                                Optional.of(play.kernel()),
                                signal::get),
                        words,
                        new SlowReader(texts.charAt(0) - '0'),
                        new SlowReader(texts.charAt(1) - '0')));
        try {
            for (int i = 0; i < 600 && command.isAlive() && !isOnlyWriting(command); i++) {
                command.join(Duration.ofMillis(100));
            }
            signal.set(true);
            return command.join(Duration.ofSeconds(30)) ? "" : "it does not end";
        } catch (InterruptedException e) {
            return e.toString();
        }
    }

    /** The lock was released before. */
    private static boolean isOnlyWriting(Thread command) {
        return Stream.of(command.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("finish"));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (left-- <= 0) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
