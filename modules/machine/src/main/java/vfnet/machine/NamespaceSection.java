// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.util.Optional;
import vfnet.system.IpQuery;

/** The title of a section with another network namespace's links: the command that prints them there. */
final class NamespaceSection {
    private static final String START = "nsenter --net=";
    private static final String END = " " + IpQuery.LINKS;

    private NamespaceSection() {}

    static String title(String namespace) {
        return START + namespace + END;
    }

    /** The file that refers to the namespace; empty when it is not such a title. */
    static Optional<String> namespace(String title) {
        return title.startsWith(START) && title.endsWith(END) && title.length() > START.length() + END.length()
                ? Optional.of(title.substring(START.length(), title.length() - END.length()))
                : Optional.empty();
    }
}
