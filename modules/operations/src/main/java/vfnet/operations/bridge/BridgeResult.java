// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.bridge;

import java.util.List;
import vfnet.model.Problem;

/**
 * The filters of some ports.
 *
 * @param rows one per port, in bus order
 * @param problems why some of it is unknown
 */
public record BridgeResult(List<BridgeRow> rows, List<Problem> problems) {

    /** Copies the lists. */
    public BridgeResult {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }
}
