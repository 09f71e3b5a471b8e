// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import vfnet.apply.kernel.Answer;

/**
 * The time that systemd gives the service that this process belongs to. {@code systemd-notify} sends the message: Java
 * has no datagram sockets of the family AF_UNIX. The unit needs {@code NotifyAccess=all} for it.
 *
 * @param environment of this process; systemd sets {@code NOTIFY_SOCKET} where it listens (sd_notify(3))
 */
record ServiceTimeout(Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    boolean extend(Duration time) {
        if (environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty()) {
            return false;
        }
        DetachedProcess child =
                DetachedProcess.start(List.of("systemd-notify", "EXTEND_TIMEOUT_USEC=" + time.toNanos() / 1000), "");
        return switch (child.await(PATIENCE)) {
            case Answer.Accepted() -> true;
            case Answer.Refused _ -> false;
            case Answer.Blocked _ -> {
                child.kill();
                yield false;
            }
        };
    }
}
