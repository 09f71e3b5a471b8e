// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

/** The version of this vfnet and its date; a test checks both against the POM. */
public final class Version {
    public static final String TEXT = "0.2.0-SNAPSHOT";

    /** The day of the release, for the manual. */
    public static final String DATE = "2026-01-01";

    /** What {@code vfnet --version} prints. */
    public static final String LINE = "vfnet " + TEXT + "\n";

    private Version() {}
}
