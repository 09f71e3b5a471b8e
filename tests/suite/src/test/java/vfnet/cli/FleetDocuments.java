// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vfnet.model.inventory.HolderKind;
import vfnet.suite.Cli;
import vfnet.suite.Machines;

/** Documents of hosts, as Ansible's fetch lays them out. */
final class FleetDocuments {
    static final JsonMapper JSON = new JsonMapper();

    private FleetDocuments() {}

    static ObjectNode list(String machine) throws IOException {
        return (ObjectNode) JSON.readTree(
                Cli.on(Machines.shipped(machine), "list", "--json").out());
    }

    static Path write(Path folder, String name, JsonNode document) throws IOException {
        return write(folder, name, document.toString());
    }

    static Path write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Each VF of a document. */
    static void vfs(JsonNode document, Consumer<ObjectNode> change) {
        document.get("virtual_functions").forEach(vf -> change.accept((ObjectNode) vf));
    }

    /** A host of two ports and this many VFs, whose addresses no other number has. */
    static ObjectNode host(int number, int vfs) throws IOException {
        ObjectNode document = list("x550");
        ObjectNode vf = ((ObjectNode) document.get("virtual_functions").get(0)).deepCopy();
        var all = document.putArray("virtual_functions");
        for (int index = 0; index < vfs; index++) {
            ObjectNode own = vf.deepCopy();
            String address = String.format("02:%02x:%02x:%02x:00:00", number >> 8, number & 255, index);
            own.put("vf_index", index)
                    .put("pci_address", String.format("0000:02:%02x.%x", 16 + index / 8, index % 8))
                    .put("mac_address", address)
                    .put("admin_mac_address", address);
            own.putArray("in_use_by");
            own.putArray("in_use_unseen");
            ArrayNode looked = own.putArray("in_use_looked_at");
            Arrays.stream(HolderKind.values()).forEach(kind -> looked.add(kind.id()));
            all.add(own);
        }
        int port = 0;
        for (JsonNode function : document.get("physical_functions")) {
            String address = String.format("04:%02x:%02x:00:00:%02x", number >> 8, number & 255, port++);
            ((ObjectNode) function).put("mac_address", address).put("permanent_mac_address", address);
        }
        return document;
    }
}
