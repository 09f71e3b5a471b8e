// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import vfnet.cli.text.Palette.Style;
import vfnet.model.desired.PortRestore;

/** What the text of a cell means, so that it can be seen at a glance. */
final class CellStyle {
    private CellStyle() {}

    /**
     * The style of a cell.
     *
     * @param key the column's
     * @param cell its text
     */
    static Style of(String key, String cell) {
        return switch (key) {
            case ListColumns.HOLDERS -> use(cell);
            case ListColumns.DRIFT -> cell.equals(Cells.DIFFERS) ? Style.DRIFT : presence(cell);
            case ListColumns.LINK -> link(cell);
            case ListColumns.RESTORED -> cell.equals(PortRestore.Result.FAILED.text()) ? Style.ALERT : presence(cell);
            case "pci_address", "mac_address", "vf_index", "description" -> Style.PLAIN;
            default -> presence(cell);
        };
    }

    /** A VF is free only where everything was searched and nobody was found. */
    private static Style use(String cell) {
        return switch (cell) {
            case Cells.FREE -> Style.FREE;
            case Cells.UNKNOWN -> Style.ALERT;
            default -> Style.IN_USE;
        };
    }

    private static Style link(String cell) {
        return switch (cell) {
            case "up" -> Style.FREE;
            case "down", "lowerlayerdown" -> Style.ASIDE;
            default -> presence(cell);
        };
    }

    /** A value that does not exist, or says no, may be overlooked. */
    private static Style presence(String cell) {
        return switch (cell) {
            case Cells.UNKNOWN -> Style.ALERT;
            case Cells.NONE, Cells.NOT_APPLICABLE, "No" -> Style.ASIDE;
            default -> Style.PLAIN;
        };
    }
}
