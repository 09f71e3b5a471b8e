package vfnet.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts that lie in the module as files, filled in for one installation. */
final class Template {
    private static final String WANTED_BY = "WantedBy=";

    private Template() {}

    /** The unit that restores the saved VFs. */
    static String unit(Layout layout) {
        return filled("vfnet.service", layout);
    }

    /** What stands in the PATH where the configuration is not in {@code /etc}. */
    static String wrapper(Layout layout) {
        return filled("vfnet.sh", layout);
    }

    /** The targets that start the unit, as it says itself. */
    static List<String> wantedBy(String unit) {
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
