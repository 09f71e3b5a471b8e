// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the documents of a host say. Each is empty where there is no such document.
 *
 * @param host its name: that of its folder, or of its file
 * @param list a document of {@code vfnet list --json}
 * @param doctor a document of {@code vfnet doctor --json}
 * @param platform its kernel options and the firmware's IOMMU tables, which only a snapshot has
 */
record HostDocument(String host, Optional<JsonNode> list, Optional<JsonNode> doctor, Optional<List<String>> platform) {

    List<JsonNode> ports() {
        return objects("physical_functions");
    }

    List<JsonNode> vfs() {
        return objects("virtual_functions");
    }

    private List<JsonNode> objects(String key) {
        List<JsonNode> objects = new ArrayList<>();
        list.ifPresent(document -> document.path(key).forEach(objects::add));
        return objects;
    }

    static Optional<String> text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    static Optional<Integer> number(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.canConvertToInt() && value.isIntegralNumber() ? Optional.of(value.intValue()) : Optional.empty();
    }

    /** The name of its interface, else its PCI address. */
    static String name(JsonNode function) {
        return text(function, "interface")
                .or(() -> text(function, "pci_address"))
                .orElse("?");
    }
}
