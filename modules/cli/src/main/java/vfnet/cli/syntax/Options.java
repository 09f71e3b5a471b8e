// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.List;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.CommandSpec.Option;

/** Every option of vfnet's commands, declared once. */
public final class Options {
    public static final Option SYSROOT = Option.valued(
            "DIR|FILE",
            "Read the snapshot in this file or folder instead of this host; also VFNET_SYSROOT.",
            "--sysroot");
    public static final Option CONFIG = Option.valued(
            "FILE", "The saved configuration (default: /etc/vfnet/config.json); also VFNET_CONFIG.", "--config");
    public static final Option DEBUG = Option.flag("Print a stack trace on errors.", "--debug");
    public static final Option COLOR = Option.valued(
            "auto|always|never", "Colours on a terminal (default: auto); also NO_COLOR and CLICOLOR_FORCE.", "--color");
    public static final Option HELP = Option.flag("Show help and exit.", "-h", "--help");
    public static final Option VERSION = Option.flag("Print the version and exit.", "-V", "--version");
    /** Its name in vfnet 0.1; everywhere else -v means verbose, so it is accepted and not documented. */
    public static final String LEGACY_VERSION = "-v";
    /** Accepted before and after every command's name. */
    public static final List<Option> GLOBAL_OPTIONS = List.of(SYSROOT, CONFIG, COLOR, DEBUG, HELP, VERSION);

    public static final Option JSON = Option.flag("Print one JSON document, for jq and scripts.", "--json");
    static final Option JSON_LINES =
            Option.flag("Print one line of JSON per interval, for jq and scripts.", JSON.key());
    public static final Option COLUMNS =
            Option.valued("COLUMN,...", "Show these columns, in this order; see the list below.", "-o", "--columns");
    public static final Option WIDE = Option.flag("Show every column.", "--wide");
    public static final Option NO_HEADER = Option.flag("Print rows without titles and column heads.", "--no-header");
    public static final Option SVG =
            Option.valued("FILE", "Draw the tree as a picture (SVG) into FILE; - for stdout.", "--svg");
    public static final Option DOT = Option.flag("Print the tree as a graph for Graphviz.", "--dot");
    public static final Option INTERVAL =
            Option.valued("SECONDS", "Time between two readings, 1 to 3600 (default: 1).", "--interval");
    public static final Option COUNT =
            Option.valued("N", "End after N intervals (default: when q is pressed).", "--count");
    public static final Option FOR = Option.valued(
            "proxmox|libvirt|qemu|incus", "Print the configuration that assigns the VF to a virtual machine.", "--for");
    public static final Option MAPPING = Option.flag(
            "With --for proxmox: assign it by a PCI resource mapping, which a VM keeps when it moves to another node.",
            "--mapping");
    public static final Option NODE =
            Option.valued("NAME", "This host's name in its cluster (default: its host name).", "--node");
    public static final Option KEEP_ADDRESSES =
            Option.flag("Keep MAC and IP addresses (default: replace them).", "--keep-addresses");
    public static final Option UNPACK =
            Option.valued("FILE", "Unpack the snapshot in FILE into the folder DIR.", "--unpack");
    public static final Option DRY_RUN = Option.flag("Show what would be done, and change nothing.", "--dry-run");
    public static final Option FORCE =
            Option.flag("Go on although VFs are in use that would be removed or bound again.", "--force");
    static final Option DRIVER = Option.valued(
            "auto|vfio-pci|none",
            "Driver of the VFs: the kernel's choice, the one for VMs, or none (default: unchanged).",
            "--driver");
    public static final Option TIMEOUT = Option.valued("SECONDS", "Timeout for each step (default: 180).", "--timeout");
    public static final Option REMOVE =
            Option.valued("PORT", "Remove this port from the saved configuration.", "--remove");
    public static final Option RESTORE = Option.flag(
            "Restore the VFs at boot and whenever the card or its driver comes back (the default).", "--restore");
    public static final Option NO_RESTORE = Option.flag(
            "Restore the VFs at boot only; leave the port alone when its card or driver comes back.", "--no-restore");
    public static final Option BRIDGE_SYNC = Option.flag(
            "Have the filter of PORT kept in line with the bridges over it, by vfnet-bridge.service.", "--bridge-sync");
    public static final Option NO_BRIDGE_SYNC = Option.flag("Leave the filter of PORT alone.", "--no-bridge-sync");
    public static final Option IMPORT = Option.valued(
            "FILE",
            "Import the ports of a vf.config of vfnet 0.1, with the current addresses of their VFs.",
            "--import");
    public static final Option FILE = Option.valued(
            "FILE", "Apply this file instead of the saved configuration, in the same format; - for stdin.", "--file");
    public static final Option CONFIRM = Option.valued(
            "TIME",
            "Roll back after this time (60s, 2m) unless 'vfnet confirm' is run; for the card that your SSH uses.",
            "--confirm");
    public static final Option FROM = Option.valued(
            "vf.config|link|netplan|networkmanager|nmstate|sriov-operator|driverctl|unraid|boot",
            "The format to read: vfnet 0.1, .link files, netplan, NetworkManager profiles, nmstate, policies of the "
                    + "sriov-network-operator, driverctl, unRAID, or lines that a boot runs.",
            "--from");
    public static final Option TO = Option.valued(
            "link|netplan|networkmanager|proxmox|nmstate|device-plugin|dra|sriov-operator|nova",
            "The format to write: .link files of systemd, netplan, NetworkManager profiles, Proxmox PCI mappings, "
                    + "nmstate, Kubernetes (device plugin, DRA driver, operator), or OpenStack nova.",
            "--to");
    public static final Option OUTPUT =
            Option.valued("DIR|-", "The folder to write files to (default: -, stdout).", "--output");
    public static final Option SCHEME = Option.valued(
            "0.1", "Print the addresses that vfnet 0.1, the Python tool, would generate for these VFs.", "--scheme");
    public static final Option METRICS_FILE = Option.valued(
            "FILE|-", "Replace FILE as a whole; its folder must exist (default: -, stdout).", OUTPUT.key());
    public static final Option HTML = Option.valued(
            "FILE|-", "Write one page with sortable tables that can be searched, to FILE or stdout.", "--html");
    public static final Option EXPIRED = Option.flag(
            "Roll back the change of a killed 'apply --confirm' once its time is over;" + " run by its timer.",
            Session.EXPIRED);
    public static final Option CHECK = Option.flag("Exit with 6 if there is any drift, for monitoring.", "--check");
    public static final Option DEADLINE =
            Option.valued("SECONDS", "Total time to wait for ports and interfaces (default: 30).", "--deadline");
    /** A boot waits less long than a user; it is read as {@link #TIMEOUT}. */
    static final Option BOOT_TIMEOUT = Option.valued("SECONDS", "Timeout for each step (default: 60).", TIMEOUT.key());

