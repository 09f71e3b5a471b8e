package vfnet.apply;

import java.time.Duration;
import java.util.function.Supplier;
import vfnet.model.Inventory;
import vfnet.model.Sysroot;

/**
 * What a plan is run with.
 *
 * @param kernel   changes the machine
 * @param sysroot  where its attributes are
 * @param machine  reads it anew, holders included
 * @param state    remembers what a killed run must have undone
 * @param patience how long one write, and all waiting for interfaces, may take
 */
public record Surroundings(Kernel kernel, Sysroot sysroot, Supplier<Inventory> machine, RunState state,
                           Duration patience) {}
