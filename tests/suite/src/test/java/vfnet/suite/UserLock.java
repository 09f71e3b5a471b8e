// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of some user that holds a shared lock on a file, as far as it can open it. Needs root, and perl. */
public final class UserLock implements AutoCloseable {
    public static final int ROOT = 0;
    public static final int NOBODY = 65534;
    private static final String HOLD = "use Fcntl; $| = 1; open(F, '<', $ARGV[0]) or do { print 'closed'; exit };"
            + " my $l = pack('s s l! l! i i', F_RDLCK, 0, 0, 0, 0, 0); fcntl(F, F_SETLK, $l) or do { print "
            + "'locked'; exit };"
            + " print 'held'; sleep 60;";

    private final Process process;

    private UserLock(Process process) {
        this.process = process;
    }

    /** Takes the lock. */
    public static UserLock hold(Path file, int user) {
        Process process = start(file, user);
        assertEquals("held", answer(process, 4));
        return new UserLock(process);
    }

    /** Whether the user can open the file at all. */
    public static boolean canOpen(Path file, int user) {
        Process process = start(file, user);
        boolean opened = !answer(process, 4).equals("clos");
        process.destroyForcibly();
        return opened;
    }

    private static Process start(Path file, int user) {
        List<String> words =
                new ArrayList<>(List.of("setpriv", "--reuid", "" + user, "--regid", "" + user, "--clear-groups"));
        words.addAll(List.of("perl", "-e", HOLD, file.toString()));
        try {
            return new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String answer(Process process, int length) {
        try {
            return new String(process.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
