// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.session;

import java.io.IOException;
import vfnet.cli.text.TerminalSanitizer;

/** Shows the progress of long work: a bar on a terminal, one line per step elsewhere. */
public final class ProgressLine {
    private static final int WIDTH = 24;

    private final Session session;
    private final boolean asJson;
    private boolean drawn;

    /** @param asJson whether stdout is for data alone */
    public ProgressLine(Session session, boolean asJson) {
        this.session = session;
        this.asJson = asJson;
    }

    public void begins(String words, int number, int of) {
        if (session.terminalColumns().isPresent()) {
            int full = WIDTH * (number - 1) / of;
            String line = "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + number + "/" + of + " "
                    + TerminalSanitizer.of(words);
            int room = session.terminalColumns().getAsInt() - 1;
            drawn = true;
            show("\r" + (line.length() > room ? line.substring(0, room) : line) + "\033[K");
        } else {
            show(number + "/" + of + " " + TerminalSanitizer.of(words) + "\n");
        }
    }

    /** Ends the bar, so that other text can follow. */
    public void ends() {
        if (drawn) {
            drawn = false;
            show("\r\033[K");
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
