// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import java.io.IOException;

/** What is to be saved contradicts itself or what is saved already; nothing was written. */
public final class ContradictionException extends IOException {
    private static final long serialVersionUID = 1;

    ContradictionException(String message) {
        super(message);
    }
}
