// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.outcome;

/** Whether the user wants to stop (Ctrl-C, SIGTERM). It is checked between steps, never within one. */
@FunctionalInterface
public interface Interruption {

    /** {@return whether the user wants to stop} */
    boolean isRequested();

    /** From now on, an interruption takes effect at the end of a step. */
    default void watch() {}
}
