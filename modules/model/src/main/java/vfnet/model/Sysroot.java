package vfnet.model;

import java.nio.file.Path;

/**
 * The root of a machine's file tree, and every place in it that vfnet knows. The live host's root, a folder and a file
 * system in memory are the same to whoever is given one.
 *
 * @param root the directory that stands for {@code /}
 */
public record Sysroot(Path root) {

    /** The tree of the host that we run on. */
    public static Sysroot live() {
        return new Sysroot(Path.of("/"));
    }

    /** Whether this is the host that we run on: only there do device nodes and links out of the tree mean anything. */
    public boolean isLive() {
        return root.equals(Path.of("/"));
    }

    /** One link a PCI function, named by its address. */
    public Path pciDevices() {
        return at("sys/bus/pci/devices");
    }

    /** An attribute of a PCI function: {@code sriov_numvfs}, {@code driver_override}. */
    public Path pciAttribute(PciAddress function, String attribute) {
        return pciDevices().resolve(function.toString()).resolve(attribute);
    }

    /** Takes a function's address and finds it a driver. */
    public Path driversProbe() {
        return at("sys/bus/pci/drivers_probe");
    }

    /** One directory a PCI driver. */
    public Path pciDriver(String name) {
        return at("sys/bus/pci/drivers").resolve(name);
    }

    /** One link a network interface of this namespace. */
    public Path netClass() {
        return at("sys/class/net");
    }

    /** One link an IOMMU group that vfio has, named by its number. */
    public Path vfioGroups() {
        return at("sys/class/vfio");
    }

    /** One link a function that vfio has: {@code vfio0}. */
    public Path vfioDevices() {
        return at("sys/class/vfio-dev");
    }

    /** One file a network namespace that somebody gave a name (ip-netns(8)). */
    public Path namedNamespaces() {
        return at("run/netns");
    }

    /** A module's parameters, one file each. */
    public Path moduleParameters(String module) {
        return modules().resolve(module).resolve("parameters");
    }

    public Path sys() {
        return at("sys");
    }

    /** One directory a kernel module that is loaded, or built in and has parameters. */
    public Path modules() {
        return at("sys/module");
    }

    /** One link an IOMMU that the kernel uses: {@code dmar0}, {@code ivhd0}. */
    public Path iommus() {
        return at("sys/class/iommu");
    }

    /** An IOMMU group: its type, and the functions in it. */
    public Path iommuGroup(int number) {
        return at("sys/kernel/iommu_groups/" + number);
    }

    /** The firmware's tables, by name: {@code DMAR} tells of Intel's IOMMU, {@code IVRS} of AMD's. */
    public Path acpiTables() {
        return at("sys/firmware/acpi/tables");
    }

    /** What the kernel was booted with. */
    public Path kernelCommandLine() {
        return at("proc/cmdline");
    }

    /** The kernel's release, after which the folder of its modules is called: {@code 6.1.0-37-amd64}. */
    public Path kernelRelease() {
        return at("proc/sys/kernel/osrelease");
    }

    public Path processor() {
        return at("proc/cpuinfo");
    }

    public Path interrupts() {
        return at("proc/interrupts");
    }

    /** One directory a process, named by its ID, among other things. */
    public Path processes() {
        return at("proc");
    }

    /** Debian's place for the names of PCI devices. */
    public Path pciIdsOfDebian() {
        return at("usr/share/misc/pci.ids");
    }

    /** Fedora's, SUSE's and Arch's place for them. */
    public Path pciIdsOfHwdata() {
        return at("usr/share/hwdata/pci.ids");
    }

    /** Seconds since the machine started. */
    public Path uptime() {
        return at("proc/uptime");
    }

    /** What vfnet keeps until the next reboot: its lock, and what a run that was killed had changed. */
    public Path runDirectory() {
        return at("run/vfnet");
    }

    /** There while udev has something to do (systemd-udevd, udev_queue_is_empty). */
    public Path udevQueue() {
        return at("run/udev/queue");
    }

    /** There once udev is done with the interface of this ifindex (systemd-udevd, /run/udev/data). */
    public Path udevData(int index) {
        return at("run/udev/data/n" + index);
    }

    /** What a folder keeps of a captured machine and cannot hold as a file. */
    public Path capturedAnswers() {
        return at(".vfnet-machine");
    }

    /** How the machine itself would call this path: {@code /sys/...}. */
    public String onMachine(Path path) {
        return "/" + root.relativize(path);
    }

    /** A leading slash would leave the root, so places are named without. */
    private Path at(String place) {
        return root.resolve(place);
    }
}
