package vfnet.discovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vfnet.model.ForeignSetting;
import vfnet.model.OtherTool;
import vfnet.model.PortPattern;
import vfnet.model.Sysroot;
import vfnet.model.SystemFiles;

/** Finds the lines of scripts, units and tables that write to {@code sriov_numvfs}. */
final class TextSettingReader {
    private static final String ATTRIBUTE = "sriov_numvfs";
    /** No line that a person wrote is longer. */
    private static final int LONGEST_LINE = 4096;

    /** A shell's redirection, {@code tee}, an assignment of udev or sysfsutils, tmpfiles' {@code w}, a script's open. */
    private static final Pattern WRITES = Pattern.compile(">\\s*[\"']?[^\\s\"';|&]*" + ATTRIBUTE
            + "|\\btee\\b[^;|&]*" + ATTRIBUTE + "|" + ATTRIBUTE + "}?\\s*\\+?=(?!=)|^w[+!]*\\s+\\S*" + ATTRIBUTE
            + "|" + ATTRIBUTE + "[\"']\\s*,\\s*[\"']w");
    /** Where one command of a shell's line ends. */
    private static final Pattern BETWEEN_COMMANDS = Pattern.compile("\\s*(?:;|&&|\\|\\|)\\s*");
    /** The interface or function in a path such as {@code /sys/class/net/enp1s0f0/device/sriov_numvfs}. */
    private static final Pattern BY_NAME = Pattern.compile("net/([^/\\s\"'${}]+)/device/" + ATTRIBUTE);
    private static final Pattern BY_FUNCTION = Pattern.compile("([0-9a-fA-F*?]{4}:[0-9a-fA-F*?]{2}:[0-9a-fA-F*?]{2}\\.[0-7*?])/"
            + ATTRIBUTE);
    /** A program that a unit starts, after the marks that systemd.service(5) allows before it. */
    private static final Pattern EXEC = Pattern.compile("Exec[A-Za-z]+=[-@:+!|]*(.*)");

    private final Sysroot sysroot;
    private final SystemFiles files;
    private final ConfigurationReader configuration;
    private final UnitReader units;

    TextSettingReader(Sysroot sysroot, ConfigurationReader configuration, UnitReader units) {
        this.sysroot = sysroot;
        this.files = new SystemFiles(sysroot);
        this.configuration = configuration;
        this.units = units;
    }

    List<ForeignSetting> read() {
        List<ForeignSetting> settings = new ArrayList<>();
        files.texts().forEach((tool, places) -> places.stream().flatMap(place -> configuration.files(place).stream())
                .forEach(file -> settings.addAll(settings(tool, file.name(), "", file))));
        for (TextFile unit : configuration.files(files.ownUnits())) {
            if (!units.enabledBy(unit.shortName()).isEmpty() && !UnitReader.isVfnets(unit.shortName())) {
                settings.addAll(settings(OtherTool.SERVICE, unit.name(), "", unit));
                programs(unit).forEach(program -> settings.addAll(
                        settings(OtherTool.SERVICE, unit.name(), program.name() + ": ", program)));
            }
        }
        return settings;
    }

    private static List<ForeignSetting> settings(OtherTool tool, String place, String prefix, TextFile file) {
        return file.linesWithout("#;").stream().flatMap(BETWEEN_COMMANDS::splitAsStream).filter(TextSettingReader::writes)
                .map(line -> new ForeignSetting(tool, place, List.of(prefix + line), ports(line))).toList();
    }

    /** Whether the line changes the number of VFs, and does not only look at it. */
    static boolean writes(String line) {
        return line.length() <= LONGEST_LINE && line.contains(ATTRIBUTE) && WRITES.matcher(line).find();
    }

    static PortPattern ports(String line) {
        Matcher name = BY_NAME.matcher(line);
        if (name.find()) {
            return PortPattern.named(List.of(name.group(1)));
        }
        Matcher function = BY_FUNCTION.matcher(line);
        return function.find() ? PortPattern.at(function.group(1)) : PortPattern.ANY;
    }

    /** The scripts that a unit starts, one level deep. */
    private List<TextFile> programs(TextFile unit) {
        List<TextFile> programs = new ArrayList<>();
        for (String line : unit.linesWithout("#;")) {
            Matcher exec = EXEC.matcher(line);
            if (exec.matches()) {
                Arrays.stream(exec.group(1).split("[\\s\"';]+")).flatMap(word -> program(word).stream()).forEach(programs::add);
            }
        }
        return programs;
    }

    /** A machine's program is no script: its text holds a zero byte. */
    private Optional<TextFile> program(String word) {
        if (!word.startsWith("/") || word.contains("..") || word.indexOf(0) >= 0) {
            return Optional.empty();
        }
        Path place = sysroot.root().resolve(word.substring(1));
        return configuration.file(place).filter(file -> file.text().indexOf(0) < 0);
    }
}
