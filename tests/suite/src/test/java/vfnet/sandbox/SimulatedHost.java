// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.cli.host.Host;
import vfnet.discovery.Discovery;
import vfnet.discovery.InvalidSysrootException;
import vfnet.model.Errno;
import vfnet.model.PciAddress;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.IpQuery;

/** A simulated host in memory, with helpers to change it. */
record SimulatedHost(SimulatedMachine machine) {
    static final String ACCEPTED = "accepted";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    static SimulatedHost on(String shipped) {
        return of(Machines.text(shipped));
    }

    /** On a machine from this text. */
    static SimulatedHost of(String text) {
        try {
            return new SimulatedHost(SimulatedMachine.create(Machines.parsed(text), "test", Machines.memory()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kernel kernel() {
        return machine.kernel();
    }

    /** Where the machine has this path. */
    Path at(String path) {
        return machine.view().sysroot().root().resolve(path.substring(1));
    }

    Answer answer(String path, String value) {
        return kernel().write(new AttributeWrite(at(path), value), TIMEOUT);
    }

    /** The kernel's answer in a word: {@code accepted}, the error's name, or {@code blocked}. */
    String write(String path, String value) {
        return word(answer(path, value));
    }

    static String word(Answer answer) {
        return switch (answer) {
            case Answer.Accepted() -> ACCEPTED;
            case Answer.Refused(Optional<Errno> errno, String message) ->
                errno.map(Errno::name).orElse(message);
            case Answer.Blocked(long pid) -> "blocked";
        };
    }

    String numvfs(String pf, int count) {
        return write("/sys/bus/pci/devices/" + pf + "/sriov_numvfs", String.valueOf(count));
    }

    /** ip's message; {@code accepted} when it has none. */
    String ip(String line) {
        List<Kernel.IpFailure> failures = kernel().ip(List.of(new IpLine(line)));
        return failures.isEmpty() ? ACCEPTED : failures.getFirst().message();
    }

    void pause(long milliseconds) {
        kernel().pause(Duration.ofMillis(milliseconds));
    }

    Optional<String> text(String path) {
        return Tree.text(at(path));
    }

    /** Gives interfaces an address, as a DHCP client does. */
    void giveAddress(Predicate<JsonNode> link) {
        try (Simulation simulation = Simulation.of(machine.view().sysroot())) {
            simulation.answers().list(IpQuery.ADDRESSES).forEach(one -> {
                if (link.test(one)) {
                    ((ObjectNode) one)
                            .putArray("addr_info")
                            .addObject()
                            .put("family", "inet")
                            .put("local", "192.0.2.7")
                            .put("prefixlen", 24)
                            .put("scope", "global");
                }
            });
        }
    }

    Inventory inventory() {
        try {
            return Discovery.inventory(machine.view());
        } catch (InvalidSysrootException e) {
            throw new IllegalStateException(e);
        }
    }

    PhysicalFunction pf(String address) {
        return inventory().physicalFunctions().stream()
                .filter(pf ->
                        pf.function().address().equals(PciAddress.parse(address).orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    /** Of its first port. */
    String permanentAddress(String pf) {
        return pf(pf).ports()
                .getFirst()
                .permanentAddress()
                .value()
                .orElseThrow()
                .toString();
    }

    int count(String pf) {
        return pf(pf).virtualFunctions().size();
    }

    /** The interfaces of a PF's VFs by index. */
    List<String> interfaces(String pf) {
        return pf(pf).virtualFunctions().stream()
                .map(vf -> vf.interfaces().isEmpty()
                        ? "-"
                        : vf.interfaces().getFirst().name().text())
                .toList();
    }

    /** Runs vfnet on it, as root, its output piped. */
    Outcome vfnet(String... words) {
        return vfnet(kernel(), words);
    }

    /** The same with a kernel beside which something happens. */
    Outcome vfnet(Kernel beside, String... words) {
        return Cli.run(new Host(machine.view(), Map.of(), OptionalInt::empty, Optional.of(beside), () -> false), words);
    }
}
