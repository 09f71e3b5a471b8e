// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vfnet.interop.format.Findings;
import vfnet.model.Decimal;
import vfnet.model.InterfaceName;
import vfnet.system.SriovText;

/** Understands the commands that create or configure VFs. All others do not concern vfnet. */
final class BootCommands {
    private static final int MAX_VFS = 65535;
    private static final Set<String> TESTS = Set.of("[", "[[", "test", "true", ":");

    private final BootPorts ports;
    private final Findings findings;

    BootCommands(BootPorts ports, Findings findings) {
        this.ports = ports;
        this.findings = findings;
    }

    /** {@return whether the command only decides about others, and does nothing itself} */
    static boolean isTest(ShellCommand command) {
        return TESTS.contains(command.words().getFirst());
    }

    /**
     * {@return whether the command is understood, and all that it does is saved}
     *
     * @param place file and line
     */
    boolean take(ShellCommand command, String place) {
        Optional<String> target = written(command);
        boolean isIp = isIpOfVf(command);
        if (!isIp && target.filter(file -> file.contains("sriov_")).isEmpty()) {
            if (SriovText.writes(command.text()) || command.text().contains("max_vfs=")) {
                findings.lost(place, "is not understood: " + command.text());
            }
            return false;
        }
        if (command.doubt().isPresent()) {
            findings.lost(place, "is not understood, for it " + command.doubt().get() + ": " + command.text());
            return false;
        }
        return isIp ? ip(command.words(), place) : write(command, target.get(), place);
    }

    /** What echo, printf or tee writes to. */
    private static Optional<String> written(ShellCommand command) {
        List<String> words = command.words();
        String program = program(words.getFirst());
        if (program.equals("tee")) {
            return words.stream().skip(1).filter(word -> !word.startsWith("-")).findFirst();
        }
        return program.equals("echo") || program.equals("printf") ? command.output() : Optional.empty();
    }

    private static String program(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    private boolean write(ShellCommand command, String target, String place) {
        if (target.endsWith(SysfsNames.AUTOPROBE)) {
            findings.lost(
                    place,
                    "sriov_drivers_autoprobe is not saved; vfnet saves a driver for each VF: "
                            + "vfnet vf PORT RANGE --driver none --persist");
            return false;
        }
        List<String> words = program(command.words().getFirst()).equals("tee") ? command.input() : command.words();
        Optional<String> port = SysfsNames.port(target);
        OptionalInt count = number(words);
        if (!target.endsWith(SysfsNames.COUNT) || port.isEmpty() || count.isEmpty()) {
            findings.lost(place, "is not understood: " + command.text());
            return false;
        }
        Optional<String> refused = ports.count(port.get(), count.getAsInt(), place);
        refused.ifPresent(why -> findings.lost(place, why));
        return refused.isEmpty();
    }

    private static OptionalInt number(List<String> words) {
        String text = String.join(
                " ",
                words.stream().skip(1).filter(word -> !word.matches("-[neE]+")).toList());
        return Decimal.parse(text.replace("\\n", "").strip(), 0, MAX_VFS);
    }

    /** {@code ip link set ... vf}: the objects and commands of ip may be abbreviated. */
    private static boolean isIpOfVf(ShellCommand command) {
        List<String> words = withoutOptions(command.words());
        return program(command.words().getFirst()).equals("ip")
                && words.size() > 2
                && "link".startsWith(words.get(0))
                && "set".startsWith(words.get(1))
                && words.contains("vf");
    }

    private static List<String> withoutOptions(List<String> words) {
        return words.stream().skip(1).dropWhile(word -> word.startsWith("-")).toList();
    }

    private boolean ip(List<String> words, String place) {
        List<String> rest = withoutOptions(words);
        int name = rest.get(2).equals("dev") ? 3 : 2;
        int at = rest.indexOf("vf");
        if (name >= at || InterfaceName.parse(rest.get(name)).isEmpty()) {
            findings.lost(place, "is not understood, for it names no interface: " + String.join(" ", words));
            return false;
        }
        boolean whole = at == name + 1;
        while (at >= 0) {
            List<String> after = rest.subList(at + 1, rest.size());
            int next = after.indexOf("vf");
            List<String> own = next < 0 ? after : after.subList(0, next);
            switch (IpLinkVf.read(own)) {
                case IpLinkVf.Result.Read(var vf) -> ports.vf(rest.get(name), vf, place);
                case IpLinkVf.Result.NotRead(String why) -> {
                    findings.lost(place, "is not understood: " + why + ": " + String.join(" ", words));
                    whole = false;
                }
            }
            at = next < 0 ? -1 : at + 1 + next;
        }
        return whole;
    }
}
