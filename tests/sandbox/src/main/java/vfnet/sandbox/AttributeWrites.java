// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.model.Errno;

/** Writes to attributes of functions, of drivers and of the PCI bus. */
final class AttributeWrites {
    private final Simulation machine;
    private final Binding binding;
    private final StuckWrites stuck;

    AttributeWrites(Simulation machine) {
        this.machine = machine;
        binding = new Binding(machine);
        stuck = new StuckWrites(machine);
    }

    Answer write(AttributeWrite write) {
        Optional<Path> directory = Tree.resolved(write.attribute().getParent());
        String name = write.attribute().getFileName().toString();
        if (directory.isEmpty()) {
            return Refusal.of(Errno.ENOENT);
        }
        Path place = directory.get();
        if (place.endsWith("bus/pci") && name.equals("drivers_probe")) {
            return probe(write.value().strip());
        }
        if (place.getParent().endsWith("bus/pci/drivers")) {
            return driver(place.getFileName().toString(), name, write.value().strip());
        }
        return machine.function(place.getFileName().toString())
                .map(function -> function(function, name, write.value()))
                .orElseGet(() -> Refusal.of(Errno.ENOENT));
    }

    /** drivers/base/bus.c, drivers_probe_store: a function that no driver binds is no error. */
    private Answer probe(String address) {
        Optional<Function> function = machine.function(address);
        function.ifPresent(binding::attach);
        return function.isPresent() ? new Answer.Accepted() : Refusal.of(Errno.ENODEV);
    }

    /** drivers/base/bus.c, bind_store and unbind_store. */
    private Answer driver(String driver, String attribute, String address) {
        Optional<Function> function = machine.function(address);
        boolean driven =
                function.flatMap(Function::driver).filter(driver::equals).isPresent();
        return switch (attribute) {
            case "unbind" -> driven ? unbind(function.get()) : Refusal.of(Errno.ENODEV);
            case "bind" ->
                function.isPresent() && (driven || binding.matches(function.get(), driver))
                        ? bind(function.get(), driver)
                        : Refusal.of(Errno.ENODEV);
            case "new_id" -> {
                String[] numbers = address.split(" ");
                machine.memory().nativeDrivers.put("0x" + numbers[0] + ":0x" + numbers[1], driver);
                yield new Answer.Accepted();
            }
            default -> Refusal.of(Errno.ENOENT);
        };
    }

    private Answer bind(Function function, String driver) {
        if (function.driver().isPresent()) {
            return Refusal.of(Errno.EBUSY);
        }
        return binding.probe(function, driver).map(Refusal::of).orElseGet(Answer.Accepted::new);
    }

    private Answer unbind(Function function) {
        if (stuck.holds(function)) {
            return stuck.behind(function);
        }
        return binding.release(function).isEmpty()
                ? new Answer.Accepted()
                : stuck.hang(function, KernelCall.UNBIND, function);
    }

    private Answer function(Function function, String attribute, String value) {
        return switch (attribute) {
            case "sriov_numvfs" -> new NumVfs(machine).store(function, value);
            case "sriov_drivers_autoprobe" -> autoprobe(function, value);
            case "driver_override" -> {
                function.overrideDriver(value.strip());
                yield new Answer.Accepted();
            }
            // None of the drivers simulated here implements sriov_set_msix_vec_count.
            case "sriov_vf_msix_count" -> Refusal.of(Errno.EOPNOTSUPP);
            default -> Refusal.of(Tree.exists(function.at(attribute)) ? Errno.EACCES : Errno.ENOENT);
        };
    }

    private Answer autoprobe(Function pf, String value) {
        Optional<Boolean> flag = Numbers.flag(value);
        if (flag.isEmpty() || !Tree.exists(pf.at("sriov_drivers_autoprobe"))) {
            return Refusal.of(flag.isEmpty() ? Errno.EINVAL : Errno.ENOENT);
        }
        Tree.write(pf.at("sriov_drivers_autoprobe"), flag.get() ? "1" : "0");
        return new Answer.Accepted();
    }
}
