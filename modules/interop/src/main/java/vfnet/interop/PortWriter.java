// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import java.util.List;
import vfnet.model.desired.SavedPort;

/** Writes ports in another tool's format, for a host whose present configuration of that tool it knows. */
@FunctionalInterface
public interface PortWriter {

    /**
     * {@return the files for the tool, and what they cannot express}
     *
     * @param ports as saved
     * @param header the first line of each file, a comment
     */
    Exported write(List<SavedPort> ports, String header);
}
