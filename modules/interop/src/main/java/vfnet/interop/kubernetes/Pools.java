// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.interop.HostPort;
import vfnet.interop.format.LabelGroup;
import vfnet.interop.format.Titles;
import vfnet.interop.format.Unsupported;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfRanges;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;

/** The VFs of ports as resources of pods: one for each group of labels, and one for the others of each port. */
final class Pools {
    private final KubernetesNode node;
    private final Unsupported losses;
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final Titles objects = new Titles();

    private Pools(KubernetesNode node, Unsupported losses) {
        this.node = node;
        this.losses = losses;
    }

    /**
     * VFs that stand for each other.
     *
     * @param resource the name of the resource
     * @param group the group of labels, or the port's name
     * @param object the name of its objects, which has fewer characters than a label; no two pools have the same
     * @param shares by port, in order
     */
    record Pool(String resource, String group, String object, List<Share> shares) {

        List<SavedVf> vfs() {
            return shares.stream().flatMap(share -> share.saved().stream()).toList();
        }
    }

    /**
     * The VFs of one port with one driver in a pool.
     *
     * @param port as saved
     * @param there as it is on the host
     * @param driver the driver that is saved for them; empty for the kernel's choice
     * @param vfs their indices, in ascending order
     */
    record Share(SavedPort port, HostPort there, Optional<String> driver, List<Integer> vfs) {

        /** A port that is on the host has its present name and place. */
        Optional<InterfaceName> name() {
            return there.identity().name().or(port::name);
        }

        Optional<PciAddress> place() {
            return there.identity().pciAddress().or(port::pciAddress);
        }

        List<SavedVf> saved() {
            return vfs.stream().map(port::vf).toList();
        }

        /** {@code 0-3,6}. */
        String ranges() {
            String text = VfRanges.of(vfs);
            return text.substring(text.indexOf(' ') + 1);
        }
    }

    static List<Pool> of(List<SavedPort> ports, KubernetesNode node, Unsupported losses) {
        Pools pools = new Pools(node, losses);
        ports.forEach(pools::port);
        return List.copyOf(pools.pools.values());
    }

    private void port(SavedPort port) {
        HostPort there = node.port(port);
        if (port.count() == 0) {
            losses.note(port, "no VF is saved for it, so there is none for pods");
        }
        Map<String, Map<String, List<Integer>>> groups = new LinkedHashMap<>();
        List<Integer> undriven = new ArrayList<>();
        for (int index = 0; index < port.count(); index++) {
            SavedVf vf = port.vf(index);
            if (vf.driver().filter(VfDriver.None.class::isInstance).isPresent()) {
                undriven.add(index);
            } else {
                String group = vf.label()
                        .map(LabelGroup::of)
                        .or(() -> there.identity().name().or(port::name).map(Object::toString))
                        .orElse("vfs");
                groups.computeIfAbsent(group, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(driver(vf).orElse(""), _ -> new ArrayList<>())
                        .add(index);
            }
        }
        if (!undriven.isEmpty()) {
            losses.impossible(port, undriven, "driver none: no pod can have a VF without a driver");
        }
        groups.forEach((group, drivers) -> drivers.forEach((driver, vfs) ->
                add(group, new Share(port, there, Optional.of(driver).filter(name -> !name.isEmpty()), vfs))));
    }

    static Optional<String> driver(SavedVf vf) {
        return vf.driver().filter(VfDriver.Override.class::isInstance).map(VfDriver::text);
    }

    private void add(String group, Share share) {
        String resource = KubernetesNames.resource(group);
        Pool pool = pools.computeIfAbsent(
                resource,
                _ -> new Pool(resource, group, objects.free(KubernetesNames.object(group)), new ArrayList<>()));
        if (pool.group().equals(group)) {
            pool.shares().add(share);
        } else {
            losses.impossible(
                    share.port(),
                    share.vfs(),
                    "their resource would be called " + resource + ", like that of " + pool.group()
                            + "; give one of the two another label");
        }
    }
}
