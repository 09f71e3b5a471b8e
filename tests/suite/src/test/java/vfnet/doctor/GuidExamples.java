// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import java.util.List;

/** What doctor finds about GUIDs of InfiniBand VFs. */
final class GuidExamples {
    private static final Patched SOUND = Patched.machine("infiniband");

    static final List<Example> ALL = List.of(
            new Example("vf_guid_missing", portGuidOfVf1("00:00:00:00:00:00:00:00"), SOUND),
            new Example("guid_shared", portGuidOfVf1("02:00:af:03:00:44:55:01"), SOUND),
            new Example("guid_shared", portGuidOfVf1("02:00:af:03:00:44:55:50"), SOUND),
            new Example(
                    "vf_port_down", SOUND, SOUND.replace("\"link_state\": \"disable\"", "\"link_state\": \"auto\"")));

    private GuidExamples() {}

    private static Patched portGuidOfVf1(String guid) {
        return SOUND.replace("\"port guid\": \"02:00:af:03:00:44:55:51\"", "\"port guid\": \"" + guid + "\"");
    }
}
