// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vfnet.cli.report.ReportTable.Cell;
import vfnet.model.Problem;

/**
 * The report as one page without anything outside it: {@code report.html} has the style and the script around the
 * tables. The tables are whole without a script, which only sorts and searches them.
 */
public final class ReportHtml {
    private static final String PLACE = "<!--TABLES-->";

    private ReportHtml() {}

    /** {@return the page} */
    public static String of(FleetReport report) {
        StringBuilder text = new StringBuilder();
        report.tables().forEach(table -> table(text, table));
        if (!report.unread().isEmpty()) {
            text.append("<section><h2>Files that could not be read</h2>\n<ul>\n");
            for (Problem problem : report.unread()) {
                text.append("<li>");
                escape(text, problem.toString());
                text.append("</li>\n");
            }
            text.append("</ul></section>\n");
        }
        String page = page();
        int at = page.indexOf(PLACE);
        return page.substring(0, at)
                        .replace("<!--HOSTS-->", report.hosts() + (report.hosts() == 1 ? " host" : " hosts"))
                + text
                + page.substring(at + PLACE.length());
    }

    private static String page() {
        try (InputStream page = ReportHtml.class.getResourceAsStream("report.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void table(StringBuilder text, ReportTable table) {
        text.append("<section id=\"").append(table.id()).append("\"><h2>");
        escape(text, table.title());
        text.append("</h2>\n");
        if (table.rows().isEmpty()) {
            text.append("<p>");
            escape(text, table.none());
            text.append("</p>\n");
        } else {
            rows(text, table);
        }
        table.missing().ifPresent(missing -> {
            text.append("<p class=\"missing\">");
            escape(text, ReportText.note(missing));
            text.append("</p>\n");
        });
        text.append("</section>\n");
    }

    private static void rows(StringBuilder text, ReportTable table) {
        text.append("<table><thead><tr>");
        table.columns().forEach(column -> {
            text.append("<th scope=\"col\"><button type=\"button\">");
            escape(text, column.head());
            text.append("</button></th>");
        });
        text.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : table.rows()) {
            text.append("<tr>");
            for (Cell cell : row) {
                text.append(cell instanceof Cell.Count ? "<td class=\"n\">" : "<td>");
                escape(text, ReportText.whole(cell));
                text.append("</td>");
            }
            text.append("</tr>\n");
        }
        text.append("</tbody></table>\n");
    }

    /** Names of hosts and cards come from elsewhere: nothing of them is markup. */
    private static void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.append(c < ' ' || c == 0x7f ? '?' : c);
            }
        }
    }
}
