package vfnet.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts that lie in the module as files, filled in for one installation. */
public final class Template {
    private static final String WANTED_BY = "WantedBy=";

    private Template() {}

    /**
     * {@return the text of the unit that restores the saved VFs}
     *
     * @param layout the installation
     */
    public static String unit(Layout layout) {
        return filled("vfnet.service", layout);
    }

    /**
     * {@return the text of the script that stands in the PATH where the configuration is not in {@code /etc}}
     *
     * @param layout the installation
     */
    public static String wrapper(Layout layout) {
        return filled("vfnet.sh", layout);
    }

    /**
     * {@return the targets that start a unit, as it says itself in {@code WantedBy=}}
     *
     * @param unit the text of the unit
     */
    public static List<String> wantedBy(String unit) {
        List<String> targets = new ArrayList<>();
        unit.lines().filter(line -> line.startsWith(WANTED_BY))
                .forEach(line -> targets.addAll(List.of(line.substring(WANTED_BY.length()).strip().split(" +"))));
        return targets;
    }

    private static String filled(String name, Layout layout) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@PREFIX@", layout.prefix().path())
                    .replace("@CONFIGURATION@", layout.name(layout.configuration()));
        } catch (IOException e) {
            throw new UncheckedIOException("vfnet.install lacks its own " + name, e);
        }
    }
}
