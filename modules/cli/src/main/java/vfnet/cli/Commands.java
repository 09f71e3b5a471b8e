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
    static final Option DEBUG = Option.flag("After an error also print where in the program it came from.", "--debug");
    static final Option HELP = Option.flag("Explain vfnet, or the command, and exit.", "-h", "--help");
    static final Option VERSION = Option.flag("Print the version and exit.", "-v", "-V", "--version");

    /** Understood before and after every command's name. */
    static final List<Option> GLOBAL_OPTIONS = List.of(SYSROOT, DEBUG, HELP, VERSION);

    static final Option JSON = Option.flag("Print one JSON document, for jq and scripts.", "--json");
    static final Option COLUMNS = Option.valued("COLUMN,...", "Show these columns, in this order; the names stand below.",
            "-o", "--columns");
    static final Option WIDE = Option.flag("Show every column.", "--wide");
    static final Option NO_HEADER = Option.flag("Print rows alone, without titles and heads.", "--no-header");

    static final Syntax LIST = new Syntax("list", "Show the network cards and their VFs (the default command).",
            List.of(JSON, COLUMNS, WIDE, NO_HEADER),
            Parameters.of(new Parameter("PORT", 0, Integer.MAX_VALUE,
                    "Show only these ports and their VFs: interface names or PCI addresses.")),
            List.of("vfnet list enp1s0f0", "vfnet list -o vf_index,interface,mac_address 0000:01:00.0",
                    "vfnet list --json | jq -r '.virtual_functions[].pci_address'"));

    static final Option KEEP_ADDRESSES = Option.flag("Keep the MAC and IP addresses, which are replaced otherwise.",
            "--keep-addresses");
    static final Option UNPACK = Option.valued("FILE", "Make a folder DIR of the captured machine in FILE.", "--unpack");

    static final Syntax CAPTURE = new Syntax("capture", "Write this machine as a text file, to look at it elsewhere.",
            List.of(KEEP_ADDRESSES, UNPACK),
            Parameters.of(new Parameter("FILE|DIR", 0, 1,
                    "Where to write the capture (default: stdout), or the folder for --unpack.")),
            List.of("vfnet capture mine.machine", "vfnet --sysroot mine.machine list",
                    "vfnet capture --unpack mine.machine mine"));

    static final Parameter PORT = new Parameter("PORT", 1, 1, "The port: its interface's name or its PCI address.");

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

    static final Option WRITE_RULE = Option.flag("Write the file that makes NetworkManager leave VFs alone, and do nothing else.",
            "--write-networkmanager-rule");

    static final Syntax DOCTOR = new Syntax("doctor", "Find why VFs cannot be made or given to a VM; status 1 if something is.",
            List.of(JSON, WRITE_RULE),
            Parameters.of(new Parameter("PORT", 0, 1, "Look at this port alone, from which VFs are wanted.")),
            List.of("vfnet doctor", "vfnet doctor enp1s0f0", "vfnet doctor --json | jq -r '.findings[].what'"));

    static final List<Syntax> ALL = List.of(LIST, SET, CREATE, MAC, CAPTURE, DOCTOR);

    private Commands() {}

    static Optional<Syntax> named(String name) {
        for (Syntax syntax : ALL) {
            if (syntax.name().equals(name)) {
                return Optional.of(syntax);
            }
        }
        return Optional.empty();
    }

    /** A class is loaded only when its command is called. */
    static Command of(Syntax syntax) {
        return switch (syntax.name()) {
            case "list" -> new ListCommand();
            case "mac" -> new MacCommand();
            case "set", "create" -> new SetCommand();
            case "capture" -> new CaptureCommand();
            case "doctor" -> new DoctorCommand();
            default -> throw new IllegalArgumentException("no command '" + syntax.name() + "'");
        };
    }
}
