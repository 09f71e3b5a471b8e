// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.format.LabelGroup;
import vfnet.interop.proxmox.MappingFile;
import vfnet.interop.proxmox.ProxmoxHost;
import vfnet.model.VfLabel;

/** The names in a Proxmox cluster: of mappings, of nodes, and of groups of labels. */
class MappingFileTest {
    @ParameterizedTest
    @CsvSource({"storage-12, storage", "lan_0, lan", "a.1, a", "wan, wan", "lan2, lan2", "a1-, a1-", "x-, x-", "n, n"})
    void theNumberAtTheEndIsNotOfTheGroup(String label, String group) {
        assertEquals(group, LabelGroup.of(VfLabel.parse(label).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "pve1, true",
        "PVE-1, true",
        "'', false",
        "-a, false",
        "a-, false",
        "a.b, false",
        "a_b, false",
        "é, false"
    })
    void aNodeIsALabelOfAHostName(String name, boolean isNode) {
        assertEquals(isNode, ProxmoxHost.isNode(name));
    }

    @Test
    void anythingInTheFileIsReadWithoutAnError() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append("wan \t\n#:=,map;é\0".charAt(random.nextInt(15)));
            }
            MappingFile read = MappingFile.parse(new SourceFile("x", text.toString()));
            read.mappings()
                    .forEach(mapping -> assertTrue(mapping.id().matches("[A-Za-z][A-Za-z0-9_-]+"), mapping.id()));
        }
        assertEquals(
                List.of("x, line 1: '1a' is not the ID of a mapping; Proxmox skips it"),
                MappingFile.parse(new SourceFile("x", "1a\n\tmap node=a\n")).unread().stream()
                        .map(Object::toString)
                        .toList());
    }
}
