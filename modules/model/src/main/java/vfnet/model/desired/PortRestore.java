// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.desired;

import java.time.Instant;
import java.util.Optional;
import vfnet.model.UtcTime;

/**
 * The last time that the saved VFs of a port were restored since the host started, or should have been.
 *
 * @param time when it ended, to the millisecond
 * @param trigger what asked for it
 * @param result what came of it
 * @param message why the port is not as saved, in one line; empty where it is
 */
public record PortRestore(Instant time, Trigger trigger, Result result, Optional<String> message) {

    /** What asked for it. */
    public enum Trigger {
        /** The boot service, or {@code vfnet boot}. */
        BOOT("boot", "at boot"),
        /** The restore service: the port's card or driver came back. */
        RETURN("return", "when its card or driver came back"),
        /** {@code vfnet apply}. */
        APPLY("apply", "by vfnet apply");

        private final String id;
        private final String text;

        Trigger(String id, String text) {
            this.id = id;
            this.text = text;
        }

        /** {@return its name in files and JSON documents, which never changes} */
        public String id() {
            return id;
        }

        /** {@return the words for people: {@code at boot}} */
        public String text() {
            return text;
        }
    }

    /** What came of it. */
    public enum Result {
        /** The port is as saved. */
        RESTORED("restored", "as saved"),
        /** All steps were done, and not all of it could be verified. */
        UNVERIFIED("unverified", "not fully verified"),
        /** The administrator wants it otherwise, so nothing was done. */
        LEFT_ALONE("left_alone", "left alone"),
        /** It is not as saved. */
        FAILED("failed", "failed");

        private final String id;
        private final String text;

        Result(String id, String text) {
            this.id = id;
            this.text = text;
        }

        /** {@return its name in files and JSON documents, which never changes} */
        public String id() {
            return id;
        }

        /** {@return the words for people: {@code as saved}} */
        public String text() {
            return text;
        }
    }

    /** {@return {@code 2026-11-29T04:34:08Z at boot, failed: is not there}} */
    public String describe() {
        return UtcTime.of(time) + " " + trigger.text() + ", " + result.text()
                + message.map(why -> ": " + why).orElse("");
    }
}
