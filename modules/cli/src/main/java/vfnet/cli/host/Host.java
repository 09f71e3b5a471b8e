// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.host;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Interruption;
import vfnet.install.InstallHost;
import vfnet.system.MachineView;

/**
 * Where a command runs.
 *
 * @param machine the machine that it looks at, unless {@code --sysroot} names another
 * @param environment the environment variables that it may read
 * @param terminal the terminal that stdout goes to
 * @param kernel changes the machine; empty where it can only be looked at
 * @param interruption says when somebody wants to stop
 * @param installation what can be installed from here; empty where nothing can
 */
public record Host(
        MachineView machine,
        Map<String, String> environment,
        Terminal terminal,
        Optional<Kernel> kernel,
        Interruption interruption,
        Optional<InstallHost> installation) {

    /**
     * A host that nothing can be installed from.
     *
     * @param machine the machine that it looks at
     * @param environment the environment variables that it may read
     * @param terminal the terminal that stdout goes to
     * @param kernel changes the machine
     * @param interruption says when somebody wants to stop
     */
    public Host(
            MachineView machine,
            Map<String, String> environment,
            Terminal terminal,
            Optional<Kernel> kernel,
            Interruption interruption) {
        this(machine, environment, terminal, kernel, interruption, Optional.empty());
    }

    /**
     * A host that can only be looked at.
     *
     * @param machine the machine
     * @param environment the environment variables that it may read
     * @param terminal the terminal that stdout goes to
     */
    public Host(MachineView machine, Map<String, String> environment, Terminal terminal) {
        this(machine, environment, terminal, Optional.empty(), () -> false);
    }

    /** The terminal that a person reads from. */
    @FunctionalInterface
    public interface Terminal {
        /** {@return its width in characters; empty when stdout is a pipe or a file} */
        OptionalInt columns();
    }
}
