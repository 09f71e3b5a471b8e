// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

/** One question put to the machine. */
public interface Check {

    /** What it looks at, as the report calls it. */
    String subject();

    /** Looks. What is not there to be looked at is said, and never taken for sound or broken. */
    CheckResult examine(DiagnosticContext context);
}
