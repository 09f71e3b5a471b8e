// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vfnet.apply.host.HostKernel;
import vfnet.model.PciAddress;

/** Everything by which vfnet changes a machine. The host's is {@link HostKernel}; a simulated host has its own. */
public interface Kernel {

    /**
     * Writes one attribute. The write may block for as long as a VM holds a VF (drivers/pci/iov.c,
     * drivers/vfio/vfio_main.c), so it must not be able to hold the caller.
     *
     * @param write the attribute and its value
     * @param timeout how long to wait for the answer
     * @return what the kernel said, or that it has not answered yet
     */
    Answer write(AttributeWrite write, Duration timeout);

    /**
     * Writes many attributes of the same kind in their order, by one process at the most. One refusal stops none of the
     * others.
     *
     * @param writes the attributes and their values
     * @param timeout how long to wait for all the answers together
     * @return one answer a write, in their order; when one blocks, it and all after it are {@link Answer.Blocked}
     */
    List<Answer> writeAll(List<AttributeWrite> writes, Duration timeout);

    /**
     * Reads a number that only the holder of the device lock may read: {@code sriov_numvfs}. Its reader waits beside a
     * write that waits for a VM (drivers/pci/iov.c, sriov_numvfs_show), so it must not be able to hold the caller.
     *
     * @param attribute which
     * @param timeout how long to wait for the answer
     * @return the number; empty when there is none in time
     */
    Optional<Integer> number(Path attribute, Duration timeout);

    /**
     * Has {@code ip -force -batch} set links, one line each; a line that fails stops none of the others.
     *
     * @param lines what to set
     * @return the failures; empty when every line was taken
     */
    List<IpFailure> ip(List<IpLine> lines);

    /**
     * Loads a module.
     *
     * @param module its name
     * @param timeout how long to wait for the answer
     * @return what modprobe said; refused when there is none of that name
     */
    Answer loadModule(String module, Duration timeout);

    /**
     * Loads a module with parameters, which count before those that stand in modprobe.d.
     *
     * @param module its name
     * @param parameters each {@code NAME=VALUE}
     * @param timeout how long to wait for the answer
     * @return what modprobe came to
     */
    Answer loadModule(String module, List<String> parameters, Duration timeout);

    /**
     * Unloads a module; refused while something uses it, accepted where it is not loaded.
     *
     * @param module its name
     * @param timeout how long to wait for the answer
     * @return what modprobe came to
     */
    Answer unloadModule(String module, Duration timeout);

    /**
     * {@return whether udev is done with an interface, so that its name stays}
     *
     * @param index its ifindex
     */
    boolean isNamed(int index);

    /**
     * {@return whether udev has dealt with everything that the kernel has announced: no driver is about to be loaded}
     */
    boolean isUdevIdle();

    /**
     * Has the host start a command after some time, and again and again until that is stopped, whatever becomes of this
     * process.
     *
     * @param delay until the first time
     * @param command the command and its arguments
     * @return why that is not possible here; empty where the host will do so
     */
    default Optional<String> startTimer(Duration delay, List<String> command) {
        return Optional.of("no systemd runs here");
    }

    /** Stops it, where it was started. */
    default void stopTimer() {}

    /** {@return time since some moment of the past, the same for all processes of a machine, for deadlines} */
    Duration time();

    /** {@return how long this process has run already, its start included; nothing on a simulated host} */
    default Duration age() {
        return Duration.ZERO;
    }

    /**
     * Lets time pass.
     *
     * @param time how much
     */
    void pause(Duration time);

    /**
     * {@return what the kernel has logged about a function; empty where the log cannot be read}
     *
     * @param function whose lines
     * @param from after which point
     */
    List<String> log(PciAddress function, LogPosition from);

    /** {@return the end of the kernel's log now} */
    LogPosition logPosition();

    /**
     * A point in the kernel's log.
     *
     * @param microseconds since the machine started
     */
    record LogPosition(long microseconds) {}

    /**
     * A line of the batch that failed.
     *
     * @param line its number, from 0; -1 when ip did not say which
     * @param message ip's words
     */
    record IpFailure(int line, String message) {}
}
