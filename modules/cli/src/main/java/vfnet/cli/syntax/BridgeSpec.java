// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.List;
import vfnet.cli.syntax.CommandSpec.Parameter;
import vfnet.cli.syntax.CommandSpec.Parameters;

/** The declaration of {@code bridge}, the one command that is several. */
final class BridgeSpec {

    static final CommandSpec BRIDGE = new CommandSpec(
            "bridge",
            "Let VFs reach what is behind a bridge on their port.",
            List.of(Options.DRY_RUN, Options.TIMEOUT, Options.JSON),
            Parameters.of(
                    new Parameter(
                            "status|sync|clear|watch",
                            1,
                            1,
                            "Show the addresses behind bridges, register them, remove what was registered, or keep in"
                                    + " line until interrupted (for the bridge service)."),
                    new Parameter(
                            "PORT",
                            0,
                            Integer.MAX_VALUE,
                            "Only these ports (default: all with a bridge over them; watch: those saved with"
                                    + " --bridge-sync).")),
            List.of(
                    "vfnet bridge status",
                    "vfnet bridge sync enp1s0f0 --dry-run",
                    "vfnet bridge sync",
                    "vfnet bridge watch enp1s0f0",
                    "vfnet bridge status --json | jq -r '.ports[].addresses[] | select(.state == \"missing\")'"));

    private BridgeSpec() {}
}
