// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import static org.junit.jupiter.api.Assertions.assertFalse;

/** Detects what must never reach a terminal. */
public final class Unfit {
    private Unfit() {}

    /** No control character but the newline: neither ASCII's, nor DEL, nor the ones from 0x80 to 0x9f. */
    public static void assertNone(String what, byte[] utf8) {
        for (int i = 0; i < utf8.length; i++) {
            int c = utf8[i] & 0xff;
            boolean c1 = c == 0xc2 && i + 1 < utf8.length && (utf8[i + 1] & 0xff) < 0xa0;
            assertFalse(
                    c < 0x20 && c != '\n' || c == 0x7f || c1,
                    what + " has a control character, byte " + Integer.toHexString(c) + " at offset " + i);
        }
    }

    /** In neither output of a command. */
    public static void assertNone(String what, Outcome outcome) {
        assertNone(what + ": stdout", outcome.stdout());
        assertNone(what + ": stderr", outcome.stderr());
    }
}
