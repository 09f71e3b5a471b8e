package vfnet.cli;

import java.util.List;
import java.util.Optional;
import vfnet.cli.Syntax.Option;
import vfnet.cli.Syntax.Parameter;
import vfnet.cli.Syntax.Parameters;

/** Every command of vfnet, declared once. */
final class Commands {
    static final Option SYSROOT = Option.valued("DIR|FILE",
            "Look at the captured machine in this folder or file instead of this host; also VFNET_SYSROOT.", "--sysroot");
    static final Option CONFIG = Option.valued("FILE",
            "The saved configuration (default: /etc/vfnet/config.json); also VFNET_CONFIG.", "--config");
    static final Option DEBUG = Option.flag("After an error also print where in the program it came from.", "--debug");
    static final Option HELP = Option.flag("Explain vfnet, or the command, and exit.", "-h", "--help");
    static final Option VERSION = Option.flag("Print the version and exit.", "-v", "-V", "--version");

    /** Understood before and after every command's name. */
    static final List<Option> GLOBAL_OPTIONS = List.of(SYSROOT, CONFIG, DEBUG, HELP, VERSION);

    static final Option JSON = Option.flag("Print one JSON document, for jq and scripts.", "--json");
    static final Option COLUMNS = Option.valued("COLUMN,...", "Show these columns, in this order; the names stand below.",
            "-o", "--columns");
    static final Option WIDE = Option.flag("Show every column.", "--wide");
    static final Option NO_HEADER = Option.flag("Print rows alone, without titles and heads.", "--no-header");

