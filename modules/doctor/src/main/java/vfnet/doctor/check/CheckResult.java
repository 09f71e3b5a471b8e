// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.doctor.report.CheckCoverage;
import vfnet.doctor.report.Finding;

/** The result of one check: findings, and what it could or could not see. */
public final class CheckResult {
    private final List<Finding> findings = new ArrayList<>();
    private Optional<String> seen = Optional.empty();
    private Optional<String> unseen = Optional.empty();

    static CheckResult seen(String what) {
        CheckResult examined = new CheckResult();
        examined.seen = Optional.of(what);
        return examined;
    }

    static CheckResult unseen(String why) {
        return new CheckResult().and(why);
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    CheckResult with(Finding finding) {
        add(finding);
        return this;
    }

    /** What was seen, reported at the end of a check. */
    CheckResult saw(String what) {
        seen = Optional.of(what);
        return this;
    }

    /** Something could not be seen; the first reason is kept. */
    CheckResult and(String why) {
        unseen = unseen.or(() -> Optional.of(why));
        return this;
    }

    public List<Finding> findings() {
        return findings;
    }

    public CheckCoverage looked(String at) {
        return new CheckCoverage(at, seen, unseen);
    }
}
