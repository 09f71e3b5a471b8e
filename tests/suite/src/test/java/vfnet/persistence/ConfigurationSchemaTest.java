// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The published schema and the parser agree on what a configuration is, except for what a schema cannot express. */
class ConfigurationSchemaTest {
    /** What concerns more than one value. */
    private static final Pattern BEYOND_SCHEMAS = Pattern.compile("VF \\d+ is described.*|.* described twice.*"
            + "|min_tx_rate must not be above max_tx_rate|.*every (address|label|GUID) must be another|is here for "
            + "the second time.*"
            + "|nothing may stand here, behind the end.*");

    static List<String> cases() {
        return FlawCases.all();
    }

    private static List<ValidationError> flaws(String configuration) {
        return switch (Saves.of(configuration).load()) {
            case Loaded.Read read -> read.flaws();
            case Loaded.Unreadable unreadable ->
                List.of(new ValidationError("line 1", unreadable.why().what()));
            case Loaded.Missing() -> throw new AssertionError("it was written");
        };
    }

    private static void assertAgreed(String configuration, List<String> complaints) {
        List<ValidationError> flaws = flaws(configuration);
        boolean beyond = !flaws.isEmpty()
                && flaws.stream()
                        .allMatch(flaw -> BEYOND_SCHEMAS.matcher(flaw.what()).matches());
        assertEquals(
                flaws.isEmpty() || beyond,
                complaints.isEmpty(),
                () -> configuration + "\nparser: " + flaws + "\nschema: " + complaints);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBadConfigurationIsBadToBoth(String text) {
        String configuration = FlawCases.configuration(text);
        try {
            assertAgreed(configuration, ConfigurationSchema.complaints(configuration));
        } catch (JacksonException e) {
            assertFalse(flaws(configuration).isEmpty());
        }
    }

    /** Each of its ports by itself. */
    @ParameterizedTest
    @MethodSource("cases")
    void aBadPortIsBadToBoth(String text) {
        JsonNode configuration;
        try {
            configuration = ConfigurationSchema.read(FlawCases.configuration(text));
        } catch (JacksonException e) {
            return;
        }
        for (JsonNode port : configuration.path("ports")) {
            String alone = "{\"version\": 1, \"ports\": [" + port + "]}";
            assertAgreed(alone, ConfigurationSchema.complaints(alone));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"pci_address\": \"1:0.0\"",
                "\"pci_address\": \"10000:e1:1f.7\"",
                "\"pci_address\": \"00000001:01:00.0\"",
                "\"pci_address\": \"000000001:01:00.0\"",
                "\"pci_address\": \":01:00.0\"",
                "\"pci_address\": \"0000:001:00.0\"",
                "\"pci_address\": \"0000:01:2f.0\"",
                "\"pci_address\": \"0000:01:00.00\"",
                "\"pci_address\": \"0000:01:00.0 \"",
                "\"pci_address\": \"0000:0\u0661:00.0\"",
                "\"interface\": \"123456789012345\"",
                "\"interface\": \".\"",
                "\"interface\": \"...\"",
                "\"interface\": \"a\u00a0b\"",
                "\"interface\": \"a\u000bb\"",
                "\"interface\": \"a\u0000b\"",
                "\"interface\": \"\u0085\"",
                "\"permanent_mac_address\": \"02-00-00:00-00:01\"",
                "\"permanent_mac_address\": \"02:00:00:00:00:01:00\"",
                "\"permanent_mac_address\": \"020000000001\"",
                "\"permanent_mac_address\": \"00-00:00:00-00:00\"",
                "\"interface\": \"e\", \"dev_port\": 65535",
                "\"interface\": \"e\", \"dev_port\": 65536",
                "\"interface\": \"e\", \"dev_port\": null",
                "\"interface\": \"e\", \"bridge_sync\": true",
                "\"interface\": \"e\", \"bridge_sync\": null",
                "\"interface\": \"e\", \"eswitch\": \"legacy\"",
                "\"interface\": \"e\", \"eswitch\": \"switchdev\"",
                "\"interface\": \"e\", \"eswitch\": \"switchdev_inactive\"",
                "\"interface\": \"e\", \"eswitch\": null",
                "\"interface\": \"e\", \"bridge_sync\": \"on\""
            })
    void whatNamesAPortIsJudgedAlike(String fields) {
        String configuration = "{\"version\": 1, \"ports\": [{"
                + fields.replace("\u000b", "\\u000b").replace("\u0000", "\\u0000") + ", \"vf_count\": 1}]}";
        assertAgreed(configuration, ConfigurationSchema.complaints(configuration));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"driver\": \"auto\"",
                "\"driver\": \"none\"",
                "\"driver\": \"uio_pci_generic\"",
                "\"driver\": \"a/b\"",
                "\"driver\": null",
                "\"driver\": \"\u00e4\"",
                "\"label\": \"x\"",
                "\"label\": \"\"",
                "\"label\": \"_x\"",
                "\"label\": \"a\\n\"",
                "\"vlan\": {}",
                "\"vlan\": {\"id\": 0}",
                "\"vlan\": {\"id\": 0, \"qos\": 5}",
                "\"vlan\": {\"id\": 1, \"qos\": null}",
                "\"vlan\": {\"id\": 1, \"protocol\": null}",
                "\"vlan\": \"none\"",
                "\"link_state\": \"auto\"",
                "\"link_state\": true",
                "\"max_tx_rate\": 2147483647",
                "\"max_tx_rate\": 2147483648",
                "\"min_tx_rate\": 0",
                "\"mac_address\": null",
                "\"mac_address\": \"fe:ff:ff:ff:ff:ff\"",
                "\"node_guid\": \"fe:ff:ff:ff:ff:ff:ff:ff\"",
                "\"port_guid\": \"FE-ff:ff-ff:ff:ff:ff:ff\"",
                "\"port_guid\": \"00:00:00:00:00:00:00:00\"",
                "\"port_guid\": \"00-00:00:00:00:00:00:00\"",
                "\"port_guid\": \"01:00:00:00:00:00:00:00\"",
                "\"node_guid\": \"02:00:00:00:00:01\"",
                "\"node_guid\": null",
                "\"trust\": {}"
            })
    void whatIsSaidOfAVfIsJudgedAlike(String field) {
        String configuration =
                "{\"version\": 1, \"ports\": [{\"interface\": \"e\", \"vf_count\": 1, \"vfs\": [{\"vf_index\": 0, "
                        + field + "}]}]}";
        assertAgreed(configuration, ConfigurationSchema.complaints(configuration));
    }

