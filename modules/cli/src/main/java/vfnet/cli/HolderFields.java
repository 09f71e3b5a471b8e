package vfnet.cli;

import java.io.IOException;
import java.util.Optional;
import vfnet.model.Holder;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;

/** A holder's fields in a JSON document. */
final class HolderFields {
    private final JsonDocument json;

    HolderFields(JsonDocument json) {
        this.json = json;
    }

    void write(Holder holder) throws IOException {
        switch (holder) {
            case Holder.VfioProcess(int pid, String command, Optional<Holder.VirtualMachine> vm) -> {
                json.text("kind", "vfio_process");
                json.number("pid", Optional.of(pid));
                json.text("command", command);
                json.text("vm_name", vm.map(Holder.VirtualMachine::name));
                json.number("vm_id", vm.flatMap(Holder.VirtualMachine::id));
            }
            case Holder.NetworkNamespace(Optional<String> name, Optional<Holder.Member> member) -> {
                json.text("kind", "network_namespace");
                json.text("name", name);
                json.number("pid", member.map(Holder.Member::pid));
                json.text("command", member.map(Holder.Member::command));
            }
            case Holder.HasIpAddress(InterfaceName networkInterface, String address) -> {
                json.text("kind", "ip_address");
                json.text("interface", networkInterface);
                json.text("address", address);
            }
            case Holder.UpperLink(InterfaceName networkInterface, InterfaceName upper, LinkKind kind) -> {
                json.text("kind", "upper_link");
                json.text("interface", networkInterface);
                json.text("upper", upper);
                json.text("upper_kind", kind.id());
            }
            case Holder.DefaultRoute(InterfaceName networkInterface) -> {
                json.text("kind", "default_route");
                json.text("interface", networkInterface);
            }
        }
    }
}
