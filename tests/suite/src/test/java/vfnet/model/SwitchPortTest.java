// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.eswitch.SwitchPort;

/** Every form of phys_port_name that a kernel gives. */
class SwitchPortTest {

    /** __devlink_port_phys_port_name_get of Linux 4.18 to 6.12, and the drivers that have names of their own. */
    @ParameterizedTest
    @CsvSource({
        "p0,UPLINK",
        "p17,UPLINK",
        "p0s1,UPLINK",
        "l1p2,UPLINK",
        "l1p2s3,UPLINK",
        "pf0,PF",
        "c1pf0,PF",
        "c12pf1,PF",
        "pf0s1,PF",
        "pf0hpf,PF",
        "pf0vf0,VF",
        "c1pf0vf126,VF",
        "p0pf0vf3,VF",
        "vf1,VF",
        "pf0sf88,SF",
        "c1pf1sf4000,SF"
    })
    void whatAPortOfASwitchLeadsTo(String name, SwitchPort port) {
        assertEquals(port, SwitchPort.of(name));
        assertEquals(port != SwitchPort.UPLINK, port.isRepresentor());
    }

    /** None of them is taken for a representor: hiding a port is worse than showing one too many. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "p", "pf", "pf0v", "pf0vf", "pf0vf1x", "pf0 vf1", "vf", "sf1", "n0", "0", "lan1", "c1", "c1p0",
                "cpf0", "l1", "p0s", "p0x", "pf0hpf1", "pf0hp", "port1", "P0", "pf-1"
            })
    void anyOtherNameIsNotKnown(String name) {
        assertEquals(SwitchPort.UNKNOWN, SwitchPort.of(name));
    }
}
