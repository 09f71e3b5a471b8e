// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.json;

import java.io.IOException;
import java.util.Optional;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.inventory.Holder;

/** A holder's fields in a JSON document. */
final class HolderFields {
    private final JsonDocument json;

    HolderFields(JsonDocument json) {
        this.json = json;
    }

    void write(Holder holder) throws IOException {
        json.text("kind", kind(holder));
        switch (holder) {
            case Holder.VfioProcess(int pid, String command, Optional<Holder.VirtualMachine> vm) ->
                process(pid, command, vm);
            case Holder.DeviceProcess(int pid, String command, Optional<Holder.VirtualMachine> vm, String node) -> {
                process(pid, command, vm);
                json.text("node", node);
            }
            case Holder.NetworkNamespace namespace -> namespace(namespace);
            case Holder.LinkElsewhere(
                    InterfaceName networkInterface,
                    InterfaceName upper,
                    LinkKind kind,
                    var namespace) -> {
                upper(networkInterface, upper, kind);
                namespace(namespace);
            }
            case Holder.HasIpAddress(InterfaceName networkInterface, String address) -> {
                json.text("interface", networkInterface);
                json.text("address", address);
            }
            case Holder.UpperLink(InterfaceName networkInterface, InterfaceName upper, LinkKind kind) ->
                upper(networkInterface, upper, kind);
            case Holder.RepresentorUpper(InterfaceName representor, InterfaceName upper, LinkKind kind) -> {
                json.text("representor", representor);
                json.text("upper", upper);
                json.text("upper_kind", kind.id());
            }
            case Holder.DefaultRoute(InterfaceName networkInterface) -> json.text("interface", networkInterface);
            case Holder.Route(InterfaceName networkInterface, String destination, int count) -> {
                json.text("interface", networkInterface);
                json.text("destination", destination);
                json.number("count", Optional.of(count));
            }
            case Holder.PppoeSession(InterfaceName networkInterface) -> json.text("interface", networkInterface);
            case Holder.XdpProgram(InterfaceName networkInterface) -> json.text("interface", networkInterface);
        }
    }

    private static String kind(Holder holder) {
        return switch (holder) {
            case Holder.VfioProcess _ -> "vfio_process";
            case Holder.DeviceProcess _ -> "device_process";
            case Holder.NetworkNamespace _ -> "network_namespace";
            case Holder.LinkElsewhere _ -> "link_elsewhere";
            case Holder.HasIpAddress _ -> "ip_address";
            case Holder.UpperLink _ -> "upper_link";
            case Holder.RepresentorUpper _ -> "representor_link";
            case Holder.DefaultRoute _ -> "default_route";
            case Holder.Route _ -> "route";
            case Holder.PppoeSession _ -> "pppoe_session";
            case Holder.XdpProgram _ -> "xdp_program";
        };
    }

    private void process(int pid, String command, Optional<Holder.VirtualMachine> vm) throws IOException {
        json.number("pid", Optional.of(pid));
        json.text("command", command);
        json.text("vm_name", vm.map(Holder.VirtualMachine::name));
        json.number("vm_id", vm.flatMap(Holder.VirtualMachine::id));
    }

    private void upper(InterfaceName networkInterface, InterfaceName upper, LinkKind kind) throws IOException {
        json.text("interface", networkInterface);
        json.text("upper", upper);
        json.text("upper_kind", kind.id());
    }

    private void namespace(Holder.NetworkNamespace namespace) throws IOException {
        json.text("name", namespace.name());
        json.number("pid", namespace.member().map(Holder.Member::pid));
        json.text("command", namespace.member().map(Holder.Member::command));
    }
}
