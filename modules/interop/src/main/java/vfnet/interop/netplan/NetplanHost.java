// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.netplan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.interop.link.LinkFile;
import vfnet.interop.link.LinkFiles;
import vfnet.interop.link.LinkFiles.Parsed;
import vfnet.model.desired.SavedPort;

/**
 * The host for which a netplan file is written.
 *
 * @param files netplan's files in the order in which it reads them, without those that vfnet export has written
 * @param networks .network files in the order of their names, without those that netplan itself has generated
 * @param ports its ports
 */
public record NetplanHost(List<SourceFile> files, List<LinkFile> networks, List<HostPort> ports) {
    /** A host of which nothing is known. */
    public static final NetplanHost UNKNOWN = new NetplanHost(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public NetplanHost {
        files = List.copyOf(files);
        networks = List.copyOf(networks);
        ports = List.copyOf(ports);
    }

    HostPort port(SavedPort saved) {
        return ports.stream().filter(port -> port.is(saved)).findFirst().orElseGet(() -> HostPort.absent(saved));
    }

    NetplanState state() {
        NetplanState state = new NetplanState(new Findings());
        files.forEach(state::add);
        return state;
    }

    /** The definitions that match a port, or give it its name. */
    List<NetplanDefinition> definitions(NetplanState state, HostPort port) {
        List<NetplanDefinition> found = new ArrayList<>();
        for (NetplanDefinition definition : state.ethernets().values()) {
            boolean named = definition.hasMatch()
                    && definition
                            .value("set-name")
                            .filter(name -> port.identity()
                                    .name()
                                    .filter(own -> own.text().equals(name.text()))
                                    .isPresent())
                            .isPresent();
            if (named || definition.means(port)) {
                found.add(definition);
            }
        }
        return found;
    }

    /** Whether a definition matches another port of the host, too. */
    Optional<HostPort> other(NetplanDefinition definition, HostPort port) {
        return ports.stream()
                .filter(other -> !other.equals(port) && definition.means(other))
                .findFirst();
    }

    /** The .network file that configures a port without netplan. */
    Optional<String> network(HostPort port) {
        return LinkFiles.of(networks, new Findings())
                .applied(port)
                .map(Parsed::file)
                .map(LinkFile::place);
    }
}
