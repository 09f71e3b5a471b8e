// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import vfnet.model.host.OtherTool;

/**
 * Where distributions, their administrators and other tools keep what bears on VFs. What the kernel keeps is in
 * {@link Sysroot}.
 *
 * @param sysroot the machine's root
 */
public record SystemFiles(Sysroot sysroot) {

    /**
     * {@return where this is: what is there on every machine that runs; a capture without it holds nothing of a
     * machine's configuration}
     */
    public Path run() {
        return at("run");
    }

    /** {@return where this is: what the system calls itself (os-release(5))} */
    public SearchPath osRelease() {
        return places("os-release", "etc", "usr/lib");
    }

    /** {@return where this is: GRUB's options and what is added to them} */
    public List<SearchPath> grub() {
        return List.of(places("grub", "etc/default"), places("*.cfg", "etc/default/grub.d"));
    }

    /** {@return where this is: the options of systemd-boot, and of Proxmox where it uses that} */
    public SearchPath kernelCommandLine() {
        return places("cmdline", "etc/kernel");
    }

    /** {@return where this is: what is there where proxmox-boot-tool manages what is booted} */
    public Path proxmoxBootUuids() {
        return at("etc/kernel/proxmox-boot-uuids");
    }

    /** {@return where this is: the client of TrueNAS's middleware} */
    public Path trueNasClient() {
        return at("usr/bin/midclt");
    }

    /** {@return where this is: one folder a kernel, named by its release} */
    public Path kernelModules() {
        return at("lib/modules");
    }

    /** {@return where this is: modprobe.d(5)} */
    public SearchPath modprobe() {
        return places(
                "*.conf",
                "etc/modprobe.d",
                "run/modprobe.d",
                "usr/local/lib/modprobe.d",
                "usr/lib/modprobe.d",
                "lib/modprobe.d");
    }

    /** {@return where this is: systemd.link(5)} */
    public SearchPath links() {
        return systemdNetwork("*.link");
    }

    /** {@return where this is: systemd.network(5)} */
    public SearchPath networks() {
        return systemdNetwork("*.network");
    }

    private SearchPath systemdNetwork(String name) {
        return places(
                name,
                "etc/systemd/network",
                "run/systemd/network",
                "usr/local/lib/systemd/network",
                "usr/lib/systemd/network",
                "lib/systemd/network");
    }

    /** {@return where this is: netplan(5): what /run has takes the place of what /etc has} */
    public SearchPath netplan() {
        return places("*.yaml", "run/netplan", "etc/netplan", "usr/lib/netplan", "lib/netplan");
    }

    /** {@return where this is: NetworkManager's own configuration file (NetworkManager.conf(5))} */
    public SearchPath networkManager() {
        return places("NetworkManager.conf", "etc/NetworkManager");
    }

    /** {@return where this is: what is read after that file where it lies in /etc, before it elsewhere} */
    public SearchPath networkManagerSnippets() {
        return places(
                "*.conf", "etc/NetworkManager/conf.d", "run/NetworkManager/conf.d", "usr/lib/NetworkManager/conf.d");
    }

    /** {@return where this is: what NetworkManager was told while it ran; it is read last} */
    public SearchPath networkManagerIntern() {
        return places("NetworkManager-intern.conf", "var/lib/NetworkManager");
    }

    /** {@return where this is: NetworkManager's connection profiles} */
    public SearchPath connections() {
        return places(
                "*.nmconnection",
                "etc/NetworkManager/system-connections",
                "run/NetworkManager/system-connections",
                "usr/lib/NetworkManager/system-connections");
    }

    /** {@return where this is: ifupdown's configuration (interfaces(5))} */
    public List<SearchPath> interfaces() {
        return List.of(places("interfaces", "etc/network"), places("*", "etc/network/interfaces.d"));
    }

