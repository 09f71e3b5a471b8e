// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.List;
import vfnet.interop.HostPort;
import vfnet.model.desired.SavedPort;

/**
 * The host for which .link files are written.
 *
 * @param links its .link files in the order of their names, without those that vfnet export has written
 * @param looked whether they were read: then a port to which no file applies keeps the kernel's name
 * @param ports its ports
 */
public record LinkHost(List<LinkFile> links, boolean looked, List<HostPort> ports) {
    /** A host of which nothing is known. */
    public static final LinkHost UNKNOWN = new LinkHost(List.of(), false, List.of());

    /** Copies the lists. */
    public LinkHost {
        links = List.copyOf(links);
        ports = List.copyOf(ports);
    }

    HostPort port(SavedPort saved) {
        return ports.stream().filter(port -> port.is(saved)).findFirst().orElseGet(() -> HostPort.absent(saved));
    }
}
