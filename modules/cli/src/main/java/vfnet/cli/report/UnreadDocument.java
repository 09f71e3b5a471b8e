// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

/** A file that is no document for a report; with the reason. */
final class UnreadDocument extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    UnreadDocument(String why, Exception cause) {
        super(why, cause);
        this.why = why;
    }

    UnreadDocument(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
