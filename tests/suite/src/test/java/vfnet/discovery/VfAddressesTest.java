// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.suite.Machines;

/** The addresses of VFs, which follow from their PF's, and the links that decide where they do not. */
class VfAddressesTest {
    private static final String TEXT = Machines.text("holders");
    /** VF 0 of the PF at 3b:00.0, whose first VF offset is 16 and whose VF stride is 1. */
    private static final int FIRST = 16;

    private static PhysicalFunction pf(String text) throws IOException, InvalidSysrootException {
        return Discovery.inventory(Machines.of(text), new DetailLevel.Cards()).physicalFunctions().stream()
                .filter(pf -> !pf.virtualFunctions().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> addresses(PhysicalFunction pf) {
        return pf.virtualFunctions().stream()
                .map(vf -> vf.index() + " " + vf.function().address())
                .toList();
    }

    private static List<String> computed() {
        List<String> computed = new ArrayList<>();
        for (int vf = 0; vf < 26; vf++) {
            computed.add(vf + " 0000:3b:%02x.%d".formatted((FIRST + vf) >> 3, (FIRST + vf) & 7));
        }
        return computed;
    }

    private static String with(String line, String instead) {
        String text = TEXT.replace("\n" + line + "\n", "\n" + instead + "\n");
        assertNotEquals(TEXT, text);
        return text;
    }

    /** One that says something else, as the kernel's never do, shows it. */
    @Test
    void linksBetweenTheFirstAndTheLastAreNotRead() throws IOException, InvalidSysrootException {
        PhysicalFunction pf = pf(with("virtfn11 -> ../0000:3b:03.3", "virtfn11 -> ../0000:3b:07.7"));
        assertEquals(computed(), addresses(pf));
        assertEquals(pf(TEXT).function().problems(), pf.function().problems());
    }

    /** A function in between that is not there is the links' to tell. */
    @Test
    void theLinksAreReadWhereAFunctionIsMissing() throws IOException, InvalidSysrootException {
        List<String> others = computed();
        others.set(12, "12 0000:3b:07.7");
        String text = with("virtfn12 -> ../0000:3b:03.4", "virtfn12 -> ../0000:3b:07.7")
                .replaceFirst("(?m)^0000:3b:03\\.4 -> .*\n", "")
                .replaceFirst("(?m)^(enp59s0f0v12) -> .*\n", "");
        assertEquals(others, addresses(pf(text)));
    }

    @Test
    void aStrideThatTheLastLinkContradictsIsNotUsed() throws IOException, InvalidSysrootException {
        assertEquals(computed(), addresses(pf(with("sriov_stride = 1", "sriov_stride = 2"))));
        assertEquals(computed(), addresses(pf(with("sriov_offset = 16", "sriov_offset = 17"))));
    }

    @Test
    void theLinksAreReadWhereTheFirstOneSaysAnotherFunction() throws IOException, InvalidSysrootException {
        List<String> exchanged = computed();
        exchanged.set(0, "0 0000:3b:03.2");
        exchanged.set(10, "10 0000:3b:02.0");
        assertEquals(
                exchanged,
                addresses(pf(with("virtfn0 -> ../0000:3b:02.0", "virtfn0 -> ../0000:3b:03.2")
                        .replace("\nvirtfn10 -> ../0000:3b:03.2\n", "\nvirtfn10 -> ../0000:3b:02.0\n"))));
    }

    @Test
    void theLinksAreReadWhereAnIndexIsMissing() throws IOException, InvalidSysrootException {
        List<String> others = computed();
        others.remove(11);
        assertEquals(others, addresses(pf(TEXT.replace("\nvirtfn11 -> ../0000:3b:03.3\n", "\n"))));
    }
}