    static final Option MAC_ADDRESS =
            Option.valued("ADDRESS|auto", "MAC address of the VF; auto for the generated one.", "--mac");
    static final Option NODE_GUID = Option.valued(
            "GUID|auto", "InfiniBand: GUID of the VF as a node; auto for the generated one.", "--node-guid");
    static final Option PORT_GUID =
            Option.valued("GUID|auto", "InfiniBand: GUID of the VF's port; auto for the generated one.", "--port-guid");
    static final Option VLAN =
            Option.valued("ID[:QOS[:802.1q|802.1ad]]|none", "VLAN of the VF, added and removed by the card.", "--vlan");
    static final Option SPOOF_CHECK =
            Option.valued("on|off", "Drop frames that the VF sends with another source address.", "--spoof-check");
    static final Option TRUST =
            Option.valued("on|off", "Allow the VF to change its MAC address and to enter promiscuous mode.", "--trust");
    static final Option LINK_STATE =
            Option.valued("auto|enable|disable", "Link state of the VF; auto follows the port.", "--link-state");
    static final Option MIN_RATE = Option.valued("MBIT", "Minimum transmit rate in Mbit/s; 0 = none.", "--min-rate");
    static final Option MAX_RATE =
            Option.valued("MBIT", "Maximum transmit rate in Mbit/s; 0 = unlimited.", "--max-rate");
    static final Option LABEL = Option.valued(
            "NAME|none",
            "Label for the VF; saved in the configuration, accepted wherever a VF is expected.",
            "--label");
    public static final Option PERSIST_TOO = Option.flag("Save the change as well.", "--persist");
    public static final Option PREFIX = Option.valued(
            "DIR", "Installation prefix (default: where this vfnet is installed," + " else /usr/local).", "--prefix");
    public static final Option ROOT =
            Option.valued("DIR", "Work on the system in this folder instead of the running one.", "--root");
    public static final Option PURGE = Option.flag("Remove the saved configuration too.", "--purge");
    public static final Option VERBOSE = Option.flag("List every file.", "--verbose");
    public static final Option WRITE_RULE = Option.flag(
            "Write a NetworkManager configuration file that makes it ignore VFs, and exit.",
            "--write-networkmanager-rule");

    /** What persist takes. */
    static final List<Option> OF_PERSIST =
            List.of(RESTORE, NO_RESTORE, BRIDGE_SYNC, NO_BRIDGE_SYNC, REMOVE, IMPORT, DRY_RUN, JSON);

    private Options() {}
}
