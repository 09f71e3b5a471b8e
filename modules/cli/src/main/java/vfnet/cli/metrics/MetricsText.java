// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Metrics in the text format of Prometheus, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). The
 * textfile collector of node_exporter reads this one, and not OpenMetrics, where the type line of a counter lacks
 * {@code _total}.
 */
final class MetricsText {
    private final StringBuilder text = new StringBuilder();

    /** Samples of one name: labels with their values, and the number. A second sample of the same labels is added. */
    static final class Family {
        private final Map<String, Long> samples = new LinkedHashMap<>();

        /** @param labels names and values, alternating */
        Family add(long value, String... labels) {
            samples.merge(labelled(labels), value, Long::sum);
            return this;
        }

        private static String labelled(String... labels) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < labels.length; i += 2) {
                all.append(i == 0 ? "{" : ",").append(labels[i]).append("=\"");
                escape(all, labels[i + 1]);
                all.append('"');
            }
            return all.append(labels.length == 0 ? "" : "}").toString();
        }

        private static void escape(StringBuilder to, String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> to.append("\\\\");
                    case '"' -> to.append("\\\"");
                    case '\n' -> to.append("\\n");
                    default -> to.append(c);
                }
            }
        }
    }

    void gauge(String name, String help, Family samples) {
        family(name, "gauge", help, samples);
    }

    void counter(String name, String help, Family samples) {
        family(name, "counter", help, samples);
    }

    /** A family without a sample is left out: nothing is known of it, which is not 0. */
    private void family(String name, String type, String help, Family family) {
        if (family.samples.isEmpty()) {
            return;
        }
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        family.samples.forEach((labels, value) -> text.append(name)
                .append(labels)
                .append(' ')
                .append(value.longValue())
                .append('\n'));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
