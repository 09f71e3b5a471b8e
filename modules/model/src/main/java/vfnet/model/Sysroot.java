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
        return at("sys/module").resolve(module).resolve("parameters");
    }

    public Path sys() {
        return at("sys");
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

    /** What vfnet keeps for ever: the saved configuration. */
    public Path configuration() {
        return at("etc/vfnet/config.json");
    }

    /** The configuration of vfnet 0.1, which was written in Python. */
    public Path predecessorConfiguration() {
        return at("etc/vfnet/vf.config");
    }

    /** There where systemd starts vfnet's boot service ({@code systemctl enable}). */
    public Path enabledBootService() {
        return at("etc/systemd/system/multi-user.target.wants/vfnet.service");
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
