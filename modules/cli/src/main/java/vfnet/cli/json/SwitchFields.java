// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vfnet.model.eswitch.CardSwitch;
import vfnet.model.eswitch.DevlinkPort;
import vfnet.model.eswitch.DevlinkRate;
import vfnet.model.eswitch.Representor;

/** The switch of a card in JSON documents. */
final class SwitchFields {

    private SwitchFields() {}

    /** The representor of a VF. */
    static void representor(JsonDocument json, Optional<Representor> representor) throws IOException {
        json.object("representor", representor, own -> {
            json.text("interface", own.name());
            json.text("link_state", own.operState());
        });
    }

    /** All that is known of the switch of a port. */
    static void write(JsonDocument json, CardSwitch own) throws IOException {
        json.object("eswitch", own.eswitch().value(), eswitch -> {
            json.text("mode", eswitch.mode().toString());
            json.text("inline_mode", eswitch.inlineMode());
            json.text("encap_mode", eswitch.encapMode());
        });
        json.objects("representors", own.representors(), representor -> {
            json.text("interface", representor.name());
            json.text("port_name", representor.portName());
            json.number("vf_index", representor.vf());
            json.text("link_state", representor.operState());
            json.text("master", representor.master());
        });
        scalableFunctions(json, own);
        json.objects("rates", own.rates().value().orElse(List.of()), rate -> rate(json, rate));
    }

    /** The scalable functions of a port. */
    static void scalableFunctions(JsonDocument json, CardSwitch own) throws IOException {
        json.objects("scalable_functions", own.scalableFunctions(), port -> scalableFunction(json, port));
    }

    private static void scalableFunction(JsonDocument json, DevlinkPort port) throws IOException {
        json.text("handle", port.handle());
        json.number("number", port.number());
        json.number("controller", port.controller());
        json.flag("external", Optional.of(port.isExternal()));
        json.text("representor", port.networkInterface());
        json.text("mac_address", port.address());
        json.text("state", port.state());
        json.text("oper_state", port.operState());
    }

    private static void rate(JsonDocument json, DevlinkRate rate) throws IOException {
        json.text("handle", rate.handle());
        json.flag("is_group", Optional.of(rate.isNode()));
        json.number("min_tx_rate", Optional.of(rate.minMbit()));
        json.number("max_tx_rate", Optional.of(rate.maxMbit()));
        json.text("group", rate.parent());
    }
}
