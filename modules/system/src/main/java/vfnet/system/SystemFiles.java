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
 * Paths of files in which distributions, administrators and other tools configure what bears on VFs. Those of the
 * kernel are in {@link Sysroot}.
 *
 * @param sysroot the machine's root
 */
public record SystemFiles(Sysroot sysroot) {

    /**
     * {@return a path that exists on every running machine; a snapshot without it has none of the machine's
     * configuration}
     */
    public Path run() {
        return at("run");
    }

    /** {@return the system's name and version (os-release(5))} */
    public SearchPath osRelease() {
        return places("os-release", "etc", "usr/lib");
    }

    /** {@return GRUB's options and additions to them} */
    public List<SearchPath> grub() {
        return List.of(places("grub", "etc/default"), places("*.cfg", "etc/default/grub.d"));
    }

    /** {@return the options of systemd-boot, and of Proxmox where it uses that} */
    public SearchPath kernelCommandLine() {
        return places("cmdline", "etc/kernel");
    }

    /** {@return what exists where proxmox-boot-tool manages the boot partition} */
    public Path proxmoxBootUuids() {
        return at("etc/kernel/proxmox-boot-uuids");
    }

    /** {@return the PCI resource mappings of a Proxmox cluster, which all its nodes share} */
    public SearchPath proxmoxMappings() {
        return places("pci.cfg", "etc/pve/mapping");
    }

    /** {@return the client of TrueNAS's middleware} */
    public Path trueNasClient() {
        return at("usr/bin/midclt");
    }

    /** {@return the folder with one folder per kernel, named by its release} */
    public Path kernelModules() {
        return at("lib/modules");
    }

    /** {@return modprobe.d(5)} */
    public SearchPath modprobe() {
        return places(
                "*.conf",
                "etc/modprobe.d",
                "run/modprobe.d",
                "usr/local/lib/modprobe.d",
                "usr/lib/modprobe.d",
                "lib/modprobe.d");
    }

    /** {@return systemd.link(5)} */
    public SearchPath links() {
        return systemdNetwork("*.link");
    }

    /** {@return systemd.network(5)} */
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

    /** {@return netplan(5): a file in /run masks one in /etc} */
    public SearchPath netplan() {
        return places("*.yaml", "run/netplan", "etc/netplan", "usr/lib/netplan", "lib/netplan");
    }

    /** {@return NetworkManager's own configuration file (NetworkManager.conf(5))} */
    public SearchPath networkManager() {
        return places("NetworkManager.conf", "etc/NetworkManager");
    }

    /** {@return what is read after that file if it is in /etc, before it elsewhere} */
    public SearchPath networkManagerSnippets() {
        return places(
                "*.conf", "etc/NetworkManager/conf.d", "run/NetworkManager/conf.d", "usr/lib/NetworkManager/conf.d");
    }

    /** {@return what NetworkManager was configured with at run time; it is read last} */
    public SearchPath networkManagerIntern() {
        return places("NetworkManager-intern.conf", "var/lib/NetworkManager");
    }

    /** {@return NetworkManager's connection profiles} */
    public SearchPath connections() {
        return places(
                "*.nmconnection",
                "etc/NetworkManager/system-connections",
                "run/NetworkManager/system-connections",
                "usr/lib/NetworkManager/system-connections");
    }

    /** {@return ifupdown's configuration (interfaces(5))} */
    public List<SearchPath> interfaces() {
        return List.of(places("interfaces", "etc/network"), places("*", "etc/network/interfaces.d"));
    }

    /** {@return the older format of such profiles, of Red Hat's systems} */
    public SearchPath ifcfg() {
        return places("*", "etc/sysconfig/network-scripts");
    }

    /** {@return what exists while NetworkManager runs, or has run since boot} */
    public Path networkManagerRun() {
        return at("run/NetworkManager");
    }

    /** {@return the file that makes NetworkManager ignore VFs, if vfnet was asked to write it} */
    public Path networkManagerRule() {
        return at("etc/NetworkManager/conf.d/90-vfnet.conf");
    }

    /** {@return udev(7)} */
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
     * {@return udev's record of an interface}
     *
     * @param index the kernel's number of it (ifindex)
     */
    public Path udevRecord(int index) {
        return at("run/udev/data/n" + index);
    }

    /** {@return driverctl's overrides, one file per device: {@code pci-0000:01:00.0}} */
    public SearchPath driverctl() {
        return places("*", "etc/driverctl.d");
    }

    /** {@return texts that may write to {@code sriov_numvfs}, by the tool that runs them} */
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

    /** {@return services, the administrator's own first (systemd.unit(5), "Unit File Load Path")} */
    public SearchPath units() {
        return units(".service");
    }

    /**
     * {@return units of one kind}
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

    /** {@return what exists while systemd runs the machine (sd_booted(3))} */
    public Path systemdRun() {
        return at("run/systemd/system");
    }

    /** {@return scripts of System V's init and of OpenRC} */
    public SearchPath initScripts() {
        return places("*", "etc/init.d", "etc/rc.d/init.d");
    }

    /** {@return the links that start these scripts, at any run level that a machine stays in} */
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
     * @param word what the line names: absolute, or below {@code /etc/network}, with a shell's wildcards
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

    /** {@return cloud-init's own configuration, and the data of the instance} */
    public List<SearchPath> cloudInit() {
        return List.of(
                places("cloud.cfg", "etc/cloud"),
                places("*.cfg", "etc/cloud/cloud.cfg.d"),
                places("user-data.txt", "var/lib/cloud/instance"),
                places("vendor-data.txt", "var/lib/cloud/instance"),
                places("*", "var/lib/cloud/scripts/per-boot"));
    }

    /** {@return nmstate.service(8)} */
    public List<SearchPath> nmstate() {
        return List.of(places("*.yml", "etc/nmstate"), places("*.yaml", "etc/nmstate"));
    }

    /** {@return os-net-config's configuration, and the file by which its service creates VFs at boot} */
    public List<SearchPath> osNetConfig() {
        return List.of(
                places("config.yaml", "etc/os-net-config"),
                places("config.json", "etc/os-net-config"),
                places("sriov_config.yaml", "var/lib/os-net-config"));
    }

    /** {@return what the SR-IOV operator of Kubernetes configures at boot, and what it last configured on each PF} */
    public List<SearchPath> sriovOperator() {
        return List.of(
                places("sriov-interface-config.yaml", "etc/sriov-operator"), places("*", "etc/sriov-operator/pci"));
    }

    /** {@return the functions that unRAID binds to vfio-pci, the number of VFs of PFs, and its settings of VFs} */
    public List<SearchPath> unraid() {
        return List.of(
                places("vfio-pci.cfg", "boot/config"),
                places("sriov.cfg", "boot/config"),
                places("sriovvfs.cfg", "boot/config"));
    }

    private SearchPath places(String name, String... folders) {
        return new SearchPath(Arrays.stream(folders).map(this::at).toList(), name);
    }

    /** A leading slash would leave the root, so paths are written without. */
    private Path at(String place) {
        return sysroot.root().resolve(place);
    }
}
