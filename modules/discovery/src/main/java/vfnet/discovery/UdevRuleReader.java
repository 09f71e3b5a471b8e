package vfnet.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vfnet.model.ForeignSetting;
import vfnet.model.MacAddress;
import vfnet.model.OtherTool;
import vfnet.model.PortPattern;
import vfnet.model.SystemFiles;

/** Finds udev rules that write to {@code sriov_numvfs} (udev(7)). */
final class UdevRuleReader {
    /** {@code KERNEL=="enp1s0f0"}, {@code ATTR{address}=="..."}: a key, what it compares with. */
    private static final Pattern MATCH = Pattern.compile("([A-Z_]+)(?:\\{([^}]*)})?==\"([^\"]*)\"");

    private final SystemFiles files;
    private final ConfigurationReader configuration;

    UdevRuleReader(SystemFiles files, ConfigurationReader configuration) {
        this.files = files;
        this.configuration = configuration;
    }

    List<ForeignSetting> read() {
        List<ForeignSetting> settings = new ArrayList<>();
        for (TextFile file : configuration.files(files.udevRules())) {
            for (String line : file.linesWithout("#")) {
                if (TextSettingReader.writes(line)) {
                    settings.add(new ForeignSetting(OtherTool.UDEV_RULE, file.name(), List.of(line), ports(line)));
                }
            }
        }
        return settings;
    }

    /** What a rule compares says which ports it is about; else the path that its command writes to. */
    private static PortPattern ports(String rule) {
        List<String> names = new ArrayList<>();
        List<MacAddress> addresses = new ArrayList<>();
        List<String> drivers = new ArrayList<>();
        List<String> functions = new ArrayList<>();
        Matcher match = MATCH.matcher(rule);
        while (match.find()) {
            List<String> values = Arrays.asList(match.group(3).split("\\|"));
            String key = match.group(1) + (match.group(2) == null ? "" : "{" + match.group(2) + "}");
            switch (key) {
                case "KERNEL", "NAME", "ENV{INTERFACE}" -> values.forEach(value ->
                        (value.contains(":") ? functions : names).add(value));
                case "KERNELS", "ENV{PCI_SLOT_NAME}" -> functions.addAll(values);
                case "DRIVER", "DRIVERS", "ENV{ID_NET_DRIVER}" -> drivers.addAll(values);
                case "ATTR{address}", "ATTRS{address}" -> values.forEach(value ->
                        MacAddress.parse(value).ifPresent(addresses::add));
                default -> { }
            }
        }
        PortPattern compared = new PortPattern(names, addresses, drivers, functions);
        return compared.equals(PortPattern.ANY) ? TextSettingReader.ports(rule) : compared;
    }
}
