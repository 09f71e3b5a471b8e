// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.List;
import java.util.Optional;
import vfnet.cli.syntax.CommandSpec.Parameter;
import vfnet.cli.syntax.CommandSpec.Parameters;

/** Every command of vfnet, declared once. */
public final class CommandSpecs {

    public static final CommandSpec LIST = new CommandSpec(
            "list",
            "List network cards and their VFs (default command).",
            List.of(Options.JSON, Options.COLUMNS, Options.WIDE, Options.NO_HEADER),
            Parameters.of(new Parameter(
                    "PORT",
                    0,
                    Integer.MAX_VALUE,
                    "Show only these ports and their VFs, or these VFs: interface names or altnames, PCI addresses, "
                            + "or VF labels.")),
            List.of(
                    "vfnet list enp1s0f0",
                    "vfnet list -o vf_index,interface,mac_address 0000:01:00.0",
                    "vfnet list --json | jq -r '.virtual_functions[].pci_address'"));

    static final CommandSpec SHOW = new CommandSpec(
            "show",
            "Show details of one port or VF.",
            List.of(Options.FOR, Options.MAPPING, Options.NODE, Options.JSON),
            Parameters.of(new Parameter(
                    "PORT|VF|LABEL", 1, 1, "An interface name or altname, a PCI address, or a VF label.")),
            List.of(
                    "vfnet show enp1s0f0",
                    "vfnet show 0000:02:10.4",
                    "vfnet show opnsense-wan --for proxmox",
                    "vfnet show opnsense-wan --for proxmox --mapping",
                    "vfnet show enp1s0f0v1 --json | jq .virtual_functions[].counters"));

    static final Parameter PORT =
            new Parameter("PORT", 1, 1, "The port: an interface name or altname, or a PCI address.");

    static final CommandSpec MAC = new CommandSpec(
            "mac",
            "Print the MAC addresses of a port's VFs, also of VFs not created yet.",
            List.of(Options.SCHEME, Options.JSON, Options.NO_HEADER),
            Parameters.of(PORT, new Parameter("N", 0, 1, "Number of VFs, from VF 0 (default: the maximum).")),
            List.of(
                    "vfnet mac enp1s0f0 4",
                    "vfnet mac enp1s0f0 4 --scheme 0.1",
                    "vfnet mac --json 0000:01:00.0 | jq -r '.addresses[].mac_address'"));

    private static final Parameters PORT_AND_NUMBER = Parameters.of(
            PORT, new Parameter("N", 0, 1, "Number of VFs; 0 removes all of them. Without it, the port is shown."));
    static final CommandSpec SET = new CommandSpec(
            "set",
            "Set the number of VFs on a port; MAC addresses are stable.",
            List.of(Options.DRY_RUN, Options.FORCE, Options.DRIVER, Options.TIMEOUT, Options.JSON),
            PORT_AND_NUMBER,
            List.of(
                    "vfnet set enp1s0f0 4", "vfnet set enp1s0f0 4 --dry-run",
                    "vfnet set 0000:01:00.0 8 --driver vfio-pci", "vfnet set enp1s0f0 0"));
    /** The other name that vfnet 0.1 has for it. */
    static final CommandSpec CREATE = new CommandSpec(
            "create", "Same as set.", SET.options(), PORT_AND_NUMBER, List.of("vfnet create enp1s0f0 4"));

    static final CommandSpec ESWITCH = new CommandSpec(
            "eswitch",
            "Set the mode of the switch in a port's card.",
            List.of(Options.DRY_RUN, Options.FORCE, Options.TIMEOUT, Options.JSON),
            Parameters.of(
                    PORT,
                    new Parameter(
                            "legacy|switchdev",
                            1,
                            1,
                            "legacy: the card switches by MAC address and VLAN. switchdev: rules over representors"
                                    + " decide.")),
            List.of(
                    "vfnet eswitch enp1s0f0 switchdev --dry-run",
                    "vfnet eswitch enp1s0f0 switchdev",
                    "vfnet eswitch 0000:01:00.0 legacy"));

    static final CommandSpec PERSIST = new CommandSpec(
            "persist",
            "Save the current configuration; it is restored at boot.",
            Options.OF_PERSIST,
            Parameters.of(
                    new Parameter("PORT", 0, 1, "The port (default: every port that can create VFs)."),
                    new Parameter("N", 0, 1, "Number of VFs to save (default: the current number).")),
            List.of(
                    "vfnet persist",
                    "vfnet persist enp1s0f0",
                    "vfnet persist enp1s0f0 4",
                    "vfnet persist enp1s0f0 --no-restore",
                    "vfnet persist --remove enp1s0f0"));

