// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.io.IOException;

/** A text that is not a snapshot, or one whose links or names lead out of it. */
public final class MachineFormatException extends IOException {
    private static final long serialVersionUID = 1;

    MachineFormatException(String message) {
        super(message);
    }

    MachineFormatException atLine(int line) {
        return new MachineFormatException("line " + line + ": " + getMessage());
    }
}
