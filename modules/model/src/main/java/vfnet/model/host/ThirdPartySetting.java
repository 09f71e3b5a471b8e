// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;

/**
 * A setting of another tool that concerns VFs.
 *
 * @param tool the tool
 * @param file the path of the file on the machine
 * @param lines the lines; empty where it says nothing of VFs but hides a later file from its ports
 * @param ports the ports that it applies to
 */
public record ThirdPartySetting(OtherTool tool, String file, List<String> lines, PortPattern ports) {

    /** Copies the list. */
    public ThirdPartySetting {
        lines = List.copyOf(lines);
    }
}
