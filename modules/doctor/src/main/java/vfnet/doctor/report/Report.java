// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

import java.util.List;

/**
 * What an examination gave.
 *
 * @param findings the worst first; among equals those about the whole machine first, then in bus order
 * @param looked everything that was looked at, in the order of the checks
 */
public record Report(List<Finding> findings, List<CheckCoverage> looked) {

    /** Keeps copies of what it is given. */
    public Report {
        findings = List.copyOf(findings);
        looked = List.copyOf(looked);
    }

    /**
     * {@return how many findings are as bad as that}
     *
     * @param severity how bad
     */
    public int count(Severity severity) {
        return (int) findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
