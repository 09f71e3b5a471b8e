// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.inventory.NamespaceFile;

/**
 * The port through which vfnet changes a machine. {@code HostKernel} implements it for this host; a simulated host has
 * its own.
 */
public interface Kernel {

    /**
     * Writes one attribute. The write may block for as long as a VM holds a VF (drivers/pci/iov.c,
     * drivers/vfio/vfio_main.c), so it must not block the caller.
     *
     * @param write the attribute and its value
     * @param timeout how long to wait for the answer
     * @return the kernel's answer, or that there is none yet
     */
    Answer write(AttributeWrite write, Duration timeout);

    /**
     * Writes many attributes of the same kind in order, with at most one process. A refusal does not stop the others.
     *
     * @param writes the attributes and their values
     * @param timeout how long to wait for all the answers together
     * @return one answer per write, in order; when one blocks, it and all after it are {@link Answer.Blocked}
     */
    List<Answer> writeAll(List<AttributeWrite> writes, Duration timeout);

    /**
     * Reads a number that only the holder of the device lock may read: {@code sriov_numvfs}. Reading it waits for a
     * write that waits for a VM (drivers/pci/iov.c, sriov_numvfs_show), so it must not block the caller.
     *
     * @param attribute the file
     * @param timeout how long to wait for the answer
     * @return the number; empty when there is none in time
     */
    Optional<Integer> number(Path attribute, Duration timeout);

    /**
     * Configures links with {@code ip -force -batch}, one line each; a line that fails does not stop the others.
     *
     * @param lines what to set
     * @return the failures; empty when every line succeeded
     */
    List<IpFailure> ip(List<IpLine> lines);

    /**
     * Does the same in another network namespace.
     *
     * @param namespace the namespace
     * @param lines what to set
     * @return the failures; empty when every line succeeded
     */
    List<IpFailure> ip(NamespaceFile namespace, List<IpLine> lines);

    /**
     * Changes the unicast filters of interfaces with {@code bridge -force -batch}, one line each; a line that fails
     * does not stop the others.
     *
     * @param lines what to change
     * @return the failures; empty when every line succeeded
     */
    List<IpFailure> bridge(List<BridgeLine> lines);

    /**
     * Changes the switch of a card, or a port of it, with {@code devlink}. A new mode takes as long as the driver needs
     * to build its representors.
     *
     * @param line what to change
     * @param timeout how long to wait for the answer
     * @return devlink's result
     */
    Answer devlink(DevlinkLine line, Duration timeout);

    /** {@return the changes of forwarding databases from now on; to be closed} */
    BridgeEvents bridgeEvents();

    /**
     * Loads a module.
     *
     * @param module its name
     * @param timeout how long to wait for the answer
     * @return modprobe's result; refused when there is no module of that name
     */
    Answer loadModule(String module, Duration timeout);

    /**
     * Loads a module with parameters, which take precedence over those in modprobe.d.
     *
     * @param module its name
     * @param parameters each {@code NAME=VALUE}
     * @param timeout how long to wait for the answer
     * @return modprobe's result
     */
    Answer loadModule(String module, List<String> parameters, Duration timeout);

    /**
     * Unloads a module; refused while it is in use, accepted where it is not loaded.
     *
     * @param module its name
     * @param timeout how long to wait for the answer
     * @return modprobe's result
     */
    Answer unloadModule(String module, Duration timeout);

    /**
     * {@return whether udev has finished with an interface, so that its name is final}
     *
     * @param index its ifindex
     */
    boolean isNamed(int index);

    /** {@return whether udev has processed all events: no driver is about to be loaded} */
    boolean isUdevIdle();

    /**
     * Has the host run a command after a delay, and repeatedly until that is stopped, even if this process ends.
     *
     * @param delay until the first run
     * @param command the command and its arguments
     * @return why that is not possible here; empty where the host will do so
     */
    Optional<String> startTimer(Duration delay, List<String> command);

    /** Stops the timer, if it was started. */
    void stopTimer();

    /**
     * Asks the service manager that started this process not to end it for this time (sd_notify(3),
     * EXTEND_TIMEOUT_USEC).
     *
     * @param time from now on
     * @return whether it agreed; false where no service manager waits for this process
     */
    boolean extendTimeout(Duration time);

    /** {@return a monotonic time that is the same for all processes of a machine, for deadlines} */
    Duration time();

    /** {@return how long this process has run, including its start; zero on a simulated host} */
    Duration age();

    /**
     * Waits.
     *
     * @param time how long
     */
    void pause(Duration time);

    /**
     * {@return the lines of the kernel's log about a function; empty where the log cannot be read}
     *
     * @param function the function
     * @param from where in the log to begin
     */
    List<String> log(PciAddress function, LogPosition from);

    /** {@return the present end of the kernel's log} */
    LogPosition logPosition();

    /**
     * A position in the kernel's log.
     *
     * @param microseconds since boot
     */
    record LogPosition(long microseconds) {}

    /**
     * A line of the batch that failed.
     *
     * @param line its number, from 0; -1 when ip did not say which
     * @param message ip's message
     */
    record IpFailure(int line, String message) {}
}
