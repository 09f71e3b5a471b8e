// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.select;

import vfnet.model.Decimal;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.view.PfRow;

/** Validates a number of VFs against what the port supports. */
public final class VfCount {
    private VfCount() {}

    /**
     * {@return the number in a text}
     *
     * @param text the number of VFs, as typed
     * @param min the smallest that is accepted, 0 or 1
     * @param max how many VFs the port supports
     * @param row the port
     * @throws OperationException when it is not a number, or outside the range
     */
    public static int parse(String text, int min, int max, PfRow row) throws OperationException {
        return Decimal.parse(text, min, max)
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID_REQUEST,
                        "N is '" + text
                                + "', but for " + row.title() + " it must be "
                                + (min == max ? String.valueOf(max) : "a number from " + min + " to " + max)
                                + "; vfnet show " + row.name() + " shows the port"));
    }
}
