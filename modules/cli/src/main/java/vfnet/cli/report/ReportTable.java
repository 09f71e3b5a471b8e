// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.util.List;
import java.util.Optional;

/**
 * The answer to a question.
 *
 * @param id its key in JSON
 * @param title the question, for people
 * @param none what to say where there are no rows
 * @param columns its columns
 * @param rows a cell for each column
 * @param missing the hosts whose documents do not have what the question needs
 */
record ReportTable(
        String id, String title, String none, List<Column> columns, List<List<Cell>> rows, Optional<Missing> missing) {

    /** Copies the lists. */
    ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param key its key in JSON
     * @param head its heading
     */
    record Column(String key, String head) {}

    /**
     * What a question could not be answered for.
     *
     * @param hosts the hosts
     * @param why what their documents do not have
     */
    record Missing(List<String> hosts, String why) {

        /** Copies the list. */
        Missing {
            hosts = List.copyOf(hosts);
        }
    }

    /** A value in a row. */
    sealed interface Cell {

        /** Text; empty where there is none. */
        record Text(Optional<String> value) implements Cell {}

        /** A whole number; empty where it is unknown. */
        record Count(Optional<Integer> value) implements Cell {}

        /** Several texts. */
        record Texts(List<String> values) implements Cell {

            /** Copies the list. */
            public Texts {
                values = List.copyOf(values);
            }
        }

        static Cell of(String text) {
            return new Text(Optional.of(text));
        }

        static Cell of(int number) {
            return new Count(Optional.of(number));
        }
    }
}
