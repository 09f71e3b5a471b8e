// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.format;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import vfnet.model.desired.SavedPort;

/** The names of files and definitions of ports: the port's name, else its PCI address; no two alike. */
public final class Titles {
    private final Set<String> given = new HashSet<>();

    public void taken(String title) {
        given.add(title);
    }

    public String of(SavedPort port) {
        String title = port.name()
                .filter(PlainName::isPlain)
                .map(name -> name.text())
                .or(() -> place(port))
                .or(() -> port.permanentAddress()
                        .map(address -> address.toString().replace(":", "")))
                .orElse("port");
        return free(title);
    }

    /** The name, with a number behind it where it is given already. */
    public String free(String title) {
        String free = title;
        for (int number = 2; !given.add(free); number++) {
            free = title + "-" + number;
        }
        return free;
    }

    /** Without the colons, which a file's name should not have. */
    private static Optional<String> place(SavedPort port) {
        return port.pciAddress()
                .map(address ->
                        address.toString().replace(':', '-') + (port.devPort() > 0 ? "-" + port.devPort() : ""));
    }
}