    static final Syntax LIST = new Syntax("list", "Show the network cards and their VFs (the default command).",
            List.of(JSON, COLUMNS, WIDE, NO_HEADER),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE,
                    "Show only these ports and their VFs, or these VFs: interface names (altnames too), PCI addresses, or "
                            + "VFs' labels.")),
            List.of("vfnet list enp1s0f0", "vfnet list -o vf_index,interface,mac_address 0000:01:00.0",
                    "vfnet list --json | jq -r '.virtual_functions[].pci_address'"));

    static final Option FOR = Option.valued("proxmox|libvirt|qemu|incus",
            "Print the lines that give the VF to a virtual machine there.", "--for");
    static final Syntax SHOW = new Syntax("show", "Show everything about one port or VF.", List.of(FOR, JSON),
            Parameters.of(new Parameter("PORT|VF|LABEL", 1, 1, "An interface's name (or altname), a PCI address, or a VF's label.")),
            List.of("vfnet show enp1s0f0", "vfnet show 0000:02:10.4", "vfnet show opnsense-wan --for proxmox",
                    "vfnet show enp1s0f0v1 --json | jq .virtual_functions[].counters"));

    static final Option KEEP_ADDRESSES = Option.flag("Keep the MAC and IP addresses, which are replaced otherwise.",
            "--keep-addresses");
    static final Option UNPACK = Option.valued("FILE", "Make a folder DIR of the captured machine in FILE.", "--unpack");

    static final Syntax CAPTURE = new Syntax("capture", "Write this machine as a text file, to look at it elsewhere.",
            List.of(KEEP_ADDRESSES, UNPACK),
            Parameters.of(new Parameter("FILE|DIR", 0, 1,
                    "Where to write the capture (default: stdout), or the folder for --unpack.")),
            List.of("vfnet capture mine.machine", "vfnet --sysroot mine.machine list",
                    "vfnet capture --unpack mine.machine mine"));

    static final Parameter PORT = new Parameter("PORT", 1, 1, "The port: its interface's name (or altname) or its PCI address.");

    static final Syntax MAC = new Syntax("mac", "Print the MAC addresses that a port's VFs have, or will have once made.",
            List.of(JSON, NO_HEADER),
            Parameters.of(PORT, new Parameter("N", 0, 1, "How many VFs, from VF 0 on (default: all it can make).")),
            List.of("vfnet mac enp1s0f0 4", "vfnet mac --json 0000:01:00.0 | jq -r '.addresses[].mac_address'"));

    static final Option DRY_RUN = Option.flag("Show what would be done, and do nothing.", "--dry-run");
    static final Option FORCE = Option.flag("Go on although VMs, containers or addresses use VFs that this takes away.",
            "--force");
    static final Option DRIVER = Option.valued("auto|vfio-pci|none",
            "What drives the VFs: the kernel's choice, the driver for VMs, or nothing (default: as each was).", "--driver");
    static final Option TIMEOUT = Option.valued("SECONDS", "How long one step may take (default 180).", "--timeout");

    private static final Parameters PORT_AND_NUMBER = Parameters.of(PORT,
            new Parameter("N", 1, 1, "How many VFs it shall have; 0 removes them."));
    static final Syntax SET = new Syntax("set", "Give a port this many VFs, with addresses that stay.",
            List.of(DRY_RUN, FORCE, DRIVER, TIMEOUT, JSON), PORT_AND_NUMBER,
            List.of("vfnet set enp1s0f0 4", "vfnet set enp1s0f0 4 --dry-run",
                    "vfnet set 0000:01:00.0 8 --driver vfio-pci", "vfnet set enp1s0f0 0"));
    /** The predecessor's other name for it. */
    static final Syntax CREATE = new Syntax("create", "The same as set.", SET.options(), PORT_AND_NUMBER,
            List.of("vfnet create enp1s0f0 4"));

    static final Option REMOVE = Option.valued("PORT", "Forget this port.", "--remove");
    static final Option IMPORT = Option.valued("FILE",
            "Take over the ports of vfnet 0.1's vf.config, with the addresses that they have now.", "--import");
    static final Syntax PERSIST = new Syntax("persist", "Save how ports are, so that they are so again after every start.",
            List.of(REMOVE, IMPORT, DRY_RUN, JSON),
            Parameters.of(new Parameter("PORT", 0, 1, "The port (default: every port that can make VFs)."),
                    new Parameter("N", 0, 1, "How many VFs it shall have (default: as many as it has).")),
            List.of("vfnet persist", "vfnet persist enp1s0f0", "vfnet persist enp1s0f0 4", "vfnet persist --remove enp1s0f0"));

    static final Option FILE = Option.valued("FILE",
            "Bring ports to what this file says, in the form of the saved configuration; - for stdin.", "--file");
    static final Option CONFIRM = Option.valued("TIME",
            "Roll back after this time (60s, 2m) unless 'vfnet confirm' is run: for the card that carries your own SSH.",
            "--confirm");
    static final Option FROM = Option.valued("vf.config|link|netplan",
            "Whose files: vfnet 0.1's vf.config, systemd's .link files, or netplan's.", "--from");
    static final Syntax IMPORT_FROM = new Syntax("import", "Save what another tool had: VFs, their addresses and settings.",
            List.of(FROM, DRY_RUN, JSON),
            Parameters.of(new Parameter("FILE|DIR", 0, 1, "What to read (default: where that tool has its files in /etc).")),
            List.of("vfnet import --from link", "vfnet import --from netplan /etc/netplan --dry-run",
                    "vfnet import --from vf.config /etc/vfnet/vf.config"));

    static final Option TO = Option.valued("link|netplan|networkmanager",
            "Whose format: systemd's .link files, netplan's YAML, or NetworkManager's profiles.", "--to");
    static final Option OUTPUT = Option.valued("DIR|-", "The folder to write files into (default: -, stdout).", "--output");
    static final Syntax EXPORT = new Syntax("export", "Write what is saved in another tool's format.", List.of(TO, OUTPUT),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all that are saved).")),
            List.of("vfnet export --to link enp1s0f0", "vfnet export --to link --output /etc/systemd/network",
                    "vfnet export --to netplan"));

    static final Syntax APPLY = new Syntax("apply", "Bring ports to what is saved for them.",
            List.of(FILE, CONFIRM, DRY_RUN, FORCE, TIMEOUT, JSON),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all that are saved).")),
            List.of("vfnet apply", "vfnet apply --dry-run", "vfnet apply --file wanted.json --confirm 60s", "vfnet apply enp1s0f0 --json | jq .changed"));

    static final Option EXPIRED = Option.flag("Roll back the change of an 'apply --confirm' that was killed, once its time is over;"
            + " its timer runs this.", "--expired");
    static final Syntax CONFIRMATION = new Syntax("confirm", "Confirm a pending 'apply --confirm'.", List.of(EXPIRED),
            Parameters.of(), List.of("vfnet confirm"));

    static final Option CHECK = Option.flag("End with 6 when something is not as saved, for monitoring.", "--check");
    static final Syntax DIFF = new Syntax("diff", "Show in what ports are not as saved.", List.of(CHECK, JSON),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE, "Only these ports (default: all).")),
            List.of("vfnet diff", "vfnet diff --check || echo drift"));

    static final Option DEADLINE = Option.valued("SECONDS", "How long to wait for ports and interfaces in all (default 30).",
            "--deadline");
    static final Syntax BOOT = new Syntax("boot", "What the boot service runs: apply, unattended, waiting for late cards.",
            List.of(DEADLINE, TIMEOUT, DRY_RUN), Parameters.of(), List.of("vfnet boot", "vfnet boot --deadline 60"));

    static final Option MAC_ADDRESS = Option.valued("ADDRESS|auto", "The VF's MAC address: this one, or the generated one.", "--mac");
    static final Option VLAN = Option.valued("ID[:QOS[:802.1q|802.1ad]]|none", "The VLAN that the port puts the VF into.", "--vlan");
    static final Option SPOOF_CHECK = Option.valued("on|off", "Whether frames with another source address are dropped.",
            "--spoof-check");
    static final Option TRUST = Option.valued("on|off", "Whether the VF may change its address and go promiscuous.", "--trust");
    static final Option LINK_STATE = Option.valued("auto|enable|disable", "Whether the VF's link follows the port's.",
            "--link-state");
    static final Option MIN_RATE = Option.valued("MBIT", "Guaranteed rate in Mbit/s; 0 for none.", "--min-rate");
    static final Option MAX_RATE = Option.valued("MBIT", "Greatest rate in Mbit/s; 0 for no bound.", "--max-rate");
    static final Option LABEL = Option.valued("NAME|none",
            "Call the VF so; lives in the saved configuration alone, and stands for the VF in every command.", "--label");
    static final Option PERSIST_TOO = Option.flag("Also save what is set.", "--persist");
    static final Syntax VF = new Syntax("vf", "Set single VFs: address, VLAN, rates, driver, label.",
            List.of(MAC_ADDRESS, VLAN, SPOOF_CHECK, TRUST, LINK_STATE, MIN_RATE, MAX_RATE, DRIVER, LABEL, PERSIST_TOO,
                    DRY_RUN, FORCE, TIMEOUT, JSON),
            Parameters.of(new Parameter("PORT|VF", 1, 1,
                            "The port; or the VF itself by its interface, PCI address or label."),
                    new Parameter("INDEX|RANGE,...", 0, 1, "Which VFs of the port: 2, 0-3 or 0-3,6.")),
            List.of("vfnet vf enp1s0f0 0-3 --vlan 100 --trust on", "vfnet vf enp1s0f0 2 --mac 02:00:00:00:00:01 --persist",
                    "vfnet vf enp1s0f0 0 --label opnsense-wan", "vfnet vf opnsense-wan --max-rate 1000"));

    static final Option PREFIX = Option.valued("DIR", "The folder that it lies in (default: where this vfnet is installed,"
            + " else /usr/local).", "--prefix");
    static final Option ROOT = Option.valued("DIR", "Work on the system in this folder, and not on the one that runs.",
            "--root");
    static final Option PURGE = Option.flag("Remove the saved configuration too.", "--purge");

    static final Syntax INSTALL = new Syntax("install", "Put vfnet into the PATH, and have it restore the VFs at boot.",
            List.of(PREFIX, ROOT, DRY_RUN, JSON), Parameters.of(),
            List.of("vfnet install", "vfnet install --dry-run", "vfnet install --prefix /mnt/tank/vfnet",
                    "vfnet install --root /mnt/image"));
    static final Syntax UNINSTALL = new Syntax("uninstall", "Take back what install has put there.",
            List.of(PREFIX, ROOT, PURGE, DRY_RUN, JSON), Parameters.of(),
            List.of("vfnet uninstall", "vfnet uninstall --purge --dry-run"));

    static final Option WRITE_RULE = Option.flag("Write the file that makes NetworkManager leave VFs alone, and do nothing else.",
            "--write-networkmanager-rule");

    static final Syntax DOCTOR = new Syntax("doctor", "Find why VFs cannot be made or given to a VM; status 1 if something is.",
            List.of(JSON, WRITE_RULE),
            Parameters.of(new Parameter("PORT", 0, 1, "Look at this port alone, from which VFs are wanted.")),
            List.of("vfnet doctor", "vfnet doctor enp1s0f0", "vfnet doctor --json | jq -r '.findings[].what'"));

    static final List<Syntax> ALL = List.of(LIST, SHOW, SET, CREATE, VF, PERSIST, APPLY, CONFIRMATION, DIFF, BOOT, MAC,
            IMPORT_FROM, EXPORT, CAPTURE, DOCTOR, INSTALL, UNINSTALL);

    private Commands() {}

    static Optional<Syntax> named(String name) {
        for (Syntax syntax : ALL) {
            if (syntax.name().equals(name)) {
                return Optional.of(syntax);
            }
        }
        return Optional.empty();
    }
}
