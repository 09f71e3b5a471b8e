// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.interop.format.Findings;
import vfnet.interop.kubernetes.KubernetesNode;
import vfnet.model.PciAddress;
import vfnet.model.PciId;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** Objects for Kubernetes, read as a cluster reads them, and the node that they are about. */
final class Manifests {
    static final JsonMapper JSON = new JsonMapper();
    private static final Schema SCHEMA = schema();

    private Manifests() {}

    private static Schema schema() {
        try (InputStream text = Manifests.class.getResourceAsStream("/vfnet/interop/kubernetes.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The objects of a file, each of which is valid. */
    static List<JsonNode> of(String text) {
        List<JsonNode> objects = new ArrayList<>();
        LoadSettings settings = LoadSettings.builder().build();
        for (Object document : new Load(settings).loadAllFromString(text)) {
            JsonNode object = JSON.valueToTree(document);
            assertEquals(List.of(), SCHEMA.validate(object), object.toString());
            objects.add(object);
        }
        return objects;
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static SavedVf vf(int index, VfDriver driver, String label) {
        return new SavedVf(
                index,
                VfSettings.UNKNOWN,
                Optional.of(driver).filter(own -> !(own instanceof VfDriver.Auto)),
                VfLabel.parse(label));
    }

    /** {@code ethN}, which is 0000:01:00.N with so many VFs at 0000:02+N:10.K. */
    static HostPort port(String name, int number, int vfs) {
        SortedMap<Integer, HostVf> there = new TreeMap<>();
        for (int index = 0; index < vfs; index++) {
            there.put(
                    index,
                    new HostVf(
                            PciAddress.parse("0000:0" + (2 + number) + ":1" + index / 8 + "." + index % 8)
                                    .orElseThrow(),
                            PciId.parse("8086:1565"),
                            Optional.empty(),
                            Optional.of(20 + index)));
        }
        SavedPort identity = SavedExamples.port(
                SavedExamples.mac("00:11:22:33:44:0" + number),
                Optional.of("0000:01:00." + number),
                Optional.of(name),
                vfs);
        return new HostPort(
                identity,
                identity.permanentAddress(),
                Optional.of("ixgbe"),
                true,
                UdevRecord.NONE,
                new TreeMap<>(),
                there,
                PciId.parse("8086:1563"));
    }

    /** What is saved for such a port. */
    static SavedPort saved(HostPort there, int count, SavedVf... vfs) {
        return there.identity().withVfs(count, Findings.byIndex(List.of(vfs)));
    }

    static KubernetesNode node(HostPort... ports) {
        return new KubernetesNode("node1.example.org", List.of(ports));
    }
}
