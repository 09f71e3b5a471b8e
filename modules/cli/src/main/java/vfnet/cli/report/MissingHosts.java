// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hosts for which a question cannot be answered. */
final class MissingHosts {
    static final String LIST = "there is no document of vfnet list --json, and no snapshot";

    private final List<String> hosts = new ArrayList<>();
    private final String why;

    MissingHosts(String why) {
        this.why = why;
    }

    /** Whether the host has it. */
    boolean accept(String host, boolean has) {
        if (!has) {
            hosts.add(host);
        }
        return has;
    }

    Optional<ReportTable.Missing> missing() {
        return hosts.isEmpty() ? Optional.empty() : Optional.of(new ReportTable.Missing(hosts, why));
    }
}