    static final CommandSpec APPLY = new CommandSpec(
            "apply",
            "Apply the saved configuration.",
            List.of(Options.FILE, Options.CONFIRM, Options.DRY_RUN, Options.FORCE, Options.TIMEOUT, Options.JSON),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all saved ports).")),
            List.of(
                    "vfnet apply",
                    "vfnet apply --dry-run",
                    "vfnet apply --file wanted.json --confirm 60s",
                    "vfnet apply enp1s0f0 --json | jq .changed"));

    static final CommandSpec CONFIRMATION = new CommandSpec(
            "confirm",
            "Confirm a pending 'apply --confirm'.",
            List.of(Options.EXPIRED),
            Parameters.of(),
            List.of("vfnet confirm"));

    static final CommandSpec DIFF = new CommandSpec(
            "diff",
            "Show differences between the live state and the saved configuration.",
            List.of(Options.CHECK, Options.JSON),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all).")),
            List.of("vfnet diff", "vfnet diff --check || echo drift"));

    static final CommandSpec BOOT = new CommandSpec(
            "boot",
            "Restore the saved configuration at boot, waiting for late cards (for the boot service).",
            List.of(Options.DEADLINE, Options.BOOT_TIMEOUT, Options.DRY_RUN),
            Parameters.of(new Parameter(
                    "PCI-ADDRESS",
                    0,
                    1,
                    "Restore only this PF, which has come back (for the restore service; default: all).")),
            List.of("vfnet boot", "vfnet boot --deadline 60", "vfnet boot 0000:01:00.0"));

    static final CommandSpec VF = new CommandSpec(
            "vf",
            "Configure single VFs: MAC address, VLAN, rates, driver, label.",
            List.of(
                    Options.MAC_ADDRESS,
                    Options.NODE_GUID,
                    Options.PORT_GUID,
                    Options.VLAN,
                    Options.SPOOF_CHECK,
                    Options.TRUST,
                    Options.LINK_STATE,
                    Options.MIN_RATE,
                    Options.MAX_RATE,
                    Options.DRIVER,
                    Options.LABEL,
                    Options.PERSIST_TOO,
                    Options.DRY_RUN,
                    Options.FORCE,
                    Options.TIMEOUT,
                    Options.JSON),
            Parameters.of(
                    new Parameter("PORT|VF", 1, 1, "The port, or one VF by its interface, PCI address or label."),
                    new Parameter("INDEX|RANGE,...", 0, 1, "VFs of the port, by number: 2, 0-3 or 0-3,6.")),
            List.of(
                    "vfnet vf enp1s0f0 0-3 --vlan 100 --trust on",
                            "vfnet vf enp1s0f0 2 --mac 02:00:00:00:00:01 --persist",
                    "vfnet vf enp1s0f0 0 --label opnsense-wan", "vfnet vf opnsense-wan --max-rate 1000"));

    public static final CommandSpec INSTALL = new CommandSpec(
            "install",
            "Install vfnet and its boot service.",
            List.of(Options.PREFIX, Options.ROOT, Options.DRY_RUN, Options.VERBOSE, Options.JSON),
            Parameters.of(),
            List.of(
                    "vfnet install",
                    "vfnet install --dry-run",
                    "vfnet install --prefix /mnt/tank/vfnet",
                    "vfnet install --root /mnt/image"));
    static final CommandSpec UNINSTALL = new CommandSpec(
            "uninstall",
            "Remove what 'vfnet install' installed.",
            List.of(Options.PREFIX, Options.ROOT, Options.PURGE, Options.DRY_RUN, Options.VERBOSE, Options.JSON),
            Parameters.of(),
            List.of("vfnet uninstall", "vfnet uninstall --purge --dry-run"));

    static final CommandSpec DOCTOR = new CommandSpec(
            "doctor",
            "Find out why VFs cannot be created or given to a VM; exit with 1 on an error.",
            List.of(Options.JSON, Options.WRITE_RULE),
            Parameters.of(new Parameter("PORT", 0, 1, "Check what concerns this port only.")),
            List.of("vfnet doctor", "vfnet doctor enp1s0f0", "vfnet doctor --json | jq -r '.findings[].what'"));

    private static final Parameters PORTS_AND_VFS = Parameters.of(new Parameter(
            "PORT|VF", 0, Integer.MAX_VALUE, "Only these ports with their VFs, or these VFs (default: all)."));
    static final CommandSpec TREE = new CommandSpec(
            "tree",
            "Show cards, ports, VFs and who uses them as a tree.",
            List.of(Options.WIDE, Options.JSON, Options.SVG, Options.DOT),
            PORTS_AND_VFS,
            List.of("vfnet tree", "vfnet tree enp1s0f0", "vfnet tree --svg card.svg", "vfnet tree --dot | dot -Tpng"));

    static final CommandSpec WATCH = new CommandSpec(
            "watch",
            "Show the traffic of ports and VFs, refreshed in place.",
            List.of(Options.INTERVAL, Options.COUNT, Options.JSON_LINES),
            PORTS_AND_VFS,
            List.of("vfnet watch", "vfnet watch enp1s0f0 --interval 5", "vfnet watch --json --count 60 > a.jsonl"));

    public static final List<CommandSpec> ALL = List.of(
            LIST,
            TREE,
            WATCH,
            ExchangeSpecs.METRICS,
            ExchangeSpecs.REPORT,
            SHOW,
            SET,
            CREATE,
            VF,
            BridgeSpec.BRIDGE,
            ESWITCH,
            PERSIST,
            APPLY,
            CONFIRMATION,
            DIFF,
            BOOT,
            MAC,
            ExchangeSpecs.IMPORT_FROM,
            ExchangeSpecs.EXPORT,
            ExchangeSpecs.CAPTURE,
            DOCTOR,
            INSTALL,
            UNINSTALL);

    private CommandSpecs() {}

    public static Optional<CommandSpec> named(String name) {
        for (CommandSpec syntax : ALL) {
            if (syntax.name().equals(name)) {
                return Optional.of(syntax);
            }
        }
        return Optional.empty();
    }
}
