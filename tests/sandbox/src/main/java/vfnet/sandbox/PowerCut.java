// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

/** The machine has no power: its programs are gone. No program can catch this, so it is an error. */
public final class PowerCut extends Error {
    private static final long serialVersionUID = 1;

    PowerCut(String after) {
        super("the power failed after " + after);
    }
}
