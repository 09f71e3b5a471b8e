// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.Optional;
import vfnet.model.UtcTime;
import vfnet.model.desired.PortRestore;

/** When a port was last brought to its saved state, as one object of several documents. */
public final class RestoreFields {
    private RestoreFields() {}

    /**
     * Writes {@code last_restore}.
     *
     * @param json the document
     * @param restore null in the document where it is empty
     * @throws IOException when it cannot be written
     */
    public static void write(JsonDocument json, Optional<PortRestore> restore) throws IOException {
        json.object("last_restore", restore, known -> {
            json.text("time", UtcTime.of(known.time()));
            json.text("trigger", known.trigger().id());
            json.text("result", known.result().id());
            json.text("message", known.message());
        });
    }
}
