// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;

/** A transient timer of systemd (systemd-run(1)), which outlives the process that started it. */
final class RollbackTimer {
    private static final String UNIT = "vfnet-rollback";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int AGAIN_SECONDS = 10;

    private final Sysroot sysroot;

    RollbackTimer(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    /** Why there is no timer; empty where it runs. */
    Optional<String> start(Duration delay, List<String> command) {
        if (!isSystemd()) {
            return Optional.of("no systemd runs here");
        }
        stop();
        List<String> line = new ArrayList<>(List.of(
                "systemd-run",
                "--quiet",
                "--collect",
                "--unit=" + UNIT,
                "--description=vfnet: roll back an unconfirmed change",
                "--on-active=" + delay.toSeconds() + "s",
                "--on-unit-inactive=" + AGAIN_SECONDS + "s",
                "--timer-property=AccuracySec=1s",
                "--service-type=oneshot",
                "--"));
        line.addAll(command);
        DetachedProcess child = DetachedProcess.start(line, "");
        return switch (child.await(TIMEOUT)) {
            case Answer.Accepted() -> Optional.empty();
            case Answer.Refused(var _, String message) ->
                Optional.of("systemd-run failed: " + message.lines().findFirst().orElse("-"));
            case Answer.Blocked(long pid) -> {
                child.kill();
                yield Optional.of("systemd-run did not end within " + TIMEOUT.toSeconds() + " s");
            }
        };
    }

    void stop() {
        if (isSystemd()) {
            DetachedProcess child = DetachedProcess.start(List.of("systemctl", "stop", UNIT + ".timer"), "");
            if (child.await(TIMEOUT) instanceof Answer.Blocked) {
                child.kill();
            }
        }
    }

    private boolean isSystemd() {
        return Files.isDirectory(new HostPaths(sysroot).bootedBySystemd());
    }
}
