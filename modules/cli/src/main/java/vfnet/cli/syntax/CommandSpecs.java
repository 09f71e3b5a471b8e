package vfnet.cli.syntax;

import java.util.List;
import java.util.Optional;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.CommandSpec.Option;
import vfnet.cli.syntax.CommandSpec.Parameter;
import vfnet.cli.syntax.CommandSpec.Parameters;

/** Every command of vfnet, declared once. */
public final class CommandSpecs {
    public static final Option SYSROOT = Option.valued("DIR|FILE",
            "Read the snapshot in this file or folder instead of this host; also VFNET_SYSROOT.", "--sysroot");
    public static final Option CONFIG = Option.valued("FILE",
            "The saved configuration (default: /etc/vfnet/config.json); also VFNET_CONFIG.", "--config");
    public static final Option DEBUG = Option.flag("Print a stack trace on errors.", "--debug");
    public static final Option HELP = Option.flag("Show help and exit.", "-h", "--help");
    public static final Option VERSION = Option.flag("Print the version and exit.", "-V", "--version");
    /** As vfnet 0.1 calls it; everywhere else -v means verbose, so it is accepted and not documented. */
    public static final String LEGACY_VERSION = "-v";

    /** Understood before and after every command's name. */
    public static final List<Option> GLOBAL_OPTIONS = List.of(SYSROOT, CONFIG, DEBUG, HELP, VERSION);

    public static final Option JSON = Option.flag("Print one JSON document, for jq and scripts.", "--json");
    public static final Option COLUMNS = Option.valued("COLUMN,...", "Show these columns, in this order; see the list below.",
            "-o", "--columns");
    public static final Option WIDE = Option.flag("Show every column.", "--wide");
    public static final Option NO_HEADER = Option.flag("Print rows without titles and column heads.", "--no-header");

