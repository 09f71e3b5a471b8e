// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.Map;
import vfnet.model.Errno;

/**
 * The read-only view of a machine: its files, the errors that a snapshot recorded in place of contents, its {@code ip}
 * and its {@code systemctl}.
 *
 * @param sysroot the file tree
 * @param refusals by path on the machine ({@code /sys/...}), the error that reading it gave; empty for a live host
 * @param ip answers the queries to {@code ip}
 * @param systemctl reports the state of units
 * @param waiting how long to wait for all their answers
 */
public record MachineView(
        Sysroot sysroot, Map<String, Errno> refusals, IpCommand ip, SystemctlCommand systemctl, WaitingTime waiting) {

    /** Copies what it is given. */
    public MachineView {
        refusals = Map.copyOf(refusals);
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
