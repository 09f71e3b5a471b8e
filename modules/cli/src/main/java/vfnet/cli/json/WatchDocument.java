// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vfnet.cli.watch.WatchedRate;
import vfnet.model.InterfaceName;
import vfnet.model.Problem;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.traffic.CounterSource;
import vfnet.operations.traffic.Rate;
import vfnet.operations.view.VfRow;

/** The rates of one interval as a line of JSON; {@code watch.schema.json} describes it. */
public final class WatchDocument {
    private static final int VERSION = 1;

    private WatchDocument() {}

    /**
     * The line.
     *
     * @param time the end of the interval
     * @param problems why counters are missing that might be there
     */
    public static byte[] of(Instant time, List<WatchedRate> rates, List<Problem> problems) throws IOException {
        return JsonDocument.writeLine(json -> {
            json.number("version", Optional.of(VERSION));
            json.text("time", time);
            json.objects("rates", rates, rate -> rate(json, rate));
            json.problems("problems", problems);
        });
    }

    private static void rate(JsonDocument json, WatchedRate watched) throws IOException {
        Rate rate = watched.rate();
        json.text("port", rate.endpoint().port().map(InterfaceName::text));
        json.number("vf_index", rate.endpoint().vf());
        json.text("pci_address", watched.function().address());
        json.text(
                "interface",
                watched.vf().isPresent()
                        ? watched.vf().flatMap(VfRow::networkInterface).map(NetworkInterface::name)
                        : watched.port().networkInterface().map(NetworkInterface::name));
        json.text("label", watched.vf().flatMap(VfRow::label));
        json.text("source", rate.source().map(CounterSource::id));
        json.object("received", Optional.of(rate.received()), way -> direction(json, way));
        json.object("sent", Optional.of(rate.sent()), way -> direction(json, way));
    }

    private static void direction(JsonDocument json, Rate.Direction rate) throws IOException {
        json.decimal("bytes", rate.bytes());
        json.decimal("packets", rate.packets());
        json.decimal("errors", rate.errors());
        json.decimal("dropped", rate.dropped());
    }
}
