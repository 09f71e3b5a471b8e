// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.Optional;
import vfnet.mac.VfGuids;

/** The GUIDs of an InfiniBand VF as the fields of a JSON object; {@code mac.schema.json} describes them. */
final class GuidFields {
    private GuidFields() {}

    static void write(JsonDocument json, VfGuids vf) throws IOException {
        json.number("vf_index", Optional.of(vf.vfIndex()));
        json.text("node_guid", vf.known().map(known -> known.node().guid()));
        json.text(
                "node_guid_origin",
                vf.known().map(known -> known.node().origin().id()));
        json.text("port_guid", vf.known().map(known -> known.port().guid()));
        json.text(
                "port_guid_origin",
                vf.known().map(known -> known.port().origin().id()));
    }
}
