// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.mac.VfAddress;
import vfnet.mac.VfGuids;
import vfnet.model.Problem;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.Port;
import vfnet.operations.view.PfRow;

/**
 * The addresses of a port's VFs, or their GUIDs, as one JSON document; {@code mac.schema.json} describes it.
 *
 * @param row the port
 * @param addresses by VF index
 * @param guids by VF index, of an InfiniBand port
 * @param problems what could not be read, and why addresses are missing
 */
public record MacDocument(PfRow row, List<VfAddress> addresses, List<VfGuids> guids, List<Problem> problems) {
    private static final int VERSION = 1;

    public byte[] bytes() throws IOException {
        return JsonDocument.write(this::write);
    }

    private void write(JsonDocument json) throws IOException {
        json.number("version", Optional.of(VERSION));
        json.text("pci_address", row.function().address());
        json.text("interface", row.networkInterface().map(NetworkInterface::name));
        json.text(
                "permanent_mac_address",
                row.live().port().flatMap(port -> port.permanentAddress().value()));
        json.number(
                "dev_port", row.networkInterface().flatMap(own -> own.devPort().value()));
        json.objects("addresses", addresses, vf -> {
            json.number("vf_index", Optional.of(vf.vfIndex()));
            json.text("mac_address", vf.known().map(VfAddress.Known::address));
            json.text("origin", vf.known().map(known -> known.origin().id()));
        });
        json.text("port_guid", row.live().port().flatMap(Port::guid));
        json.objects("guids", guids, vf -> GuidFields.write(json, vf));
        json.problems("problems", problems);
    }
}
