// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

/** The build cannot continue; the message is the one line that its reader needs. */
final class BuildFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BuildFailure(String message) {
        super(message);
    }
}
