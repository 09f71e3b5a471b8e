// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** The terminal while it is watched: a screen of its own, redrawn in place, and the keys. */
public final class WatchScreen implements AutoCloseable {
    /** The key that ends it. */
    public static final char QUIT = 'q';

    private final Terminal terminal;
    private final Display display;
    private Optional<Size> size = Optional.empty();

    private WatchScreen(Terminal terminal, Receiver stdout) {
        this.terminal = terminal;
        terminal.enterRawMode();
        display = new Display(terminal, true);
        // After a signal JLine closes the terminal by itself, at any moment, and restores its attributes alone. By then
        // it takes no text any more.
        byte[] farewell = farewell(terminal).getBytes(StandardCharsets.US_ASCII);
        if (terminal instanceof AbstractTerminal own) {
            AtomicBoolean isSaid = new AtomicBoolean();
            own.setOnClose(() -> {
                if (!isSaid.getAndSet(true)) {
                    stdout.accept(farewell);
                }
            });
        }
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
    }

    /** Takes what is to be written to the terminal as it is. */
    public interface Receiver {
        void accept(byte[] bytes);
    }

    /** Shows the cursor, and the screen as it was before. */
    private static String farewell(Terminal terminal) {
        return Stream.of(Capability.cursor_normal, Capability.exit_ca_mode)
                .map(terminal::getStringCapability)
                .filter(Objects::nonNull)
                .map(Curses::tputs)
                .collect(Collectors.joining());
    }

    /**
     * Takes over the terminal of this process.
     *
     * @param type what TERM says; empty text where it is not set
     * @param stdout the terminal, for what JLine does not write
     * @throws IOException when it cannot be used
     */
    public static WatchScreen open(String type, Receiver stdout) throws IOException {
        try {
            return new WatchScreen(
                    TerminalBuilder.builder()
                            .system(true)
                            .dumb(false)
                            .provider("ffm")
                            .type(known(type))
                            .build(),
                    stdout);
        } catch (IllegalStateException e) {
            throw new IOException(e);
        }
    }

    /**
     * A type that JLine knows by itself (org/jline/utils/*.caps). For any other it would start {@code infocmp}, which
     * PATH could replace; all of those understand the sequences of an xterm that are used here.
     */
    static String known(String type) {
        boolean hasManyColours = type.endsWith("-256color") || type.endsWith("-direct");
        String family = type.startsWith("screen") || type.startsWith("tmux") ? "screen" : "xterm";
        return hasManyColours ? family + "-256color" : family;
    }

    /** The terminal was closed by a signal, or has gone. */
    public static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1;

        /** @param cause how that was seen */
        public ClosedException(Exception cause) {
            super(cause);
        }
    }

    private Size present() throws ClosedException {
        try {
            return Size.of(terminal.getSize());
        } catch (IllegalStateException e) {
            throw new ClosedException(e);
        }
    }

    /**
     * Its present width in characters; 0 where it does not say.
     *
     * @throws ClosedException when it has been closed
     */
    public int width() throws ClosedException {
        return present().getColumns();
    }

    /**
     * Its present height in lines; 0 where it does not say.
     *
     * @throws ClosedException when it has been closed
     */
    public int height() throws ClosedException {
        return present().getRows();
    }

    /**
     * Draws what has changed since the last call, or all after a resize.
     *
     * @throws ClosedException when the terminal has been closed
     */
    public void draw(List<String> lines) throws ClosedException {
        Size now = present();
        try {
            if (!size.equals(Optional.of(now))) {
                size = Optional.of(now);
                display.clear();
                display.resize(Size.of(Math.max(1, now.getColumns()), Math.max(1, now.getRows())));
            }
            display.update(fitting(lines, now), -1);
            terminal.flush();
        } catch (IllegalStateException e) {
            throw new ClosedException(e);
        }
    }

    /** A longer line would go on in the next one. Of a terminal that says 0, nothing is known. */
    private static List<AttributedString> fitting(List<String> lines, Size size) {
        int width = size.getColumns() > 0 ? size.getColumns() : Integer.MAX_VALUE;
        return lines.stream()
                .map(AttributedString::fromAnsi)
                .map(line -> line.columnSubSequence(0, width))
                .toList();
    }

    /**
     * Waits for a key. A terminal that has gone gives the end of the input, which quits.
     *
     * @param time how long
     * @return the key; empty where none was pressed in time
     * @throws IOException when the terminal cannot be read
     */
    public Optional<Character> key(Duration time) throws IOException {
        try {
            int read = terminal.reader().read(Math.max(1, time.toMillis()));
            return read == NonBlockingReader.READ_EXPIRED
                    ? Optional.empty()
                    : Optional.of(read < 0 ? QUIT : (char) read);
        } catch (IllegalStateException e) {
            throw new ClosedException(e);
        }
    }

    /**
     * Whether the size is not the one that was drawn for.
     *
     * @throws ClosedException when the terminal has been closed
     */
    public boolean isResized() throws ClosedException {
        return !size.equals(Optional.of(present()));
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
