// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.outcome;

/** What is to be said of a step that went through. */
public sealed interface Remark {

    /** {@return one line} */
    String text();

    /**
     * It could not be read back, or has not appeared yet; nothing says that it is wrong.
     *
     * @param text one line
     */
    record Unverified(String text) implements Remark {}

    /**
     * It is not as desired, although every step was accepted.
     *
     * @param text one line
     */
    record Wrong(String text) implements Remark {}
}
