// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.link;

import java.util.List;
import vfnet.interop.SourceFile;

/**
 * A .link or .network file of systemd with its drop-ins.
 *
 * @param name without a folder: systemd sorts by it, whatever folder a file is in
 * @param parts the file, then its drop-ins in the order in which systemd reads them
 */
public record LinkFile(String name, List<SourceFile> parts) {

    /** Copies the list. */
    public LinkFile {
        parts = List.copyOf(parts);
    }

    /** {@return the file itself, for messages} */
    public String place() {
        return parts.getFirst().name();
    }
}
