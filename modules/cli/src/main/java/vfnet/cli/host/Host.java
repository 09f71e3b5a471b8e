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
 * @param machine the machine that it reads, unless {@code --sysroot} names another
 * @param environment the environment variables that it may read
 * @param terminal the terminal of stdout
 * @param kernel changes the machine; empty where it is read-only
 * @param interruption says whether the user wants to stop
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
     * A host from which nothing can be installed.
     *
     * @param machine the machine that it reads
     * @param environment the environment variables that it may read
     * @param terminal the terminal of stdout
     * @param kernel changes the machine
     * @param interruption says whether the user wants to stop
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
     * A read-only host.
     *
     * @param machine the machine
     * @param environment the environment variables that it may read
     * @param terminal the terminal of stdout
     */
    public Host(MachineView machine, Map<String, String> environment, Terminal terminal) {
        this(machine, environment, terminal, Optional.empty(), () -> false);
    }

    /** The user's terminal. */
    @FunctionalInterface
    public interface Terminal {
        /** {@return its width in characters; empty when stdout is a pipe or a file} */
        OptionalInt columns();

        /** {@return the width of the terminal that messages appear on; empty when stderr is a pipe or a file} */
        default OptionalInt messageColumns() {
            return OptionalInt.empty();
        }
    }
}
