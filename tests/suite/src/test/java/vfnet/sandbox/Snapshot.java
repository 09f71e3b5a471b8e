// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import vfnet.system.IpQuery;

/** The whole state of a simulated host, one line each, to be compared. */
final class Snapshot {
    private Snapshot() {}

    static String of(SimulatedHost play) throws IOException {
        SortedMap<String, String> lines = new TreeMap<>();
        Path root = play.machine().view().sysroot().root();
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(path -> !root.relativize(path).toString().startsWith(".vfnet-"))
                    .forEach(path -> lines.put(
                            root.relativize(path).toString(),
                            Tree.target(path)
                                    .map("-> "::concat)
                                    .or(() -> Tree.text(path).map("= "::concat))
                                    .orElse("")));
        }
        play.machine().view().refusals().forEach((path, errno) -> lines.put(path + " !", errno.name()));
        for (IpQuery query : IpQuery.values()) {
            lines.put(
                    query.toString(),
                    play.machine()
                            .view()
                            .ip()
                            .answer(query)
                            .value()
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .orElse(""));
        }
        StringBuilder text = new StringBuilder();
        lines.forEach((path, what) -> text.append(path).append(' ').append(what).append('\n'));
        return text.toString();
    }
}
