// SPDX-License-Identifier: LGPL-3.0-or-later
/** ascii-table has no descriptor: this is the name that Java derives from its jar's file name. */
module ascii.table {
    requires static org.jspecify;

    exports com.github.freva.asciitable;
}
