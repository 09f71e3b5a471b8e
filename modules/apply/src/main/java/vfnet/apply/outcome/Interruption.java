// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.outcome;

/** Whether somebody wants to stop (Ctrl-C, SIGTERM). It is looked at between two steps, never inside one. */
@FunctionalInterface
public interface Interruption {

    /** {@return whether somebody wants to stop} */
    boolean isRequested();

    /** From now on a wish to stop must wait for the end of a step. */
    default void watch() {}
}
