// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vfnet.install.Layout;

/** The prose of a page by section: the file NAME.md beside this class. It is read only when vfnet is installed. */
final class Prose {
    private static final String HEADING = "## ";

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    private Prose(String text) {
        List<String> section = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(HEADING)) {
                section = new ArrayList<>();
                sections.put(line.substring(HEADING.length()), section);
            } else {
                section.add(line);
            }
        }
    }

    /** The prose of a page, with the paths of this installation. */
    static Prose of(String name, Layout layout) {
        try (InputStream in = Prose.class.getResourceAsStream(name + ".md")) {
            if (in == null) {
                throw new IllegalStateException("the manual has no prose for " + name);
            }
            return new Prose(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@PREFIX@", layout.prefix().path())
                    .replace("@CONFIGURATION@", layout.name(layout.configuration()))
                    .replace("@UNIT@", layout.name(layout.unit())));
        } catch (IOException e) {
            throw new UncheckedIOException("vfnet.cli lacks its own " + name + ".md", e);
        }
    }

    /** {@return the titles of its sections, in order} */
    List<String> titles() {
        return List.copyOf(sections.keySet());
    }

    /** Appends a section right after its title; nothing where the page has no such section. */
    void append(String title, ManPage page) {
        append(title, page, false);
    }

    /** The same, after generated text. */
    void append(String title, ManPage page, boolean generated) {
        new Markdown(page, generated).append(sections.getOrDefault(title, List.of()));
    }
}
