// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.nio.file.Path;
import vfnet.model.PciAddress;

/**
 * The root of a machine's file tree, and every place in it that vfnet knows. The live host's root, a folder and a file
 * system in memory are the same to whoever is given one.
 *
 * @param root the directory that stands for {@code /}
 */
public record Sysroot(Path root) {

    /** {@return the tree of the host that we run on} */
    public static Sysroot live() {
        return new Sysroot(Path.of("/"));
    }

    /**
     * {@return whether this is the host that we run on: only there do device nodes and links out of the tree mean
     * anything}
     */
    public boolean isLive() {
        return root.equals(Path.of("/"));
    }

    /** {@return the directory with one link a PCI function, named by its address} */
    public Path pciDevices() {
        return at("sys/bus/pci/devices");
    }

    /**
     * {@return an attribute of a PCI function: {@code sriov_numvfs}, {@code driver_override}}
     *
     * @param function its address
     * @param attribute the file's name
     */
    public Path pciAttribute(PciAddress function, String attribute) {
        return pciDevices().resolve(function.toString()).resolve(attribute);
    }

    /** {@return the attribute that takes a function's address and finds it a driver} */
    public Path driversProbe() {
        return at("sys/bus/pci/drivers_probe");
    }

    /**
     * {@return the directory of a PCI driver}
     *
     * @param name the driver's
     */
    public Path pciDriver(String name) {
        return at("sys/bus/pci/drivers").resolve(name);
    }

    /** {@return the directory with one link a network interface of this namespace} */
    public Path netClass() {
        return at("sys/class/net");
    }

    /** {@return the directory with one link an IOMMU group that vfio has, named by its number} */
    public Path vfioGroups() {
        return at("sys/class/vfio");
    }

    /** {@return the directory with one link a character device, named by its number: {@code 236:0}} */
    public Path charDevices() {
        return at("sys/dev/char");
    }

    /**
     * {@return the mounts that this process sees: a network namespace that is mounted stays without a process in it}
     */
    public Path mounts() {
        return processes().resolve("self/mountinfo");
    }

    /** {@return one line a module that is loaded, the last first} */
    public Path loadedModules() {
        return processes().resolve("modules");
    }

    /** {@return the PPPoE sessions of this network namespace and their interfaces} */
    public Path pppoeSessions() {
        return processes().resolve("self/net/pppoe");
    }

    /** {@return how many sockets of each protocol this network namespace has} */
    public Path protocols() {
        return processes().resolve("self/net/protocols");
    }

    /** {@return the directory with one link a function that vfio has: {@code vfio0}} */
    public Path vfioDevices() {
        return at("sys/class/vfio-dev");
    }

    /**
     * {@return the directory that is there while the module is loaded}
     *
     * @param name its name
     */
    public Path module(String name) {
        return at("sys/module").resolve(name);
    }

    /**
     * {@return the directory of a module's parameters, one file each}
     *
     * @param module its name
     */
    public Path moduleParameters(String module) {
        return module(module).resolve("parameters");
    }

    /** {@return where sysfs is mounted} */
    public Path sys() {
        return at("sys");
    }

    /** {@return where this is: one directory a kernel module that is loaded, or built in and has parameters} */
    public Path modules() {
        return at("sys/module");
    }

    /** {@return where this is: one link an IOMMU that the kernel uses: {@code dmar0}, {@code ivhd0}} */
    public Path iommus() {
        return at("sys/class/iommu");
    }

    /**
     * {@return where this is: an IOMMU group: its type, and the functions in it}
     *
     * @param number the group's number
     */
    public Path iommuGroup(int number) {
        return at("sys/kernel/iommu_groups/" + number);
    }

    /**
     * {@return where this is: the firmware's tables, by name: {@code DMAR} tells of Intel's IOMMU, {@code IVRS} of
     * AMD's}
     */
    public Path acpiTables() {
        return at("sys/firmware/acpi/tables");
    }

    /** {@return where this is: what the kernel was booted with} */
    public Path kernelCommandLine() {
        return at("proc/cmdline");
    }

    /**
     * {@return where this is: the kernel's release, after which the folder of its modules is called:
     * {@code 6.1.0-37-amd64}}
     */
    public Path kernelRelease() {
        return at("proc/sys/kernel/osrelease");
    }

    /** {@return where this is: what the kernel says of the processors} */
    public Path processor() {
        return at("proc/cpuinfo");
    }

    /** {@return where this is: which interrupts there are, and through what they come} */
    public Path interrupts() {
        return at("proc/interrupts");
    }

    /** {@return the directory with one directory a process, named by its ID, among other things} */
    public Path processes() {
        return at("proc");
    }

    /** {@return the list of all file locks, a line each (proc_locks(5), fs/locks.c)} */
    public Path locks() {
        return at("proc/locks");
    }

    /** {@return the file with the seconds since the machine started} */
    public Path uptime() {
        return at("proc/uptime");
    }

    /** {@return what vfnet keeps for ever: the saved configuration} */
    public Path configuration() {
        return vfnetConfiguration().resolve("config.json");
    }

    /** {@return the configuration of vfnet 0.1, which was written in Python} */
    public Path predecessorConfiguration() {
        return vfnetConfiguration().resolve("vf.config");
    }

    /** {@return the link that is there where systemd starts vfnet's boot service ({@code systemctl enable})} */
    public Path enabledBootService() {
        return systemdUnits().resolve("multi-user.target.wants/vfnet.service");
    }

    /** {@return what vfnet keeps until the next reboot: its lock, and what a run that was killed had changed} */
    public Path runDirectory() {
        return at("run/vfnet");
    }

    /** {@return the file that is there while udev has something to do (systemd-udevd, udev_queue_is_empty)} */
    public Path udevQueue() {
        return at("run/udev/queue");
    }

    /**
     * {@return the file that is there once udev is done with an interface (systemd-udevd, /run/udev/data)}
     *
     * @param index its ifindex
     */
    public Path udevData(int index) {
        return at("run/udev/data/n" + index);
    }

    /** {@return what a folder keeps of a snapshot and cannot hold as a file} */
    public Path capturedAnswers() {
        return at(".vfnet-machine");
    }

    /**
     * {@return the folder of an administrator's units (systemd.unit(5)); on the root file system, where systemd finds
     * them early}
     */
    public Path systemdUnits() {
        return at("etc/systemd/system");
    }

    /** {@return the folder of the configuration of vfnet, and of the Python tool before it} */
    public Path vfnetConfiguration() {
        return at("etc/vfnet");
    }

    /**
     * {@return what the machine calls by this absolute name}
     *
     * @param name an absolute path on the machine
     */
    public Path place(String name) {
        return at(name.substring(1));
    }

    /**
     * {@return how the machine itself would call this path: {@code /sys/...}}
     *
     * @param path a path under this root
     */
    public String onMachine(Path path) {
        String whole = path.toString();
        String prefix = root.toString();
        // As text: for a path below the root, which is every one, relativize costs a listing a millisecond.
        return whole.length() > prefix.length() && whole.startsWith(prefix) && whole.charAt(prefix.length()) == '/'
                ? whole.substring(prefix.length())
                : "/" + root.relativize(path);
    }

    /** A leading slash would leave the root, so places are named without. */
    private Path at(String place) {
        return root.resolve(place);
    }
}
