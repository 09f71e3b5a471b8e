// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.filter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.outcome.Interruption;
import vfnet.apply.state.FilterRecord;
import vfnet.model.Errno;
import vfnet.model.MacAddress;
import vfnet.model.Reading;

/**
 * Changes the unicast filter of a port. An address is recorded before it is registered, and forgotten after it is
 * removed, so that a killed run leaves nothing that the next one does not know. There is no rollback: each address
 * stands alone, and one that was registered serves its guest, whatever became of the others.
 */
public final class FilterApplier {
    private final Kernel kernel;
    private final FilterRecord record;
    private final Supplier<Reading<Set<MacAddress>>> filter;
    private final Interruption interruption;

    /**
     * Changes the filter of a port.
     *
     * @param kernel changes the machine
     * @param record what vfnet has registered
     * @param filter reads the filter of the port again
     * @param interruption says whether the user wants to stop
     */
    public FilterApplier(
            Kernel kernel, FilterRecord record, Supplier<Reading<Set<MacAddress>>> filter, Interruption interruption) {
        this.kernel = kernel;
        this.record = record;
        this.filter = filter;
        this.interruption = interruption;
    }

    /**
     * Executes a plan, and reads back its result.
     *
     * @param plan the plan, made under the lock
     * @return the result
     * @throws IOException when the addresses cannot be recorded; then nothing was changed
     */
    public FilterOutcome run(FilterPlan plan) throws IOException {
        Map<MacAddress, Integer> ours = new HashMap<>(plan.kept());
        ours.putAll(plan.missing());
        plan.surplus().forEach(address -> ours.put(address, 0));
        record.write(plan.index(), ours);
        List<FilterFailure> failures = new ArrayList<>();
        List<MacAddress> asked = new ArrayList<>();
        for (FilterStep step : plan.steps()) {
            if (interruption.isRequested()) {
                break;
            }
            asked.addAll(step.addresses());
            failures.addAll(run(plan, step));
        }
        Set<MacAddress> there = filter.get().value().orElseGet(() -> expected(plan, failures));
        failures.forEach(failure -> {
            if (failure.step() instanceof FilterStep.Register) {
                failure.addresses().forEach(ours::remove);
            }
        });
        ours.keySet().retainAll(there);
        record.write(plan.index(), ours);
        return new FilterOutcome(
                plan.missing().keySet().stream()
                        .filter(ours::containsKey)
                        .sorted()
                        .toList(),
                plan.surplus().stream()
                        .filter(asked::contains)
                        .filter(address -> !there.contains(address))
                        .sorted()
                        .toList(),
                described(failures));
    }

    /** What the kernel's answers say, where the filter cannot be read again. */
    private static Set<MacAddress> expected(FilterPlan plan, List<FilterFailure> failures) {
        Set<MacAddress> there = new HashSet<>(plan.kept().keySet());
        there.addAll(plan.missing().keySet());
        for (FilterFailure failure : failures) {
            if (failure.step() instanceof FilterStep.Deregister) {
                there.addAll(failure.addresses());
            }
        }
        return there;
    }

    private List<FilterFailure> run(FilterPlan plan, FilterStep step) {
        List<MacAddress> addresses = step.addresses();
        List<Kernel.IpFailure> refused = kernel.bridge(addresses.stream()
                .map(address -> step instanceof FilterStep.Register
                        ? BridgeLine.register(plan.index(), address).of(plan.name())
                        : BridgeLine.deregister(plan.index(), address).of(plan.name()))
                .toList());
        Map<String, List<MacAddress>> byMessage = new LinkedHashMap<>();
        for (Kernel.IpFailure failure : refused) {
            List<MacAddress> concerned = failure.line() < 0 || failure.line() >= addresses.size()
                    ? addresses
                    : List.of(addresses.get(failure.line()));
            byMessage.computeIfAbsent(failure.message(), _ -> new ArrayList<>()).addAll(concerned);
        }
        return byMessage.entrySet().stream()
                .map(entry -> FilterAdvice.of(step, entry.getValue(), entry.getKey()))
                .toList();
    }

    /** One that another has registered or removed meanwhile is where it should be. */
    private static List<FilterFailure> described(List<FilterFailure> failures) {
        return failures.stream()
                .filter(failure -> !failure.errno()
                        .equals(Optional.of(
                                failure.step() instanceof FilterStep.Register ? Errno.EEXIST : Errno.ENOENT)))
                .toList();
    }
}
