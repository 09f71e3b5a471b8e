// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.kubernetes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.interop.HostPort;
import vfnet.interop.Imported;
import vfnet.interop.SourceFile;
import vfnet.interop.format.Findings;
import vfnet.interop.kubernetes.NicSelector.Range;
import vfnet.interop.kubernetes.PolicyFile.Policy;
import vfnet.model.VfDriver;
import vfnet.model.VfLabel;
import vfnet.model.VfSettings;
import vfnet.model.desired.SavedVf;

/**
 * Reads policies of the sriov-network-operator, or the states of nodes that it has made of them, for the ports of this
 * host: the number of VFs, and the driver and a label of those in each range. Of policies for the same VFs, the one of
 * the lowest priority number counts, 0 before 99 (ByPriority and mergeConfigs, api/v1/helper.go).
 */
public final class OperatorImport {
    private final Findings findings = new Findings();
    private final Map<String, Integer> labelled = new HashMap<>();
    private final List<HostPort> host;

    private OperatorImport(List<HostPort> host) {
        this.host = host;
    }

    /**
     * {@return the ports, what of them cannot be saved, and the errors}
     *
     * @param files manifests, or what {@code kubectl get -o yaml} prints
     * @param host the ports of this host
     * @param node its name in the cluster, where that is known
     */
    public static Imported of(List<SourceFile> files, List<HostPort> host, Optional<String> node) {
        OperatorImport reader = new OperatorImport(host);
        List<Policy> policies = new ArrayList<>();
        files.forEach(file -> policies.addAll(PolicyFile.of(file, reader.findings, node)));
        policies.sort(Comparator.comparingInt(Policy::priority));
        reader.host.forEach(port -> reader.port(
                port,
                policies.stream()
                        .filter(policy -> policy.selector().selects(port))
                        .toList()));
        policies.forEach(reader::absent);
        return reader.findings.imported();
    }

    /** A policy is often for many nodes, so a port that is not there is not saved. */
    private void absent(Policy policy) {
        if (host.stream().noneMatch(policy.selector()::selects)) {
            findings.lost(policy.place(), policy.name() + ": no port of this host is what it selects; it is left out");
        }
    }

    private void port(HostPort port, List<Policy> policies) {
        Map<Range, Policy> accepted = new LinkedHashMap<>();
        int count = 0;
        for (Policy policy : policies) {
            Optional<Range> range = range(port, policy);
            if (range.isPresent() && isFree(port, policy, range.get(), accepted)) {
                accepted.put(range.get(), policy);
                count = Math.max(count, policy.numVfs());
            }
        }
        SortedMap<Integer, SavedVf> vfs = new TreeMap<>();
        accepted.forEach((range, policy) -> vfs(port, policy, range, vfs));
        if (!accepted.isEmpty()) {
            findings.port(
                    accepted.values().iterator().next().place(), port.identity().withVfs(count, vfs));
        }
    }

    private boolean isFree(HostPort port, Policy policy, Range range, Map<Range, Policy> accepted) {
        Optional<Policy> other = accepted.entrySet().stream()
                .filter(entry -> entry.getKey().overlaps(range))
                .map(Map.Entry::getValue)
                .findFirst();
        other.ifPresent(known -> findings.lost(
                policy.place(),
                policy.name() + ": " + known.name() + " is for VFs " + range.first() + "-" + range.last() + " of "
                        + port.title() + ", too, and comes first; it is left out there"));
        return other.isEmpty();
    }

    private Optional<Range> range(HostPort port, Policy policy) {
        Optional<String> written = policy.range().or(() -> policy.selector().range(port));
        Optional<Range> range =
                written.isEmpty() ? Optional.of(new Range(0, policy.numVfs() - 1)) : written.flatMap(Range::parse);
        Optional<Range> sound = range.filter(vfs -> vfs.last() < policy.numVfs());
        if (sound.isEmpty()) {
            findings.flaw(
                    policy.place(),
                    policy.name() + ": the range " + written.orElse("of no VF") + " of " + port.title()
                            + " must be FIRST-LAST, within its " + policy.numVfs() + " VFs");
        }
        return sound;
    }

    private void vfs(HostPort port, Policy policy, Range range, SortedMap<Integer, SavedVf> vfs) {
        boolean isPort = port.identity()
                .name()
                .filter(name -> KubernetesNames.resource(name.text()).equals(policy.resource()))
                .isPresent();
        boolean named = !isPort && !policy.resource().isEmpty();
        if (named && VfLabel.parse(policy.resource() + "-0").isEmpty()) {
            findings.lost(
                    policy.place(),
                    policy.name() + ": the resource " + policy.resource() + " is no label, which begins with a letter");
            named = false;
        }
        Optional<VfDriver> driver = policy.vfio() ? Optional.of(VfDriver.VFIO_PCI) : Optional.empty();
        for (int index = range.first(); index <= range.last(); index++) {
            Optional<VfLabel> label = named ? VfLabel.parse(policy.resource() + "-" + next(policy)) : Optional.empty();
            if (driver.isPresent() || label.isPresent()) {
                vfs.put(index, new SavedVf(index, VfSettings.UNKNOWN, driver, label));
            }
        }
    }

    private int next(Policy policy) {
        return labelled.merge(policy.resource(), 1, Integer::sum) - 1;
    }
}
