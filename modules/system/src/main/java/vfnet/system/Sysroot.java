// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.nio.file.Path;
import vfnet.model.PciAddress;

/**
 * The root of a machine's file tree, and every path in it that vfnet knows. The live host's root, a folder and a file
 * system in memory look the same to callers.
 *
 * @param root the directory that stands for {@code /}
 */
public record Sysroot(Path root) {

    /** {@return the tree of this host} */
    public static Sysroot live() {
        return new Sysroot(Path.of("/"));
    }

    /** {@return whether this is the live host: only there do device nodes and links out of the tree mean anything} */
    public boolean isLive() {
        return root.equals(Path.of("/"));
    }

    /** {@return the directory with one link per PCI function, named by its address} */
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

    /** {@return the attribute that makes the kernel find a driver for a function} */
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

    /**
     * {@return the command of a shell that unbinds a function from its driver and binds it again}
     *
     * @param function its address
     * @param driver the driver's name
     */
    public String bindAgainCommand(PciAddress function, String driver) {
        Path folder = pciDriver(driver);
        return "echo " + function + " | tee " + folder.resolve("unbind") + " " + folder.resolve("bind");
    }

    /** {@return the directory with one link per network interface of this namespace} */
    public Path netClass() {
        return at("sys/class/net");
    }

    /** {@return the directory with one link per IOMMU group that vfio has, named by its number} */
    public Path vfioGroups() {
        return at("sys/class/vfio");
    }

    /** {@return the directory with one link per character device, named by its number: {@code 236:0}} */
    public Path charDevices() {
        return at("sys/dev/char");
    }

    /** {@return the mounts of this process: a network namespace that is mounted exists without a process in it} */
    public Path mounts() {
        return processes().resolve("self/mountinfo");
    }

    /** {@return one line per loaded module, the last first} */
    public Path loadedModules() {
        return processes().resolve("modules");
    }

    /** {@return the PPPoE sessions of this network namespace and their interfaces} */
    public Path pppoeSessions() {
        return processes().resolve("self/net/pppoe");
    }

    /** {@return the number of sockets of each protocol in this network namespace} */
    public Path protocols() {
        return processes().resolve("self/net/protocols");
    }

    /** {@return the directory with one link per function that vfio has: {@code vfio0}} */
    public Path vfioDevices() {
        return at("sys/class/vfio-dev");
    }

    /**
     * {@return the directory that exists while the module is loaded}
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

    /** {@return the mount point of sysfs} */
    public Path sys() {
        return at("sys");
    }

    /** {@return the directory with one entry per kernel module that is loaded, or built in and has parameters} */
    public Path modules() {
        return at("sys/module");
    }

    /** {@return the directory with one link per IOMMU that the kernel uses: {@code dmar0}, {@code ivhd0}} */
    public Path iommus() {
        return at("sys/class/iommu");
    }

    /**
     * {@return the directory of an IOMMU group: its type, and the functions in it}
     *
     * @param number the group's number
     */
    public Path iommuGroup(int number) {
        return at("sys/kernel/iommu_groups/" + number);
    }

    /**
     * {@return the directory of the firmware's tables, by name: {@code DMAR} describes Intel's IOMMU, {@code IVRS}
     * AMD's}
     */
    public Path acpiTables() {
        return at("sys/firmware/acpi/tables");
    }

    /** {@return the kernel command line} */
    public Path kernelCommandLine() {
        return at("proc/cmdline");
    }

    /** {@return the kernel's release, after which the folder of its modules is named: {@code 6.1.0-37-amd64}} */
    public Path kernelRelease() {
        return at("proc/sys/kernel/osrelease");
    }

    /** {@return the name of the host, which the kernel keeps for it} */
    public Path hostName() {
        return at("proc/sys/kernel/hostname");
    }

    /** {@return the kernel's description of the processors} */
    public Path processor() {
        return at("proc/cpuinfo");
    }

    /** {@return the interrupts, and their controllers} */
    public Path interrupts() {
        return at("proc/interrupts");
    }

    /** {@return the directory with one directory per process, named by its ID, among other things} */
    public Path processes() {
        return at("proc");
    }

    /** {@return the list of all file locks, one line each (proc_locks(5), fs/locks.c)} */
    public Path locks() {
        return at("proc/locks");
    }

    /** {@return the file with the seconds since boot} */
    public Path uptime() {
        return at("proc/uptime");
    }

    /** {@return the saved configuration} */
    public Path configuration() {
        return vfnetConfiguration().resolve("config.json");
    }

    /** {@return the legacy configuration of vfnet 0.1, which was written in Python} */
    public Path predecessorConfiguration() {
        return vfnetConfiguration().resolve("vf.config");
    }

    /** {@return the link by which systemd starts vfnet's boot service ({@code systemctl enable})} */
    public Path enabledBootService() {
        return systemdUnits().resolve("multi-user.target.wants/vfnet.service");
    }

    /** {@return what vfnet keeps until the next boot: its lock, and what a killed run had changed} */
    public Path runDirectory() {
        return at("run/vfnet");
    }

    /** {@return the file that exists while udev has events to process (systemd-udevd, udev_queue_is_empty)} */
    public Path udevQueue() {
        return at("run/udev/queue");
    }

    /**
     * {@return the file that exists once udev has finished with an interface (systemd-udevd, /run/udev/data)}
     *
     * @param index its ifindex
     */
    public Path udevData(int index) {
        return at("run/udev/data/n" + index);
    }

    /** {@return the part of a snapshot that its folder cannot hold as a file} */
    public Path capturedAnswers() {
        return at(".vfnet-machine");
    }

    /**
     * {@return the folder of the administrator's units (systemd.unit(5)); on the root file system, where systemd finds
     * them early}
     */
    public Path systemdUnits() {
        return at("etc/systemd/system");
    }

    /** {@return the folder of the administrator's rules (udev(7))} */
    public Path udevRules() {
        return at("etc/udev/rules.d");
    }

    /** {@return the file that exists once the host has started: PFs that come back then are the restore service's} */
    public Path bootDone() {
        return runDirectory().resolve("boot-done");
    }

    /** {@return the folder of vfnet's configuration, and of the Python tool's before it} */
    public Path vfnetConfiguration() {
        return at("etc/vfnet");
    }

    /**
     * {@return the path under this root of an absolute path on the machine}
     *
     * @param name an absolute path on the machine
     */
    public Path place(String name) {
        return at(name.substring(1));
    }

    /**
     * {@return the path on the machine itself: {@code /sys/...}}
     *
     * @param path a path under this root
     */
    public String onMachine(Path path) {
        String whole = path.toString();
        String prefix = root.toString();
        // As text: relativize would cost a listing a millisecond, and every path is below the root.
        return whole.length() > prefix.length() && whole.startsWith(prefix) && whole.charAt(prefix.length()) == '/'
                ? whole.substring(prefix.length())
                : "/" + root.relativize(path);
    }

    /** A leading slash would leave the root, so paths are written without. */
    private Path at(String place) {
        return root.resolve(place);
    }
}
