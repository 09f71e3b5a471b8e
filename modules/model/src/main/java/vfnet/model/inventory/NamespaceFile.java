// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.inventory;

/**
 * A file that refers to a network namespace, and by which a process can enter it (setns(2)): {@code /run/netns/blue},
 * {@code /proc/4711/ns/net}.
 *
 * @param path its absolute path on the machine
 */
public record NamespaceFile(String path) {

    /** {@return the words that run a program in it: {@code nsenter --net=/run/netns/blue}} */
    public String entering() {
        return "nsenter --net=" + path;
    }

    @Override
    public String toString() {
        return path;
    }
}
