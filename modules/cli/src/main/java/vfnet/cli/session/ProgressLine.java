// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.session;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;
import vfnet.cli.text.TerminalSanitizer;

/**
 * Shows the progress of long work: a bar on a terminal, redrawn while a step takes long; one line per step elsewhere.
 */
public final class ProgressLine {
    private static final int WIDTH = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Session session;
    private final boolean asJson;
    private final OptionalInt columns;
    private final long start = System.nanoTime();
    private Bar bar = Bar.NONE;
    private boolean isTicking;

    /** @param asJson whether stdout is for data alone */
    public ProgressLine(Session session, boolean asJson) {
        this.session = session;
        this.asJson = asJson;
        columns = session.terminalColumns();
    }

    /** What is drawn: a step, and how far it has come, for people. */
    private record Bar(String words, int number, int of, Supplier<String> detail) {
        static final Bar NONE = new Bar("", 0, 0, () -> "");

        boolean isDrawn() {
            return of > 0;
        }
    }

    /**
     * A step begins.
     *
     * @param number from 1
     * @param detail how far the step has come, for people; asked again while it runs, on a terminal alone
     */
    public void begins(String words, int number, int of, Supplier<String> detail) {
        if (columns.isEmpty()) {
            show(number + "/" + of + " " + TerminalSanitizer.of(words) + "\n");
            return;
        }
        synchronized (this) {
            bar = new Bar(TerminalSanitizer.of(words), number, of, detail);
            draw();
            if (!isTicking) {
                isTicking = true;
                Thread thread = new Thread(this::tick, "progress");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    /** Ends the bar, so that other text can follow. */
    public synchronized void ends() {
        if (bar.isDrawn()) {
            bar = Bar.NONE;
            show("\r\033[K");
        }
        notifyAll();
    }

    private synchronized void tick() {
        try {
            while (bar.isDrawn()) {
                wait(PAUSE.toMillis());
                draw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isTicking = false;
        }
    }

    private void draw() {
        if (bar.isDrawn()) {
            int full = WIDTH * (bar.number() - 1) / bar.of();
            String detail = bar.detail().get();
            String line = "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + bar.number() + "/" + bar.of() + " "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s "
                    + (detail.isEmpty() ? "" : detail + ": ") + bar.words();
            int room = columns.orElse(Integer.MAX_VALUE) - 1;
            show("\r" + (line.length() > room ? line.substring(0, Math.max(0, room)) : line) + "\033[K");
        }
    }

    private void show(String text) {
        try {
            if (text.startsWith("\r")) {
                session.draw(text);
            } else if (asJson) {
                session.say(text);
            } else {
                session.print(text);
            }
        } catch (IOException e) {
            // The reader has gone; the work continues to its end.
        }
    }
}
