// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.List;
import vfnet.cli.syntax.CommandSpec.Parameter;
import vfnet.cli.syntax.CommandSpec.Parameters;

/** The commands of {@link CommandSpecs} that exchange with other tools and other hosts. */
final class ExchangeSpecs {
    static final CommandSpec IMPORT_FROM = new CommandSpec(
            "import",
            "Import the VF configuration of another tool.",
            List.of(Options.FROM, Options.NODE, Options.DRY_RUN, Options.JSON),
            Parameters.of(new Parameter("FILE|DIR", 0, 1, "What to read (default: where that tool reads its files).")),
            List.of(
                    "vfnet import --from link",
                    "vfnet import --from netplan /etc/netplan --dry-run",
                    "vfnet import --from sriov-operator policies.yaml --dry-run",
                    "vfnet import --from boot",
                    "vfnet import --from boot /etc/rc.local --dry-run",
                    "vfnet import --from vf.config /etc/vfnet/vf.config"));

    static final CommandSpec EXPORT = new CommandSpec(
            "export",
            "Export the saved configuration to another tool's format.",
            List.of(Options.TO, Options.OUTPUT, Options.NODE),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all saved ports).")),
            List.of(
                    "vfnet export --to link enp1s0f0",
                    "vfnet export --to link --output /etc/systemd/network",
                    "vfnet export --to proxmox",
                    "vfnet export --to device-plugin --output k8s"));

    static final CommandSpec METRICS = new CommandSpec(
            "metrics",
            "Print counters, drift and findings for Prometheus.",
            List.of(Options.METRICS_FILE),
            Parameters.of(),
            List.of("vfnet metrics", "vfnet metrics --output /var/lib/prometheus/node-exporter/vfnet.prom"));

    static final CommandSpec REPORT = new CommandSpec(
            "report",
            "Print what the documents of many hosts say together.",
            List.of(Options.JSON, Options.HTML),
            Parameters.of(new Parameter("FILE|DIR", 1, Integer.MAX_VALUE, "JSON of list and doctor, or snapshots.")),
            List.of("vfnet report fetched", "vfnet report host1.json host2.machine --html report.html"));

    static final CommandSpec CAPTURE = new CommandSpec(
            "capture",
            "Write a snapshot of this host, to examine it elsewhere.",
            List.of(Options.KEEP_ADDRESSES, Options.UNPACK),
            Parameters.of(new Parameter(
                    "FILE|DIR", 0, 1, "Where to write the snapshot (default: stdout), or the folder for --unpack.")),
            List.of(
                    "vfnet capture mine.machine",
                    "vfnet --sysroot mine.machine list",
                    "vfnet capture --unpack mine.machine mine"));

    private ExchangeSpecs() {}
}
