// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

import java.util.List;

/**
 * The result of an examination.
 *
 * @param findings the worst first; among equals those about the whole machine first, then in bus order
 * @param looked everything that was checked, in the order of the checks
 */
public record Report(List<Finding> findings, List<CheckCoverage> looked) {

    /** Copies what it is given. */
    public Report {
        findings = List.copyOf(findings);
        looked = List.copyOf(looked);
    }

    /**
     * {@return the number of findings of this severity}
     *
     * @param severity the severity
     */
    public int count(Severity severity) {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
