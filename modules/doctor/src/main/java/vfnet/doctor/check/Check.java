// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

/** One check of the machine. */
public interface Check {

    /** What it checks, as the report calls it. */
    String subject();

    /** Runs the check. What cannot be seen is reported, and never taken for sound or broken. */
    CheckResult examine(DiagnosticContext context);
}
