// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vfnet.model.PciAddress;
import vfnet.model.host.PortPattern;
import vfnet.system.ShellValues;

/**
 * Determines from a path the devices whose number of VFs a command writes. GPUs, NVMe disks and others create VFs in
 * the same way as network cards do (Documentation/ABI/testing/sysfs-bus-pci), and do not concern vfnet.
 */
final class WrittenDevices {
    private static final String ATTRIBUTE = "(?:sriov_numvfs|mlx5_num_vfs)";
    private static final Pattern PATH = Pattern.compile("[^\\s\"'<>|;&()=]*" + ATTRIBUTE);
    /** {@code /sys/class/net/enp1s0f0/device/sriov_numvfs}; sysfsutils leave {@code /sys} out. */
    private static final Pattern BY_CLASS = Pattern.compile("(?:^|/)class/([^/]+)/(?:([^/]+)/device/)?");

    private static final Pattern BY_NAME = Pattern.compile("(?:^|/)net/([^/]+)/device/" + ATTRIBUTE);
    private static final Pattern BY_FUNCTION =
            Pattern.compile("((?:[0-9a-fA-F*?]{4}:)?[0-9a-fA-F*?]{2}:[0-9a-fA-F*?]{2}\\.[0-7*?])/" + ATTRIBUTE);
    private static final Pattern BY_DRIVER = Pattern.compile("/drivers/([^/$]+)/[^/]+/" + ATTRIBUTE);
    private static final List<String> OF_INFINIBAND = List.of("infiniband", "infiniband_verbs", "infiniband_mad");
    /** Folders that only other devices' paths go through. */
    private static final Pattern OTHERS = Pattern.compile("/(?:drm|nvme|block|accel|crypto|misc|dax|nvidia\\w*)/");
    /** A program of the makers of such devices: NVIDIA's sriov-manage is in {@code /usr/lib/nvidia}. */
    private static final Pattern OTHERS_PROGRAM = Pattern.compile("/(?:nvidia|amdgpu|rocm|qat)[^/]*/");

    private final ShellValues values;
    private final List<String> arguments;

    /**
     * @param values the known values of the script's variables
     * @param arguments the arguments that the script is started with
     */
    WrittenDevices(ShellValues values, List<String> arguments) {
        this.values = values;
        this.arguments = arguments;
    }

    /** Whether a program is for devices other than network cards. */
    static boolean isOfOthers(String program) {
        return OTHERS_PROGRAM.matcher(program).find();
    }

    /**
     * The ports that it may be about, one pattern for each kind of criterion; none where it is about no network card.
     */
    List<PortPattern> of(String writer) {
        List<String> names = new ArrayList<>();
        List<String> functions = new ArrayList<>();
        List<String> drivers = new ArrayList<>();
        boolean unknown = false;
        for (String command : values.expanded(writer, arguments)) {
            Matcher path = PATH.matcher(command.replace("\\", ""));
            while (path.find()) {
                unknown |= !sort(path.group(), names, functions, drivers);
            }
        }
        if (unknown) {
            List<String> told = arguments.stream()
                    .filter(word -> PciAddress.parse(word).isPresent())
                    .toList();
            return List.of(told.isEmpty() ? PortPattern.ANY : functions(told));
        }
        return Stream.of(
                        patterns(names, PortPattern::named),
                        patterns(functions, WrittenDevices::functions),
                        patterns(drivers, all -> new PortPattern(List.of(), List.of(), all, List.of())))
                .flatMap(Optional::stream)
                .toList();
    }

    private interface Maker {
        PortPattern of(List<String> marks);
    }

    private static Optional<PortPattern> patterns(List<String> marks, Maker maker) {
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of(maker.of(marks.stream().distinct().toList()));
    }

    private static PortPattern functions(List<String> functions) {
        return new PortPattern(List.of(), List.of(), List.of(), functions);
    }

    /** Adds the criterion that the path contains; false where it may be about any network card. */
    private static boolean sort(String path, List<String> names, List<String> functions, List<String> drivers) {
        Matcher name = BY_NAME.matcher(path);
        Matcher function = BY_FUNCTION.matcher(path);
        Matcher driver = BY_DRIVER.matcher(path);
        Matcher byClass = BY_CLASS.matcher(path);
        if (name.find()) {
            return sorted(name.group(1), names);
        }
        if (function.find()) {
            return sorted(function.group(1), functions);
        }
        if (driver.find()) {
            return sorted(driver.group(1), drivers);
        }
        if (byClass.find()
                && !byClass.group(1).equals("net")
                && !byClass.group(1).contains("$")) {
            // A device of InfiniBand is named mlx5_0 after its driver, and only sysfs shows its port.
            return !OF_INFINIBAND.contains(byClass.group(1))
                    || byClass.group(2) != null && byClass.group(2).startsWith("mlx5") && sorted("mlx5_core", drivers);
        }
        return OTHERS.matcher(path).find();
    }

    /** A name with a variable in it, or with udev's substitutions, may be any. */
    private static boolean sorted(String mark, List<String> marks) {
        return !mark.contains("$") && !mark.contains("%") && !mark.contains("{") && marks.add(mark);
    }
}
