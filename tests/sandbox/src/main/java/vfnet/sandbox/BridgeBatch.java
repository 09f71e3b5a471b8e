// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.Kernel.IpFailure;
import vfnet.model.Errno;
import vfnet.system.IpQuery;

/** {@code bridge -force -batch}: entries of the unicast filters of interfaces (net/core/rtnetlink.c). */
final class BridgeBatch {
    /** The 82576 has 24 receive addresses: one for the PF, one for each VF (igb_ndo_fdb_add). */
    private static final int RECEIVE_ADDRESSES = 24;

    private final Simulation machine;
    private final ArrayNode entries;

    BridgeBatch(Simulation machine) {
        this.machine = machine;
        entries = machine.answers().list(IpQuery.FORWARDING);
    }

    List<IpFailure> run(List<BridgeLine> lines) {
        List<IpFailure> failures = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> words = List.of(lines.get(i).text().split(" "));
            KernelCall call = words.get(1).equals("add") ? KernelCall.REGISTER : KernelCall.DEREGISTER;
            Answer answer = new FaultInjector(machine).of(call, lines.get(i).text(), () -> run(call, words));
            if (answer instanceof Answer.Refused(Optional<Errno> errno, String message)) {
                failures.add(new IpFailure(i, errno.isPresent() ? "RTNETLINK answers: " + message : message));
            }
        }
        return failures;
    }

    /** {@code fdb add|del ADDRESS dev ifINDEX self permanent}. */
    private Answer run(KernelCall call, List<String> words) {
        int index = Integer.parseInt(words.get(4).substring("if".length()));
        Optional<ObjectNode> link = machine.answers().link(index);
        if (link.isEmpty()) {
            return new Answer.Refused(Optional.empty(), "Error: unknown ifindex.");
        }
        String name = link.get().path("ifname").asText();
        return call == KernelCall.REGISTER ? add(name, words.get(2)) : remove(name, words.get(2));
    }

    private Answer add(String name, String address) {
        if (own(name, address).isPresent()) {
            return Refusal.of(Errno.EEXIST);
        }
        Optional<Errno> refusal = refusal(name);
        if (refusal.isPresent()) {
            return Refusal.of(refusal.get());
        }
        ObjectNode entry = entries.addObject().put("mac", address).put("ifname", name);
        entry.putArray("flags").add("self");
        entry.put("state", "permanent");
        return new Answer.Accepted();
    }

    /** i40e takes addresses only while it has VFs (i40e_ndo_fdb_add), igb as many as it has filters left. */
    private Optional<Errno> refusal(String name) {
        Optional<Function> card = Tree.resolved(
                        machine.sysroot().netClass().resolve(name).resolve("device"))
                .flatMap(directory -> machine.function(directory.getFileName().toString()));
        int vfs = card.map(function -> function.virtualFunctions().size()).orElse(0);
        return switch (card.flatMap(Function::driver).orElse("")) {
            case "i40e" -> vfs == 0 ? Optional.of(Errno.EOPNOTSUPP) : Optional.empty();
            case "igb" -> filter(name) >= RECEIVE_ADDRESSES - vfs - 1 ? Optional.of(Errno.ENOMEM) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private int filter(String name) {
        int unicast = 0;
        for (JsonNode entry : entries) {
            boolean multicast = (Integer.parseInt(entry.path("mac").asText().substring(0, 2), 16) & 1) != 0;
            unicast += isOwn(entry, name) && !multicast ? 1 : 0;
        }
        return unicast;
    }

    private Answer remove(String name, String address) {
        Optional<JsonNode> own = own(name, address);
        own.ifPresent(entry -> entries.removeIf(one -> one == entry));
        return own.isPresent() ? new Answer.Accepted() : Refusal.of(Errno.ENOENT);
    }

    private Optional<JsonNode> own(String name, String address) {
        for (JsonNode entry : entries) {
            if (isOwn(entry, name) && entry.path("mac").asText().equals(address)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static boolean isOwn(JsonNode entry, String name) {
        return entry.path("ifname").asText().equals(name)
                && entry.path("flags").toString().contains("\"self\"");
    }

    /** A bridge learns that an address is behind one of its ports, and no longer behind another of them. */
    void learn(String port, String address) {
        String bridge = machine.answers()
                .list(IpQuery.LINKS)
                .valueStream()
                .filter(link -> link.path("ifname").asText().equals(port))
                .map(link -> link.path("master").asText())
                .filter(master -> !master.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + port + "' is no port of a bridge"));
        forget(bridge, address);
        ObjectNode entry = entries.addObject().put("mac", address).put("ifname", port);
        entry.putArray("flags");
        entry.put("master", bridge).put("state", "");
    }

    /** A bridge has not heard of an address for its ageing time. */
    void forget(String bridge, String address) {
        entries.removeIf(entry -> entry.path("mac").asText().equals(address)
                && entry.path("master").asText().equals(bridge)
                && !entry.path("state").asText().equals("permanent"));
    }
}
