package vfnet.model;

import java.util.Map;

/**
 * A machine to look at: its files, the errors that a captured machine recorded in place of contents, and its
 * {@code ip}.
 *
 * @param sysroot  the file tree
 * @param refusals by path on the machine ({@code /sys/...}), the error that reading it gave; empty for a live host
 * @param ip       answers {@code ip}'s questions
 */
public record MachineView(Sysroot sysroot, Map<String, Errno> refusals, IpCommand ip) {

    /** Keeps its own copy of what it is given. */
    public MachineView {
        refusals = Map.copyOf(refusals);
    }
}
