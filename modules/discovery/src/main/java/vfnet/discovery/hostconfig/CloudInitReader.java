// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vfnet.model.host.OtherTool;
import vfnet.model.host.ThirdPartySetting;
import vfnet.system.SystemFiles;

/** Reads the commands that cloud-init runs: {@code bootcmd} at every boot, {@code runcmd} at the first one. */
public final class CloudInitReader {
    private static final List<String> COMMANDS = List.of("bootcmd", "runcmd");

    private final SystemFiles files;
    private final ConfigurationReader configuration;
    private final ScriptReader scripts;

    public CloudInitReader(SystemFiles files, ConfigurationReader configuration, ScriptReader scripts) {
        this.files = files;
        this.configuration = configuration;
        this.scripts = scripts;
    }

    public List<ThirdPartySetting> read() {
        List<ThirdPartySetting> settings = new ArrayList<>();
        files.cloudInit()
                .forEach(places -> configuration
                        .files(places)
                        .forEach(file -> settings.addAll(
                                scripts.settings(OtherTool.CLOUD_INIT, new TextFile(file.name(), commands(file))))));
        return settings;
    }

    /** User data may be a script as well; multipart data is not searched. */
    private String commands(TextFile file) {
        boolean isCloudConfig = file.name().endsWith(".cfg") || file.text().startsWith("#cloud-config");
        if (!isCloudConfig) {
            return file.text().startsWith("#!") || !file.name().endsWith(".txt") ? file.text() : "";
        }
        Map<String, Object> top = new YamlDocuments(configuration)
                .document(file)
                .flatMap(YamlDocuments::mapping)
                .orElse(Map.of());
        return COMMANDS.stream()
                .flatMap(key -> YamlDocuments.value(top, key).stream())
                .flatMap(commands -> YamlDocuments.list(commands).stream())
                .map(command -> command instanceof List<?> words
                        ? words.stream().map(String::valueOf).collect(Collectors.joining(" "))
                        : String.valueOf(command))
                .collect(Collectors.joining("\n"));
    }
}
