// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

/** The folder that was given as a machine's root is not one. */
public final class InvalidSysrootException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidSysrootException(String message) {
        super(message);
    }
}
