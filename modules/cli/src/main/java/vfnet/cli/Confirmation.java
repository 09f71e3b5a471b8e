package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import vfnet.apply.Kernel;

/** Waits for somebody to say that a change may stay: {@code vfnet confirm}, from wherever the host can be reached. */
final class Confirmation {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Session session;
    private final Path awaited;
    private final Path given;

    Confirmation(Session session) {
        this.session = session;
        awaited = session.machine().sysroot().runDirectory().resolve("confirmation-awaited");
        given = session.machine().sysroot().runDirectory().resolve("confirmation-given");
    }

    /**
     * Whether it was said in time, and nobody wants to stop.
     *
     * @throws CommandFailure when nobody could say it, for /run/vfnet cannot be written
     */
    boolean comesWithin(Duration time) throws CommandFailure {
        Kernel kernel = LiveChange.kernel(session);
        try {
            Files.deleteIfExists(given);
            Files.writeString(awaited, "");
            Duration end = kernel.time().plus(time);
            while (kernel.time().compareTo(end) < 0 && !session.interruption().isWanted()) {
                if (Files.exists(given)) {
                    return true;
                }
                kernel.pause(PAUSE);
            }
            return Files.exists(given);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "a confirmation cannot be waited for: " + FileFailure.words(e), e);
        } finally {
            deleteQuietly(awaited);
            deleteQuietly(given);
        }
    }

    /**
     * Says it.
     *
     * @throws CommandFailure when nobody waits for it, or it cannot be written
     */
    void give() throws CommandFailure {
        if (!Files.exists(awaited)) {
            throw new CommandFailure(ExitCode.FAILED, "no vfnet waits for a confirmation; vfnet list shows what is there now");
        }
        try {
            Files.writeString(given, "");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NOT_PERMITTED, "it cannot be confirmed: " + FileFailure.words(e)
                    + "; run it as root", e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // In /run: the next start of the machine takes it away.
        }
    }
}
