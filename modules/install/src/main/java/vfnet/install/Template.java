// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The template files of the module, filled in for one installation. */
public final class Template {
    private static final String WANTED_BY = "WantedBy=";

    private Template() {}

    /**
     * {@return the text of the unit that restores the saved VFs}
     *
     * @param layout the installation
     */
    public static String unit(Layout layout) {
        return unit(Layout.UNIT, layout);
    }

    /**
     * {@return the text of one of the units of an installation}
     *
     * @param name its name
     * @param layout the installation
     */
    public static String unit(String name, Layout layout) {
        String home = layout.prefix() + "/lib/vfnet";
        return unit(name, "Written by 'vfnet install'.", home, home + "/current", layout.name(layout.configuration()));
    }

    /**
     * {@return the text of the same unit in a distribution's package}
     *
     * @param name its name
     */
    public static String packagedUnit(String name) {
        return unit(name, "Of the package vfnet.", PackagedVfnet.IMAGE, PackagedVfnet.IMAGE, "/etc/vfnet/config.json");
    }

    /**
     * {@return the text of the script in the PATH where the configuration is not in {@code /etc}}
     *
     * @param layout the installation
     */
    public static String wrapper(Layout layout) {
        return text("vfnet.sh")
                .replace("@PREFIX@", layout.prefix().path())
                .replace("@CONFIGURATION@", layout.name(layout.configuration()));
    }

    /**
     * {@return the targets that start a unit, by its {@code WantedBy=}}
     *
     * @param unit the text of the unit
     */
    public static List<String> wantedBy(String unit) {
        List<String> targets = new ArrayList<>();
        unit.lines()
                .filter(line -> line.startsWith(WANTED_BY))
                .forEach(line -> targets.addAll(
                        List.of(line.substring(WANTED_BY.length()).strip().split(" +"))));
        return targets;
    }

    private static String unit(String name, String origin, String home, String image, String configuration) {
        return text(name)
                .replace("@SANDBOX@\n", text("sandbox.conf"))
                .replace("@RULE@", Layout.RESTORE_RULE)
                .replace("@ORIGIN@", origin)
                .replace("@HOME@", home)
                .replace("@IMAGE@", image)
                .replace("@CONFIGURATION@", configuration);
    }

    private static String text(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("vfnet.install lacks its own " + name, e);
        }
    }
}