    /** {@return where this is: the older form of such profiles, of Red Hat's systems} */
    public SearchPath ifcfg() {
        return places("*", "etc/sysconfig/network-scripts");
    }

    /** {@return where this is: what is there while NetworkManager runs, or has run since the machine started} */
    public Path networkManagerRun() {
        return at("run/NetworkManager");
    }

    /** {@return where this is: the file that keeps NetworkManager away from VFs, where vfnet was asked to write it} */
    public Path networkManagerRule() {
        return at("etc/NetworkManager/conf.d/90-vfnet.conf");
    }

    /** {@return where this is: udev(7)} */
    public SearchPath udevRules() {
        return places(
                "*.rules",
                "etc/udev/rules.d",
                "run/udev/rules.d",
                "usr/local/lib/udev/rules.d",
                "usr/lib/udev/rules.d",
                "lib/udev/rules.d");
    }

    /**
     * {@return where this is: what udev has recorded of an interface}
     *
     * @param index the kernel's number of it (ifindex)
     */
    public Path udevRecord(int index) {
        return at("run/udev/data/n" + index);
    }

    /** {@return where this is: driverctl's overrides, one file a device: {@code pci-0000:01:00.0}} */
    public SearchPath driverctl() {
        return places("*", "etc/driverctl.d");
    }

    /** {@return where this is: texts in which one may write to {@code sriov_numvfs}, by whose they are} */
    public Map<OtherTool, List<SearchPath>> texts() {
        Map<OtherTool, List<SearchPath>> texts = new TreeMap<>();
        texts.put(
                OtherTool.BOOT_SCRIPT,
                List.of(
                        places("rc.local", "etc", "etc/rc.d"),
                        places("*.start", "etc/local.d"),
                        places("*.local", "etc/init.d")));
        texts.put(OtherTool.UNRAID, List.of(places("go", "boot/config")));
        texts.put(
                OtherTool.CRON,
                List.of(
                        places("crontab", "etc"),
                        places("*", "etc/cron.d"),
                        places("root", "var/spool/cron/crontabs", "var/spool/cron")));
        texts.put(
                OtherTool.IFUPDOWN,
                List.of(places("*", "etc/network/if-pre-up.d"), places("*", "etc/network/if-up.d")));
        texts.put(
                OtherTool.DISPATCHER,
                List.of(
                        places("*", "etc/NetworkManager/dispatcher.d"),
                        places("*", "etc/NetworkManager/dispatcher.d/pre-up.d"),
                        places("*", "etc/networkd-dispatcher/routable.d"),
                        places("*", "etc/networkd-dispatcher/configured.d")));
        texts.put(OtherTool.SYSFS_CONF, List.of(places("sysfs.conf", "etc"), places("*.conf", "etc/sysfs.d")));
        texts.put(
                OtherTool.TMPFILES,
                List.of(places("*.conf", "etc/tmpfiles.d", "run/tmpfiles.d", "usr/lib/tmpfiles.d")));
        return texts;
    }

    /** {@return where this is: services, the administrator's own first (systemd.unit(5), "Unit File Load Path")} */
    public SearchPath units() {
        return units(".service");
    }

    /**
     * {@return where this is: units of one kind}
     *
     * @param kind the end of their names: {@code .timer}
     */
    public SearchPath units(String kind) {
        return places(
                "*" + kind,
                "etc/systemd/system.control",
                "run/systemd/system.control",
                "run/systemd/transient",
                "run/systemd/generator.early",
                "etc/systemd/system",
                "etc/systemd/system.attached",
                "run/systemd/system",
                "run/systemd/generator",
                "usr/local/lib/systemd/system",
                "usr/lib/systemd/system",
                "lib/systemd/system",
                "run/systemd/generator.late");
    }

    /** {@return where this is: what is there while systemd runs the machine (sd_booted(3))} */
    public Path systemdRun() {
        return at("run/systemd/system");
    }