    @Test
    void aLongLabelAndDriverAreJudgedAlike() {
        for (String field : List.of("label", "driver")) {
            for (int length : List.of(62, 63, 64, 65)) {
                whatIsSaidOfAVfIsJudgedAlike("\"" + field + "\": \"" + "a".repeat(length) + "\"");
            }
        }
    }

    /** JSON Schema calls 4.0 an integer, and counts characters, where the kernel counts bytes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"vf_count | 4.0", "interface | \"\u00f6\u00f6\u00f6\u00f6\u00f6\u00f6\u00f6\u00f6\""})
    void whatTheParserAloneRefuses(String field, String value) {
        String configuration = "{\"version\": 1, \"ports\": [{\"pci_address\": \"01:00.0\", \"vf_count\": 4, \"" + field
                + "\": " + value + "}]}";
        configuration = field.equals("vf_count") ? configuration.replace("\"vf_count\": 4, ", "") : configuration;
        assertEquals(List.of(), ConfigurationSchema.complaints(configuration));
        assertFalse(flaws(configuration).isEmpty());
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        List<JsonNode> fields =
                new ArrayList<>(ConfigurationSchema.DOCUMENT.get("properties").values());
        ConfigurationSchema.DOCUMENT
                .get("$defs")
                .forEach(definition ->
                        fields.addAll(definition.path("properties").values()));
        for (JsonNode field : fields) {
            JsonNode meant = field.has("$ref") && !field.has("description")
                    ? ConfigurationSchema.DOCUMENT.at(
                            field.get("$ref").asString().substring(1))
                    : field;
            assertTrue(meant.has("description"), field.toString());
        }
    }
}
