// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.nova;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vfnet.interop.Exported;
import vfnet.interop.Exported.ExportedFile;
import vfnet.interop.HostPort;
import vfnet.interop.HostVf;
import vfnet.interop.format.LabelGroup;
import vfnet.interop.format.Unsupported;
import vfnet.model.VfLabel;
import vfnet.model.VfRanges;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/**
 * Writes {@code [pci] device_spec} of nova-compute, one line for each VF (nova/pci/devspec.py). The group of its label
 * is the physical network that Neutron knows it by. The VFs must exist, and nova reads no domain above ffff.
 */
public final class NovaExport {
    private static final int MAX_DOMAIN = 0xffff;

    private final Unsupported losses = new Unsupported("nova");
    private final List<HostPort> host;
    private final Set<String> written = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private NovaExport(List<HostPort> host) {
        this.host = host;
    }

    /**
     * Writes ports.
     *
     * @param ports as saved
     * @param header the first line of the file, a comment
     * @param host the ports of the host, with their VFs
     * @return one file, and what is not in it
     */
    public static Exported of(List<SavedPort> ports, String header, List<HostPort> host) {
        NovaExport export = new NovaExport(host);
        ports.forEach(export::port);
        return export.losses.exported(
                export.text.isEmpty()
                        ? List.of()
                        : List.of(new ExportedFile("vfnet-pci.conf", header + "\n[pci]\n" + export.text)));
    }

    private void port(SavedPort port) {
        Optional<HostPort> there = host.stream().filter(own -> own.is(port)).findFirst();
        List<Integer> missing = new ArrayList<>();
        List<Integer> far = new ArrayList<>();
        List<Integer> plain = new ArrayList<>();
        for (int index = 0; index < port.count(); index++) {
            HostVf vf = there.isEmpty() ? null : there.get().vfs().get(index);
            if (vf == null) {
                missing.add(index);
            } else if (vf.address().domain() > MAX_DOMAIN) {
                far.add(index);
            } else if (written.add(vf.address().toString())) {
                Optional<VfLabel> label = port.vf(index).label();
                text.append("device_spec = ")
                        .append(line(vf, port.vf(index), label))
                        .append('\n');
                if (label.isEmpty()) {
                    plain.add(index);
                }
            }
        }
        say(port, missing, far, plain);
    }

    private void say(SavedPort port, List<Integer> missing, List<Integer> far, List<Integer> plain) {
        if (!missing.isEmpty()) {
            losses.impossible(
                    port, missing, "nova names VFs as they are now, and these do not exist; run vfnet apply first");
        }
        if (!far.isEmpty()) {
            losses.impossible(port, far, "nova reads no PCI address with a domain above ffff");
        }
        if (!plain.isEmpty()) {
            losses.note(
                    port,
                    VfRanges.of(plain)
                            + " without a label, and so without a physical_network: Neutron uses none of them; "
                            + "label them by the network: vfnet vf PORT RANGE --label NETWORK-0 --persist");
        }
    }

    private static ObjectNode line(HostVf vf, SavedVf saved, Optional<VfLabel> label) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("address", vf.address().toString());
        label.ifPresent(own -> line.put("physical_network", LabelGroup.of(own)));
        if (saved.settings().trust().orElse(false)) {
            line.put("trusted", "true");
        }
        return line;
    }
}