    /** {@return where this is: scripts of System V's init and of OpenRC} */
    public SearchPath initScripts() {
        return places("*", "etc/init.d", "etc/rc.d/init.d");
    }

    /** {@return where this is: what these scripts are started by, at any run level that a machine stays in} */
    public List<Path> runLevels() {
        List<Path> levels = new ArrayList<>();
        for (String level : List.of("S", "1", "2", "3", "4", "5")) {
            levels.add(at("etc/rc" + level + ".d"));
            levels.add(at("etc/rc.d/rc" + level + ".d"));
        }
        for (String level : List.of("sysinit", "boot", "default")) {
            levels.add(at("etc/runlevels/" + level));
        }
        return levels;
    }

    /**
     * {@return the files that a line of ifupdown's configuration sources}
     *
     * @param word what the line names: absolute, or below {@code /etc/network}, with the asterisks of a shell
     * @param directory whether it names a folder, of which plainly named files count
     * @param names what is in a folder
     */
    public List<Path> sourced(String word, boolean directory, Function<Path, List<String>> names) {
        Path place =
                word.startsWith("/") ? at(word.substring(1)) : at("etc/network").resolve(word);
        List<Path> found = new ArrayList<>(List.of(sysroot.root()));
        for (Path part : sysroot.root().relativize(place)) {
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                names.apply(folder).stream()
                        .filter(name -> name.matches(glob(part.toString())))
                        .sorted()
                        .forEach(name -> next.add(folder.resolve(name)));
            }
            found = next;
        }
        if (!directory) {
            return found;
        }
        List<Path> files = new ArrayList<>();
        found.forEach(folder -> names.apply(folder).stream()
                .filter(name -> name.matches("[A-Za-z0-9_-]+"))
                .sorted()
                .forEach(name -> files.add(folder.resolve(name))));
        return files;
    }

    private static String glob(String pattern) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return pattern.startsWith("*") || pattern.startsWith("?") ? "(?!\\.)" + regex : regex;
    }

    /** {@return where this is: cloud-init's own configuration, and what the instance was given} */
    public List<SearchPath> cloudInit() {
        return List.of(
                places("cloud.cfg", "etc/cloud"),
                places("*.cfg", "etc/cloud/cloud.cfg.d"),
                places("user-data.txt", "var/lib/cloud/instance"),
                places("vendor-data.txt", "var/lib/cloud/instance"),
                places("*", "var/lib/cloud/scripts/per-boot"));
    }

    /** {@return where this is: nmstate.service(8)} */
    public List<SearchPath> nmstate() {
        return List.of(places("*.yml", "etc/nmstate"), places("*.yaml", "etc/nmstate"));
    }

    /** {@return where this is: what os-net-config is told, and what its service creates VFs by at boot} */
    public List<SearchPath> osNetConfig() {
        return List.of(
                places("config.yaml", "etc/os-net-config"),
                places("config.json", "etc/os-net-config"),
                places("sriov_config.yaml", "var/lib/os-net-config"));
    }

    /**
     * {@return where this is: what the SR-IOV operator of Kubernetes makes at boot, and what it made last of each PF}
     */
    public List<SearchPath> sriovOperator() {
        return List.of(
                places("sriov-interface-config.yaml", "etc/sriov-operator"), places("*", "etc/sriov-operator/pci"));
    }

    /**
     * {@return where this is: the functions that unRAID binds to vfio-pci, the number of VFs of PFs, and what VFs are}
     */
    public List<SearchPath> unraid() {
        return List.of(
                places("vfio-pci.cfg", "boot/config"),
                places("sriov.cfg", "boot/config"),
                places("sriovvfs.cfg", "boot/config"));
    }

    private SearchPath places(String name, String... folders) {
        return new SearchPath(Arrays.stream(folders).map(this::at).toList(), name);
    }

    /** A leading slash would leave the root, so places are named without. */
    private Path at(String place) {
        return sysroot.root().resolve(place);
    }
}
