// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.hostconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.system.SearchPath;
import vfnet.system.SystemFiles;

/** Reads ifupdown's configuration with the files that it sources (interfaces(5), "INCLUDING OTHER FILES"). */
final class InterfacesReader {
    private static final String SOURCE = "source";
    private static final String SOURCE_DIRECTORY = "source-directory";
    private static final int DEEPEST = 5;

    private final SystemFiles files;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;
    private final Map<String, TextFile> read = new LinkedHashMap<>();

    InterfacesReader(SystemFiles files, AttributeReader attributes, ConfigurationReader configuration) {
        this.files = files;
        this.attributes = attributes;
        this.configuration = configuration;
    }

    /** Each file once. Debian's main file sources {@code interfaces.d}, so that is read in any case. */
    List<TextFile> read() {
        for (SearchPath places : files.interfaces()) {
            configuration.files(places).forEach(file -> take(file, 0));
        }
        return new ArrayList<>(read.values());
    }

    private void take(TextFile file, int depth) {
        if (depth > DEEPEST || read.putIfAbsent(file.name(), file) != null) {
            return;
        }
        for (String line : file.linesWithout("#")) {
            String[] words = line.split("\\s+");
            if (words.length > 1 && (words[0].equals(SOURCE) || words[0].equals(SOURCE_DIRECTORY))) {
                Arrays.stream(words)
                        .skip(1)
                        .flatMap(word -> sourced(words[0], word).stream())
                        .forEach(place -> configuration.file(place).ifPresent(more -> take(more, depth + 1)));
            }
        }
    }

    private List<Path> sourced(String key, String word) {
        String relative = word.replace("\"", "");
        if (relative.contains("..") || relative.indexOf(0) >= 0 || relative.contains("$")) {
            return List.of();
        }
        return files.sourced(
                relative,
                key.equals(SOURCE_DIRECTORY),
                folder -> attributes.names(folder).value().orElse(List.of()));
    }
}
