// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.system.Sysroot;
import vfnet.system.program.HostProgram;

/**
 * The paths of an installation.
 *
 * @param root the tree that it is installed into
 * @param prefix the folder in that tree
 */
public record Layout(Sysroot root, Prefix prefix) {
    /** The name of the systemd unit that restores the saved VFs at boot. */
    public static final String UNIT = "vfnet.service";
    /** The name of the systemd unit that restores the VFs of one PF whose card or driver came back. */
    public static final String RESTORE_UNIT = "vfnet-restore@.service";
    /** The name of udev's rule that starts it. */
    public static final String RESTORE_RULE = "90-vfnet.rules";
    /** The unit that keeps the filters of ports in line with bridges, where that is saved; the first one starts it. */
    public static final String BRIDGE_UNIT = "vfnet-bridge.service";
    /** The timer of the unit that writes metrics; installed and not enabled. */
    public static final String METRICS_TIMER = "vfnet-metrics.timer";
    /** The names of the units that write metrics. */
    public static final List<String> METRICS_UNITS = List.of("vfnet-metrics.service", METRICS_TIMER);

    /**
     * The installation that an image belongs to.
     *
     * @param root the tree
     * @param image a folder of the tree
     * @return empty when it belongs to none
     */
    public static Optional<Layout> holding(Sysroot root, Path image) {
        if (!image.startsWith(root.root())) {
            return Optional.empty();
        }
        String name = root.onMachine(image);
        int end = name.lastIndexOf("/lib/vfnet/");
        return end < 0
                ? Optional.empty()
                : Prefix.parse(name.substring(0, end))
                        .map(prefix -> new Layout(root, prefix))
                        .filter(layout -> Files.exists(layout.manifest()));
    }

    /** {@return the folder of the images, of the link to the one in use, and of what belongs to them} */
    public Path home() {
        return root.place(prefix + "/lib/vfnet");
    }

    /** {@return the link to the image in use} */
    public Path current() {
        return home().resolve("current");
    }

    /** {@return the folder of an image that is being copied} */
    public Path fresh() {
        return home().resolve(".new");
    }

    /** {@return the record of what was installed} */
    public Path manifest() {
        return home().resolve("manifest");
    }

    /** {@return the file that {@link InstallLock} locks} */
    public Path lock() {
        return home().resolve(".lock");
    }

    /** {@return the path of the command} */
    public Path command() {
        return root.place(prefix + "/bin/vfnet");
    }

    /**
     * {@return a path among the architecture-independent files: {@code zsh/site-functions/_vfnet}}
     *
     * @param name its name below {@code share}
     */
    public Path shared(String name) {
        return root.place(prefix + "/share/" + name);
    }

    /** {@return the folder of the manual, with a folder for each of its sections} */
    public Path manual() {
        return shared("man");
    }

    /**
     * {@return whether the system keeps an index of this manual, outside it} For any other folder mandb(8) would put
     * one into the folder itself.
     */
    public boolean hasManualIndex() {
        return (prefix.equals(Prefix.USR_LOCAL) || prefix.equals(Prefix.USR))
                && HostProgram.find(root, HostManualIndex.PROGRAM).isPresent();
    }

    /** {@return where bash looks for its completion (bash-completion, README)} */
    public Path bashCompletion() {
        return shared("bash-completion/completions/vfnet");
    }

    /**
     * {@return where zsh looks for its completion} Debian's zsh looks below {@code /usr} in {@code vendor-completions}
     * alone, and below {@code /usr/local} in {@code site-functions} (its fpath).
     */
    public Path zshCompletion() {
        return shared(prefix.equals(Prefix.USR) ? "zsh/vendor-completions/_vfnet" : "zsh/site-functions/_vfnet");
    }

    /**
     * {@return where fish looks for its completion} Below {@code /usr/local} it looks only where {@code XDG_DATA_DIRS}
     * is set, and Debian sets it in desktop sessions alone; {@code /etc/fish} is the administrator's place
     * (fish-completions(1)).
     */
    public Path fishCompletion() {
        return prefix.isOfSystem() && !prefix.equals(Prefix.USR)
                ? root.place("/etc/fish/completions/vfnet.fish")
                : shared("fish/vendor_completions.d/vfnet.fish");
    }

    /** {@return the path of the unit: where systemd looks, or below the prefix for {@code systemctl enable} to link} */
    public Path unit() {
        return prefix.isOfSystem()
                ? root.systemdUnits().resolve(UNIT)
                : root.place(prefix + "/lib/systemd/system/" + UNIT);
    }

    /** {@return the path of udev's rule: udev looks nowhere below another prefix} */
    public Path rule() {
        return root.udevRules().resolve(RESTORE_RULE);
    }

    /**
     * {@return the link that makes a target start the unit, as {@code systemctl enable} creates it}
     *
     * @param target the target: {@code multi-user.target}
     */
    public Path wants(String target) {
        return root.systemdUnits().resolve(target + ".wants").resolve(UNIT);
    }

    /** {@return the link by which {@code systemctl enable} starts the metrics' timer} */
    public Path metricsEnabled() {
        return root.systemdUnits().resolve("timers.target.wants").resolve(METRICS_TIMER);
    }

    /** {@return the folder of the saved configuration} */
    public Path configurationFolder() {
        return prefix.isOfSystem() ? root.vfnetConfiguration() : root.place(prefix + "/etc/vfnet");
    }

    /** {@return the saved configuration} */
    public Path configuration() {
        return configurationFolder().resolve("config.json");
    }

    /**
     * {@return this path on the machine}
     *
     * @param path a path of the tree
     */
    public String name(Path path) {
        return root.onMachine(path);
    }
}
