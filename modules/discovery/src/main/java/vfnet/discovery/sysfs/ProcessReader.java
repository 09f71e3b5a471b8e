// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.Decimal;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;

/** Identifies a process, and the VM that it runs, by its command line. */
public final class ProcessReader {
    /** QEMU's command line has about 10,000 bytes; a process's arguments may have 6 MiB (execve(2)). */
    private static final int MAX_BYTES = 1 << 20;
    /** More digits than a process ID has (proc(5), pid_max). */
    private static final int MAX_DIGITS = 9;

    private final AttributeReader attributes;

    public ProcessReader(AttributeReader attributes) {
        this.attributes = attributes;
    }

    public Holder.VfioProcess read(Path process, int pid) {
        String command = command(process);
        List<String> words = words(process.resolve("cmdline")).value().orElse(List.of());
        return new Holder.VfioProcess(pid, command, virtualMachine(words));
    }

    /** A process's command line or environment: words that end in a zero byte each. */
    public Reading<List<String>> words(Path file) {
        return raw(file).map(text -> List.of(text.split("\0")));
    }

    /** A process's file as it is: it may contain anything, control characters too. */
    public Reading<String> raw(Path file) {
        try (InputStream in = attributes.stream(file)) {
            return Reading.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return attributes.failed(file, e);
        }
    }

    public String command(Path process) {
        return attributes.text(process.resolve("comm")).value().orElse("?");
    }

    /** The directory of every process, by its number. */
    public Reading<SortedMap<Integer, Path>> all(Path processes) {
        return attributes.names(processes).map(names -> {
            SortedMap<Integer, Path> byNumber = new TreeMap<>();
            names.forEach(name -> processId(name).ifPresent(pid -> byNumber.put(pid, processes.resolve(name))));
            return byNumber;
        });
    }

    /** The number that names a process's directory; empty for the other names under /proc. */
    private static Optional<Integer> processId(String name) {
        OptionalInt number =
                name.length() <= MAX_DIGITS ? Decimal.parse(name, 0, Integer.MAX_VALUE) : OptionalInt.empty();
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    /** QEMU gets its guest's name by {@code -name}; Proxmox adds the VM's number as {@code -id}. */
    public static Optional<Holder.VirtualMachine> virtualMachine(List<String> commandLine) {
        Optional<Integer> id = after("-id", commandLine).flatMap(Decimal::number);
        return after("-name", commandLine)
                .map(ProcessReader::guest)
                .or(() -> id.map(String::valueOf))
                .map(name -> new Holder.VirtualMachine(name, id));
    }

    private static Optional<String> after(String option, List<String> commandLine) {
        int at = commandLine.indexOf(option);
        return at >= 0 && at + 1 < commandLine.size() ? Optional.of(commandLine.get(at + 1)) : Optional.empty();
    }

    /**
     * {@code guest=win11,debug-threads=on} as libvirt writes it, or {@code win11,...}. A comma is doubled in a name.
     */
    private static String guest(String value) {
        StringBuilder name = new StringBuilder();
        for (int i = value.startsWith("guest=") ? "guest=".length() : 0; i < value.length(); i++) {
            if (value.charAt(i) == ',' && (i + 1 == value.length() || value.charAt(++i) != ',')) {
                break;
            }
            name.append(value.charAt(i));
        }
        return name.toString();
    }
}
