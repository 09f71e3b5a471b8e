// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import vfnet.cli.text.Palette.Style;

/** What the text of a cell means, so that it can be seen at a glance. */
enum CellStyle {
    PLAIN {
        @Override
        Style style(String cell) {
            return Style.PLAIN;
        }
    },
    /** Who uses a VF. Only where everything was looked at and nobody was found is it free. */
    USE {
        @Override
        Style style(String cell) {
            return switch (cell.strip()) {
                case Cells.FREE -> Style.FREE;
                case Cells.UNKNOWN -> Style.ALERT;
                default -> Style.IN_USE;
            };
        }
    },
    /** What is not there, or says no. */
    ABSENCE {
        @Override
        Style style(String cell) {
            return switch (cell.strip()) {
                case Cells.UNKNOWN -> Style.ALERT;
                case Cells.NONE, Cells.NOT_APPLICABLE, "No" -> Style.ASIDE;
                default -> Style.PLAIN;
            };
        }
    };

    abstract Style style(String cell);

    static CellStyle of(String key) {
        return switch (key) {
            case ListColumns.HOLDERS -> USE;
            case "pci_address", "mac_address", "vf_index", "description" -> PLAIN;
            default -> ABSENCE;
        };
    }
}
