// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.time.Duration;
import java.util.function.Supplier;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.RunState;
import vfnet.model.inventory.Inventory;
import vfnet.system.Sysroot;

/**
 * What executing a plan needs.
 *
 * @param kernel changes the machine
 * @param sysroot where its attributes are
 * @param machine reads it again, with users
 * @param cards reads it again, without users
 * @param result reads it for the outcome of a plan that was executed
 * @param state records what a later run must undo after a kill
 * @param timeout the timeout of one write
 * @param waiting the timeout for new interfaces to appear, which begins when it is asked for
 */
public record ApplyContext(
        Kernel kernel,
        Sysroot sysroot,
        Supplier<Inventory> machine,
        Supplier<Inventory> cards,
        Supplier<Inventory> result,
        RunState state,
        Duration timeout,
        Supplier<Duration> waiting) {}
