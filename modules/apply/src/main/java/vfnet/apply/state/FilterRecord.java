// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.model.Decimal;
import vfnet.model.MacAddress;
import vfnet.system.Sysroot;

/**
 * The addresses that vfnet has registered in the filters of ports, in {@code /run/vfnet} until the next boot, which
 * empties the filters too. Only these are ever removed. Everybody may read it.
 *
 * <p>A port is known by its ifindex: the kernel gives that of a removed interface to no other, and removes the filter
 * with the interface.
 */
public final class FilterRecord {
    private static final String RECORD = "bridge-addresses";

    private final RunDirectory directory;

    /**
     * The record on a machine.
     *
     * @param sysroot the machine
     */
    public FilterRecord(Sysroot sysroot) {
        directory = RunDirectory.of(sysroot);
    }

    /**
     * {@return by ifindex of the port, the addresses that vfnet has registered there, each with the ifindex of the
     * place where it was}
     *
     * @throws IOException when the record cannot be read
     */
    public SortedMap<Integer, SortedMap<MacAddress, Integer>> read() throws IOException {
        SortedMap<Integer, SortedMap<MacAddress, Integer>> ports = new TreeMap<>();
        directory.read(RECORD).ifPresent(text -> text.lines().forEach(line -> add(line, ports)));
        return ports;
    }

    private static void add(String line, Map<Integer, SortedMap<MacAddress, Integer>> ports) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            return;
        }
        Optional<Integer> port = Decimal.number(words[0]);
        Optional<MacAddress> address = MacAddress.parse(words[1]);
        Optional<Integer> place = Decimal.number(words[2]);
        if (port.isPresent() && address.isPresent() && place.isPresent()) {
            ports.computeIfAbsent(port.get(), _ -> new TreeMap<>()).put(address.get(), place.get());
        }
    }

    /**
     * Replaces what is recorded for a port.
     *
     * @param port ifindex of the port
     * @param addresses the addresses, each with the ifindex of its place
     * @throws IOException when it cannot be written; the former record stays
     */
    public void write(int port, Map<MacAddress, Integer> addresses) throws IOException {
        directory.ensure();
        SortedMap<Integer, SortedMap<MacAddress, Integer>> ports = read();
        if (new TreeMap<>(addresses).equals(ports.getOrDefault(port, new TreeMap<>()))) {
            return;
        }
        ports.put(port, new TreeMap<>(addresses));
        StringBuilder text = new StringBuilder();
        ports.forEach((index, known) -> known.forEach((address, place) -> text.append(index)
                .append(' ')
                .append(address)
                .append(' ')
                .append(place)
                .append('\n')));
        directory.publish(RECORD, text.toString());
    }
}
