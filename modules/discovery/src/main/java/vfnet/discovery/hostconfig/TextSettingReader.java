// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.host.OtherTool;
import vfnet.model.host.ThirdPartySetting;
import vfnet.system.SystemFiles;

/** Finds the lines of scripts and tables that write to {@code sriov_numvfs}. */
public final class TextSettingReader {
    /** A link that starts a script of System V's init: {@code S20vfs}. */
    private static final String START = "S";

    private final SystemFiles files;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;
    private final ScriptReader scripts;

    public TextSettingReader(
            SystemFiles files, AttributeReader attributes, ConfigurationReader configuration, ScriptReader scripts) {
        this.files = files;
        this.attributes = attributes;
        this.configuration = configuration;
        this.scripts = scripts;
    }

    public List<ThirdPartySetting> read() {
        List<ThirdPartySetting> settings = new ArrayList<>();
        files.texts()
                .forEach((tool, places) -> places.stream()
                        .flatMap(place -> configuration.files(place).stream())
                        .forEach(file -> settings.addAll(scripts.settings(tool, file))));
        for (TextFile file : new InterfacesReader(files, attributes, configuration).read()) {
            settings.addAll(scripts.settings(OtherTool.IFUPDOWN, file));
        }
        for (TextFile script : configuration.files(files.initScripts())) {
            if (isStarted(script.shortName())) {
                settings.addAll(scripts.settings(OtherTool.BOOT_SCRIPT, script));
            }
        }
        return settings;
    }

    /** By a link {@code rc3.d/S20NAME} (insserv, chkconfig), or by one of OpenRC's of the same name. */
    private boolean isStarted(String script) {
        for (Path folder : files.runLevels()) {
            for (String link : attributes.names(folder).value().orElse(List.of())) {
                if (link.equals(script)
                        || link.startsWith(START)
                                && link.length() > 3
                                && link.substring(3).equals(script)) {
                    return true;
                }
            }
        }
        return false;
    }
}
