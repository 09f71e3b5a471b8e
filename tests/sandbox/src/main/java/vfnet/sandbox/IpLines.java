// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import vfnet.apply.kernel.IpLine;
import vfnet.model.Errno;
import vfnet.model.inventory.NamespaceFile;

/** Lines of {@code ip -batch} (iproute2, ip/iplink.c): {@code link set dev if2 vf 0 mac 02:...}. */
final class IpLines {
    private static final List<String> BEGINNING = List.of("link", "set", "dev");

    private final Simulation machine;
    private final Optional<NamespaceFile> namespace;

    /** ip cannot parse a line, and ends its batch there. */
    static final class Nonsense extends Exception {
        private static final long serialVersionUID = 1;

        Nonsense(String message) {
            super(message);
        }
    }

    /** @param namespace another network namespace in which ip runs */
    IpLines(Simulation machine, Optional<NamespaceFile> namespace) {
        this.machine = machine;
        this.namespace = namespace;
    }

    /** @return ip's message for a line that fails; empty when it succeeded */
    Optional<String> run(IpLine line) throws Nonsense {
        List<String> words = List.of(line.text().strip().split("\\s+"));
        if (words.size() < 5 || !words.subList(0, 3).equals(BEGINNING)) {
            throw new Nonsense("Command \"" + line.text() + "\" is unknown, try \"ip help\".");
        }
        List<String> rest = words.subList(4, words.size());
        boolean ofVf = rest.getFirst().equals("vf");
        int vf = ofVf ? number("vf", rest.size() < 3 ? "" : rest.get(1), Integer.MAX_VALUE) : 0;
        Optional<ObjectNode> link = link(words.get(3));
        if (link.isEmpty()) {
            return Optional.of("Cannot find device \"" + words.get(3) + "\"");
        }
        if (!ofVf) {
            return raiseOrLower(link.get(), rest);
        }
        return vf(link.get(), vf, rest.subList(2, rest.size())).map(errno -> "RTNETLINK answers: " + errno);
    }

    /** By name, or by number as {@code if2}. */
    private Optional<ObjectNode> link(String name) {
        int index = name.matches("if\\d{1,9}")
                ? Integer.parseInt(name.substring(2))
                : Tree.number(machine.sysroot().netClass().resolve(name).resolve("ifindex"))
                        .orElse(0);
        return namespace.isPresent()
                ? machine.answers().linkIn(namespace.get().path(), index)
                : machine.answers().link(index);
    }

    private Optional<String> raiseOrLower(ObjectNode link, List<String> words) throws Nonsense {
        if (!words.equals(List.of("up")) && !words.equals(List.of("down"))) {
            throw new Nonsense("Error: either \"dev\" is duplicate, or \"" + words.getFirst() + "\" is a garbage.");
        }
        if (words.getFirst().equals("up")) {
            new Carrier(machine).raise(link);
        } else {
            new Carrier(machine).lower(link);
        }
        return Optional.empty();
    }

    private Optional<String> vf(ObjectNode link, int vf, List<String> words) throws Nonsense {
        VfSetting setting = VfSetting.parse(words);
        Optional<Function> function = namespace.isPresent()
                ? machine.function(link.path("parentdev").asText())
                : Tree.resolved(machine.sysroot()
                                .netClass()
                                .resolve(link.path("ifname").asText())
                                .resolve("device"))
                        .flatMap(directory ->
                                machine.function(directory.getFileName().toString()));
        return function.isEmpty()
                ? Optional.of(Errno.EOPNOTSUPP.message())
                : new VfSettingRules(machine, function.get(), link).set(vf, setting);
    }

    static int number(String word, String text, int most) throws Nonsense {
        Optional<Integer> number = text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
        return number.filter(value -> value <= most)
                .orElseThrow(() ->
                        new Nonsense("Error: argument \"" + text + "\" is wrong: Invalid \"" + word + "\" value"));
    }
}
