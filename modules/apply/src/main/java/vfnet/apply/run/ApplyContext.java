// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.time.Duration;
import java.util.function.Supplier;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.RunState;
import vfnet.model.inventory.Inventory;
import vfnet.system.Sysroot;

/**
 * What a plan is run with.
 *
 * @param kernel changes the machine
 * @param sysroot where its attributes are
 * @param machine reads it anew, holders included
 * @param cards reads it anew, without who uses it
 * @param state remembers what a killed run must have undone
 * @param timeout how long one write may take
 * @param waiting how long new interfaces may take to appear, from the moment that it is asked
 */
public record ApplyContext(
        Kernel kernel,
        Sysroot sysroot,
        Supplier<Inventory> machine,
        Supplier<Inventory> cards,
        RunState state,
        Duration timeout,
        Supplier<Duration> waiting) {}
