// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.eswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.discovery.iproute.DevlinkParser;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.DevlinkRate;
import vfnet.model.eswitch.Eswitch;
import vfnet.model.eswitch.EswitchMode;
import vfnet.system.IpCommand.DevlinkQuery;

/** What {@code devlink -j} prints, in the shapes of the commits that introduced them into iproute2. */
class DevlinkParserTest {

    private static final PciAddress PF = PciAddress.parse("0000:06:00.0").orElseThrow();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<MacAddress> mac(String text) {
        return MacAddress.parse(text);
    }

    @Test
    void theModeOfASwitch() throws IOException {
        assertEquals(
                Optional.of(new Eswitch(EswitchMode.SWITCHDEV, Optional.of("none"), Optional.of("basic"))),
                DevlinkParser.eswitch(
                        utf8("{\"dev\":{\"pci/0000:06:00.0\":{\"mode\":\"switchdev\",\"inline-mode\":\"none\","
                                + "\"encap-mode\":\"basic\"}}}")));
    }

    @Test
    void iceHasAModeAlone() throws IOException {
        assertEquals(
                Optional.of(new Eswitch(EswitchMode.LEGACY, Optional.empty(), Optional.empty())),
                DevlinkParser.eswitch(utf8("{\"dev\":{\"pci/0000:06:00.0\":{\"mode\":\"legacy\"}}}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"dev\":{}}", "{\"dev\":{\"pci/0000:06:00.0\":{\"mode\":\"unknown mode\"}}}"})
    void withoutAKnownModeThereIsNone(String text) throws IOException {
        assertEquals(Optional.empty(), DevlinkParser.eswitch(utf8(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"dev\":{\"pci/0000:06:00.0\":{\"mode\":"})
    void textThatIsCutOffIsAnError(String text) {
        assertThrows(IOException.class, () -> DevlinkParser.eswitch(utf8(text)));
    }

    /** "devlink: Extend devlink port function ... to show state" and "... nested devlink" (iproute2). */
    @Test
    void aScalableFunctionIsAPortOfItsPf() throws IOException {
        assertEquals(
                List.of(
                        new DevlinkPort(
                                PF,
                                32768,
                                "pcisf",
                                InterfaceName.parse("ens2f0npf0sf88"),
                                Optional.of(0),
                                false,
                                Optional.of(88),
                                mac("00:00:00:00:88:88"),
                                Optional.of("active"),
                                Optional.of("attached")),
                        new DevlinkPort(
                                PF,
                                2,
                                "pcivf",
                                InterfaceName.parse("ens2f0c1pf0vf1"),
                                Optional.of(1),
                                true,
                                Optional.of(1),
                                mac("00:00:00:00:00:00"),
                                Optional.empty(),
                                Optional.empty())),
                DevlinkParser.ports(utf8("""
                        {"port":{"pci/0000:06:00.0/32768":{"type":"eth","netdev":"ens2f0npf0sf88","flavour":"pcisf",
                        "controller":0,"pfnum":0,"sfnum":88,"splittable":false,"function":{"hw_addr":"00:00:00:00:88:88",
                        "state":"active","opstate":"attached","nested_devlink":{"auxiliary/mlx5_core.sf.2":{}}}},
                        "auxiliary/mlx5_core.sf.2/32769":{"type":"eth","netdev":"eth9","flavour":"virtual"},
                        "pci/0000:06:00.0/2":{"type":"eth","netdev":"ens2f0c1pf0vf1","flavour":"pcivf","controller":1,
                        "pfnum":0,"vfnum":1,"external":true,"splittable":false,
                        "function":{"hw_addr":"00:00:00:00:00:00"}}}}""")));
    }

    @Test
    void aVfOfAnotherHostIsNotOurs() throws IOException {
        DevlinkPort own = DevlinkParser.ports(utf8(
                        "{\"port\":{\"pci/0000:06:00.0/2\":{\"flavour\":\"pcivf\",\"vfnum\":1,\"external\":true}}}"))
                .getFirst();
        assertEquals(false, own.isOfVf(1));
    }

    /** devlink-rate(8): bytes per second; zero is unlimited, and omitted. */
    @Test
    void ratesAndTheirGroups() throws IOException {
        List<DevlinkRate> rates = DevlinkParser.rates(utf8("""
                {"rate":{"pci/0000:06:00.0/1":{"type":"leaf","tx_max":125000001,"parent":"gold"},
                "pci/0000:06:00.0/gold":{"type":"node","tx_share":12500000}}}"""));
        assertEquals(
                List.of(
                        new DevlinkRate(PF, "1", false, 0, 125_000_001, Optional.of("gold")),
                        new DevlinkRate(PF, "gold", true, 12_500_000, 0, Optional.empty())),
                rates);
        assertEquals(1001, rates.getFirst().maxMbit());
        assertEquals(100, rates.getLast().minMbit());
        assertEquals(0, rates.getLast().maxMbit());
    }

    @ParameterizedTest
    @CsvSource({
        "devlink -j dev eswitch show pci/0000:06:00.0",
        "devlink -j port show",
        "devlink -j port function rate show"
    })
    void aQueryIsFoundByItsCommandLine(String commandLine) {
        assertEquals(commandLine, DevlinkQuery.parse(commandLine).orElseThrow().commandLine());
    }

    @ParameterizedTest
    @CsvSource({"devlink -j dev eswitch show pci/../etc", "devlink -j dev show", "devlink port show"})
    void otherCommandLinesAreNoQueries(String commandLine) {
        assertEquals(Optional.empty(), DevlinkQuery.parse(commandLine));
    }
}
