// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The excerpt of netplan's YAML: which ports have VFs, and how netplan matches the ports. A line stays with its key
 * where that is one of a few, and a mapping's line where something under it does; what is in braces is dropped, since
 * it may be anything.
 */
final class NetplanExcerpt {
    private static final Set<String> OF_VFS =
            Set.of("virtual-function-count", "embedded-switch-mode", "delay-virtual-functions-rebind", "link");
    private static final Set<String> OF_MATCHES = Set.of("name", "macaddress", "driver");

    private final StringBuilder excerpt = new StringBuilder();
    private final Deque<Mapping> above = new ArrayDeque<>();

    /** A line whose value is the lines below it. */
    private record Mapping(int indentation, String key, String line) {}

    private NetplanExcerpt() {}

    /** Empty text where the file configures no VFs. */
    static String of(String text) {
        NetplanExcerpt excerpt = new NetplanExcerpt();
        text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .forEach(excerpt::line);
        String kept = excerpt.excerpt.toString();
        return OF_VFS.stream().anyMatch(key -> kept.contains(key + ":")) ? kept : "";
    }

    private void line(String line) {
        int indentation = line.length() - line.stripLeading().length();
        while (!above.isEmpty() && above.getLast().indentation() >= indentation) {
            above.removeLast();
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            return;
        }
        String key = line.substring(indentation, colon).strip();
        String value = line.substring(colon + 1).strip();
        if (value.isEmpty()) {
            above.addLast(new Mapping(indentation, key, line));
        } else if (isKept(key) && !value.contains("{")) {
            keep(line);
        }
    }

    /** {@code network}, {@code ethernets}, an ID, and then its settings; its {@code match} is one deeper. */
    private boolean isKept(String key) {
        String parent = above.isEmpty() ? "" : above.getLast().key();
        boolean ofEthernets = above.stream()
                .skip(1)
                .findFirst()
                .filter(second -> second.key().equals("ethernets"))
                .isPresent();
        return ofEthernets
                && (above.size() == 3 && OF_VFS.contains(key)
                        || above.size() == 4 && parent.equals("match") && OF_MATCHES.contains(key));
    }

    private void keep(String line) {
        above.forEach(mapping -> {
            if (!mapping.line().isEmpty()) {
                excerpt.append(mapping.line().stripTrailing()).append('\n');
            }
        });
        Deque<Mapping> written = new ArrayDeque<>();
        above.forEach(mapping -> written.addLast(new Mapping(mapping.indentation(), mapping.key(), "")));
        above.clear();
        above.addAll(written);
        excerpt.append(line.stripTrailing()).append('\n');
    }
}
