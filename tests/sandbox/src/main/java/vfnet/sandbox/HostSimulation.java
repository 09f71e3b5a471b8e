// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The commands that control the simulated host. */
final class HostSimulation {
    static final String HELP = """
              reset                    make the machine anew, as it was captured
              reboot                   restart it
              attach PORT VF [NAME]    start a VM that is given this VF
              detach PORT VF           stop that VM
              learn PORT ADDRESS       have a bridge learn an address behind one of its ports
              forget BRIDGE ADDRESS    have it forget one, as after its ageing time
              fail [every] CALL WHAT   have the next such call go wrong; 'fail' alone lists them, 'fail off' ends them
              wait SECONDS             let time pass
              log                      print the kernel's log
              calls                    print every change that the kernel was asked for

            WHAT is ERRNO, ignore, fewer [N], hang, late MILLISECONDS, never, or power-cut. CALL is one of:
            """;

    private static final String DEFAULT_VM = "vm1";

    private HostSimulation() {}

    /** Whether this is one of the commands. */
    static boolean knows(String word) {
        return List.of("reboot", "attach", "detach", "learn", "forget", "fail", "wait", "log", "calls")
                .contains(word);
    }

    /**
     * Executes the command.
     *
     * @return its output
     * @throws IllegalArgumentException when it is invalid; its message says why
     */
    static String play(SimulatedMachine machine, List<String> words) {
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "reboot" -> {
                machine.reboot();
                yield "the machine has restarted\n";
            }
            case "attach" -> attach(machine, rest);
            case "detach" -> {
                machine.detach(argument(rest, 0, "PORT"), index(rest));
                yield "the VM has stopped\n";
            }
            case "learn" -> {
                machine.learn(argument(rest, 0, "PORT"), argument(rest, 1, "ADDRESS"));
                yield "";
            }
            case "forget" -> {
                machine.forget(argument(rest, 0, "BRIDGE"), argument(rest, 1, "ADDRESS"));
                yield "";
            }
            case "fail" -> fail(machine, rest);
            case "wait" -> {
                machine.pass(Duration.ofSeconds(number(argument(rest, 0, "SECONDS"))));
                yield "";
            }
            case "log" -> lines(machine.log());
            default ->
                lines(machine.performed().stream().map(Operation::toString).toList());
        };
    }

    private static String attach(SimulatedMachine machine, List<String> words) {
        String vm = words.size() > 2 ? words.get(2) : DEFAULT_VM;
        int pid = machine.attach(argument(words, 0, "PORT"), index(words), vm);
        return "VM " + vm + " runs as process " + pid + "\n";
    }

    private static String fail(SimulatedMachine machine, List<String> words) {
        if (words.equals(List.of("off"))) {
            machine.disarm();
        } else if (!words.isEmpty()) {
            Optional<Fault> fault = Fault.parse(String.join(" ", words));
            machine.arm(fault.orElseThrow(() -> new IllegalArgumentException(
                    "'" + String.join(" ", words) + "' is no fault; write CALL WHAT, such as 'create ENOMEM'")));
        }
        return lines(machine.armed());
    }

    private static int index(List<String> words) {
        return number(argument(words, 1, "VF"));
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("'" + text + "' is no number");
        }
        return Integer.parseInt(text);
    }

    private static String argument(List<String> words, int at, String name) {
        if (at >= words.size()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return words.get(at);
    }

    private static String lines(List<String> lines) {
        return String.join("", lines.stream().map(line -> line + "\n").toList());
    }

    /** The calls that can fail, one line each. */
    static String calls() {
        StringBuilder text = new StringBuilder();
        for (KernelCall call : KernelCall.values()) {
            text.append("  %-10s %s%n".formatted(call.word(), call.meaning()));
        }
        return text.toString();
    }
}
