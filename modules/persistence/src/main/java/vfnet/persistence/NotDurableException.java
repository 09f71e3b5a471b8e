// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;

/** The configuration is written, but the disk did not confirm it: after a power failure it may be the former one. */
public final class NotDurableException extends IOException {
    private static final long serialVersionUID = 1;

    NotDurableException(IOException why) {
        super(why.getMessage(), why);
    }
}
