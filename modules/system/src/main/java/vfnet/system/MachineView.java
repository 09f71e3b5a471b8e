// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.util.Map;
import vfnet.model.Errno;

/**
 * A machine to look at: its files, the errors that a snapshot recorded in place of contents, its {@code ip} and its
 * {@code systemctl}.
 *
 * @param sysroot the file tree
 * @param refusals by path on the machine ({@code /sys/...}), the error that reading it gave; empty for a live host
 * @param ip answers {@code ip}'s questions
 * @param systemctl tells of units
 * @param waiting how long to wait for all their answers
 */
public record MachineView(
        Sysroot sysroot, Map<String, Errno> refusals, IpCommand ip, SystemctlCommand systemctl, WaitingTime waiting) {

    /** Keeps its own copy of what it is given. */
    public MachineView {
        refusals = Map.copyOf(refusals);
    }

    /**
     * A machine whose answers a command may wait for as long as usual.
     *
     * @param sysroot the file tree
     * @param refusals by path on the machine, the error that reading it gave; empty for a live host
     * @param ip answers ip's questions
     * @param systemctl tells of units
     */
    public MachineView(Sysroot sysroot, Map<String, Errno> refusals, IpCommand ip, SystemctlCommand systemctl) {
        this(sysroot, refusals, ip, systemctl, new WaitingTime());
    }

    /**
     * A machine whose systemd nobody can ask.
     *
     * @param sysroot the file tree
     * @param refusals by path on the machine, the error that reading it gave; empty for a live host
     * @param ip answers ip's questions
     */
    public MachineView(Sysroot sysroot, Map<String, Errno> refusals, IpCommand ip) {
        this(sysroot, refusals, ip, SystemctlCommand.NONE);
    }
}
