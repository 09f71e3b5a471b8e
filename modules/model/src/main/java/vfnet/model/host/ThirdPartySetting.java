// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;

/**
 * A place where another tool is told what to do with VFs.
 *
 * @param tool whose it is
 * @param file where it stands, as the machine calls it
 * @param lines what stands there; empty where it says nothing of VFs and yet keeps a later file from its ports
 * @param ports which ports it is about
 */
public record ThirdPartySetting(OtherTool tool, String file, List<String> lines, PortPattern ports) {

    /** Keeps copies of what it is given. */
    public ThirdPartySetting {
        lines = List.copyOf(lines);
    }
}
