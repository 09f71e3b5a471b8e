// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vfnet.model.Errno;
import vfnet.model.PciId;

/**
 * The read-only view of a machine: its files, the errors that a snapshot recorded in place of contents, its {@code ip}
 * and its {@code systemctl}.
 *
 * @param sysroot the file tree
 * @param refusals by path on the machine ({@code /sys/...}), the error that reading it gave; empty for a live host
 * @param ip answers the queries to {@code ip}
 * @param systemctl reports the state of units
 * @param waiting how long to wait for all their answers
 * @param names the names of its PCI devices that were looked up
 */
public record MachineView(
        Sysroot sysroot,
        Map<String, Errno> refusals,
        IpCommand ip,
        SystemctlCommand systemctl,
        WaitingTime waiting,
        LookedUpNames names) {

    /** The names of PCI devices that a command has looked up: it reads the machine several times, and pci.ids once. */
    public static final class LookedUpNames {
        private final Map<PciId, Optional<String>> names = new HashMap<>();

        /** None yet. */
        public LookedUpNames() {}

        /**
         * {@return the name of a kind of device; empty where it has none}
         *
         * @param id vendor and device
         * @param lookUp finds it the first time
         */
        public synchronized Optional<String> of(PciId id, Function<PciId, Optional<String>> lookUp) {
            return names.computeIfAbsent(id, lookUp);
        }
    }

    /** Copies what it is given. */
    public MachineView {
        refusals = Map.copyOf(refusals);
    }

    /**
     * A machine of which no name was looked up yet.
     *
     * @param sysroot the file tree
     * @param refusals by path on the machine, the error that reading it gave; empty for a live host
     * @param ip answers the queries to ip
     * @param systemctl reports the state of units
     * @param waiting how long to wait for all their answers
     */
    public MachineView(
            Sysroot sysroot,
            Map<String, Errno> refusals,
            IpCommand ip,
            SystemctlCommand systemctl,
            WaitingTime waiting) {
        this(sysroot, refusals, ip, systemctl, waiting, new LookedUpNames());
    }

    /**
     * A machine with the usual waiting time.
     *
     * @param sysroot the file tree
     * @param refusals by path on the machine, the error that reading it gave; empty for a live host
     * @param ip answers the queries to ip
     * @param systemctl reports the state of units
     */
    public MachineView(Sysroot sysroot, Map<String, Errno> refusals, IpCommand ip, SystemctlCommand systemctl) {
        this(sysroot, refusals, ip, systemctl, new WaitingTime());
    }

    /**
     * A machine whose systemd cannot be asked.
     *
     * @param sysroot the file tree
     * @param refusals by path on the machine, the error that reading it gave; empty for a live host
     * @param ip answers the queries to ip
     */
    public MachineView(Sysroot sysroot, Map<String, Errno> refusals, IpCommand ip) {
        this(sysroot, refusals, ip, SystemctlCommand.NONE);
    }
}
