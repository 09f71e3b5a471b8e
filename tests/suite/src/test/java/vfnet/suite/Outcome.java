// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.suite;

import java.nio.charset.StandardCharsets;

/**
 * How a command line ended.
 *
 * @param status its exit status
 * @param stdout every byte of its stdout
 * @param stderr every byte of its stderr
 */
public record Outcome(int status, byte[] stdout, byte[] stderr) {

    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "status " + status + "\nstdout:\n" + out() + "stderr:\n" + err();
    }
}