    public static final CommandSpec LIST = new CommandSpec("list", "List network cards and their VFs (default command).",
            List.of(JSON, COLUMNS, WIDE, NO_HEADER),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE,
                    "Show only these ports and their VFs, or these VFs: interface names or altnames, PCI addresses, "
                            + "or VF labels.")),
            List.of("vfnet list enp1s0f0", "vfnet list -o vf_index,interface,mac_address 0000:01:00.0",
                    "vfnet list --json | jq -r '.virtual_functions[].pci_address'"));

    public static final Option FOR = Option.valued("proxmox|libvirt|qemu|incus",
            "Print the configuration that assigns the VF to a virtual machine.", "--for");
    static final CommandSpec SHOW = new CommandSpec("show", "Show details of one port or VF.", List.of(FOR, JSON),
            Parameters.of(new Parameter("PORT|VF|LABEL", 1, 1, "An interface name or altname, a PCI address, or a VF label.")),
            List.of("vfnet show enp1s0f0", "vfnet show 0000:02:10.4", "vfnet show opnsense-wan --for proxmox",
                    "vfnet show enp1s0f0v1 --json | jq .virtual_functions[].counters"));

    public static final Option KEEP_ADDRESSES = Option.flag("Keep MAC and IP addresses (default: replace them).",
            "--keep-addresses");
    public static final Option UNPACK = Option.valued("FILE", "Unpack the snapshot in FILE into the folder DIR.", "--unpack");

    static final CommandSpec CAPTURE = new CommandSpec("capture", "Write a snapshot of this host, to examine it elsewhere.",
            List.of(KEEP_ADDRESSES, UNPACK),
            Parameters.of(new Parameter("FILE|DIR", 0, 1,
                    "Where to write the snapshot (default: stdout), or the folder for --unpack.")),
            List.of("vfnet capture mine.machine", "vfnet --sysroot mine.machine list",
                    "vfnet capture --unpack mine.machine mine"));

    static final Parameter PORT = new Parameter("PORT", 1, 1, "The port: an interface name or altname, or a PCI address.");

    static final CommandSpec MAC = new CommandSpec("mac", "Print the MAC addresses of a port's VFs, also of VFs not created yet.",
            List.of(JSON, NO_HEADER),
            Parameters.of(PORT, new Parameter("N", 0, 1, "Number of VFs, from VF 0 (default: the maximum).")),
            List.of("vfnet mac enp1s0f0 4", "vfnet mac --json 0000:01:00.0 | jq -r '.addresses[].mac_address'"));

    public static final Option DRY_RUN = Option.flag("Show what would be done, and change nothing.", "--dry-run");
    public static final Option FORCE = Option.flag("Go on although VFs are in use that would be removed or bound again.",
            "--force");
    static final Option DRIVER = Option.valued("auto|vfio-pci|none",
            "Driver of the VFs: the kernel's choice, the one for VMs, or none (default: unchanged).", "--driver");
    public static final Option TIMEOUT = Option.valued("SECONDS", "Timeout for each step (default: 180).", "--timeout");

    private static final Parameters PORT_AND_NUMBER = Parameters.of(PORT,
            new Parameter("N", 1, 1, "Number of VFs; 0 removes all of them."));
    static final CommandSpec SET = new CommandSpec("set", "Set the number of VFs on a port; MAC addresses are stable.",
            List.of(DRY_RUN, FORCE, DRIVER, TIMEOUT, JSON), PORT_AND_NUMBER,
            List.of("vfnet set enp1s0f0 4", "vfnet set enp1s0f0 4 --dry-run",
                    "vfnet set 0000:01:00.0 8 --driver vfio-pci", "vfnet set enp1s0f0 0"));
    /** The other name that vfnet 0.1 has for it. */
    static final CommandSpec CREATE = new CommandSpec("create", "Same as set.", SET.options(), PORT_AND_NUMBER,
            List.of("vfnet create enp1s0f0 4"));

    public static final Option REMOVE = Option.valued("PORT", "Remove this port from the saved configuration.", "--remove");
    public static final Option IMPORT = Option.valued("FILE",
            "Import the ports of a vf.config of vfnet 0.1, with the current addresses of their VFs.", "--import");
    static final CommandSpec PERSIST = new CommandSpec("persist", "Save the current configuration; it is restored at boot.",
            List.of(REMOVE, IMPORT, DRY_RUN, JSON),
            Parameters.of(new Parameter("PORT", 0, 1, "The port (default: every port that can create VFs)."),
                    new Parameter("N", 0, 1, "Number of VFs to save (default: the current number).")),
            List.of("vfnet persist", "vfnet persist enp1s0f0", "vfnet persist enp1s0f0 4", "vfnet persist --remove enp1s0f0"));

    public static final Option FILE = Option.valued("FILE",
            "Apply this file instead of the saved configuration, in the same format; - for stdin.", "--file");
    public static final Option CONFIRM = Option.valued("TIME",
            "Roll back after this time (60s, 2m) unless 'vfnet confirm' is run; for the card that your SSH uses.",
            "--confirm");
    public static final Option FROM = Option.valued("vf.config|link|netplan",
            "The format to read: a vf.config of vfnet 0.1, .link files of systemd, or netplan.", "--from");
    static final CommandSpec IMPORT_FROM = new CommandSpec("import", "Import the VF configuration of another tool.",
            List.of(FROM, DRY_RUN, JSON),
            Parameters.of(new Parameter("FILE|DIR", 0, 1, "What to read (default: where that tool reads its files).")),
            List.of("vfnet import --from link", "vfnet import --from netplan /etc/netplan --dry-run",
                    "vfnet import --from vf.config /etc/vfnet/vf.config"));

    public static final Option TO = Option.valued("link|netplan|networkmanager",
            "The format to write: .link files of systemd, netplan, or NetworkManager profiles.", "--to");
    public static final Option OUTPUT = Option.valued("DIR|-", "The folder to write files to (default: -, stdout).", "--output");
    static final CommandSpec EXPORT = new CommandSpec("export", "Export the saved configuration to another tool's format.",
            List.of(TO, OUTPUT),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all saved ports).")),
            List.of("vfnet export --to link enp1s0f0", "vfnet export --to link --output /etc/systemd/network",
                    "vfnet export --to netplan"));

    static final CommandSpec APPLY = new CommandSpec("apply", "Apply the saved configuration.",
            List.of(FILE, CONFIRM, DRY_RUN, FORCE, TIMEOUT, JSON),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all saved ports).")),
            List.of("vfnet apply", "vfnet apply --dry-run", "vfnet apply --file wanted.json --confirm 60s",
                    "vfnet apply enp1s0f0 --json | jq .changed"));

    public static final Option EXPIRED = Option.flag("Roll back the change of a killed 'apply --confirm' once its time is over;"
            + " run by its timer.", Session.EXPIRED);
    static final CommandSpec CONFIRMATION = new CommandSpec("confirm", "Confirm a pending 'apply --confirm'.", List.of(EXPIRED),
            Parameters.of(), List.of("vfnet confirm"));

    public static final Option CHECK = Option.flag("Exit with 6 if there is any drift, for monitoring.", "--check");
    static final CommandSpec DIFF = new CommandSpec("diff", "Show differences between the live state and the saved configuration.",
            List.of(CHECK, JSON),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all).")),
            List.of("vfnet diff", "vfnet diff --check || echo drift"));

    public static final Option DEADLINE = Option.valued("SECONDS", "Total time to wait for ports and interfaces (default: 30).",
            "--deadline");
    /** A boot waits for less than a person does; it is read as {@link #TIMEOUT}. */
    static final Option BOOT_TIMEOUT = Option.valued("SECONDS", "Timeout for each step (default: 60).", TIMEOUT.key());
    static final CommandSpec BOOT = new CommandSpec("boot",
            "Restore the saved configuration at boot, waiting for late cards (for the boot service).",
            List.of(DEADLINE, BOOT_TIMEOUT, DRY_RUN), Parameters.of(), List.of("vfnet boot", "vfnet boot --deadline 60"));

    static final Option MAC_ADDRESS = Option.valued("ADDRESS|auto", "MAC address of the VF; auto for the generated one.",
            "--mac");
    static final Option VLAN = Option.valued("ID[:QOS[:802.1q|802.1ad]]|none",
            "VLAN of the VF, added and removed by the card.", "--vlan");
    static final Option SPOOF_CHECK = Option.valued("on|off", "Drop frames that the VF sends with another source address.",
            "--spoof-check");
    static final Option TRUST = Option.valued("on|off",
            "Allow the VF to change its MAC address and to enter promiscuous mode.", "--trust");
    static final Option LINK_STATE = Option.valued("auto|enable|disable", "Link state of the VF; auto follows the port.",
            "--link-state");
    static final Option MIN_RATE = Option.valued("MBIT", "Minimum transmit rate in Mbit/s; 0 = none.", "--min-rate");
    static final Option MAX_RATE = Option.valued("MBIT", "Maximum transmit rate in Mbit/s; 0 = unlimited.", "--max-rate");
    static final Option LABEL = Option.valued("NAME|none",
            "Label for the VF; saved in the configuration, accepted wherever a VF is expected.", "--label");
    public static final Option PERSIST_TOO = Option.flag("Save the change as well.", "--persist");
    static final CommandSpec VF = new CommandSpec("vf", "Configure single VFs: MAC address, VLAN, rates, driver, label.",
            List.of(MAC_ADDRESS, VLAN, SPOOF_CHECK, TRUST, LINK_STATE, MIN_RATE, MAX_RATE, DRIVER, LABEL, PERSIST_TOO,
                    DRY_RUN, FORCE, TIMEOUT, JSON),
            Parameters.of(new Parameter("PORT|VF", 1, 1,
                            "The port, or one VF by its interface, PCI address or label."),
                    new Parameter("INDEX|RANGE,...", 0, 1, "VFs of the port, by number: 2, 0-3 or 0-3,6.")),
            List.of("vfnet vf enp1s0f0 0-3 --vlan 100 --trust on", "vfnet vf enp1s0f0 2 --mac 02:00:00:00:00:01 --persist",
                    "vfnet vf enp1s0f0 0 --label opnsense-wan", "vfnet vf opnsense-wan --max-rate 1000"));

    public static final Option PREFIX = Option.valued("DIR", "Installation prefix (default: where this vfnet is installed,"
            + " else /usr/local).", "--prefix");
    public static final Option ROOT = Option.valued("DIR", "Work on the system in this folder instead of the running one.",
            "--root");
    public static final Option PURGE = Option.flag("Remove the saved configuration too.", "--purge");

    public static final Option VERBOSE = Option.flag("List every file.", "--verbose");

    public static final CommandSpec INSTALL = new CommandSpec("install", "Install vfnet and its boot service.",
            List.of(PREFIX, ROOT, DRY_RUN, VERBOSE, JSON), Parameters.of(),
            List.of("vfnet install", "vfnet install --dry-run", "vfnet install --prefix /mnt/tank/vfnet",
                    "vfnet install --root /mnt/image"));
    static final CommandSpec UNINSTALL = new CommandSpec("uninstall", "Remove what 'vfnet install' installed.",
            List.of(PREFIX, ROOT, PURGE, DRY_RUN, VERBOSE, JSON), Parameters.of(),
            List.of("vfnet uninstall", "vfnet uninstall --purge --dry-run"));

    public static final Option WRITE_RULE = Option.flag("Write a NetworkManager configuration file that makes it ignore VFs, and exit.",
            "--write-networkmanager-rule");

    static final CommandSpec DOCTOR = new CommandSpec("doctor",
            "Find out why VFs cannot be created or given to a VM; exit with 1 on an error.",
            List.of(JSON, WRITE_RULE),
            Parameters.of(new Parameter("PORT", 0, 1, "Check what concerns this port only.")),
            List.of("vfnet doctor", "vfnet doctor enp1s0f0", "vfnet doctor --json | jq -r '.findings[].what'"));

    public static final List<CommandSpec> ALL = List.of(LIST, SHOW, SET, CREATE, VF, PERSIST, APPLY, CONFIRMATION, DIFF, BOOT, MAC,
            IMPORT_FROM, EXPORT, CAPTURE, DOCTOR, INSTALL, UNINSTALL);

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
