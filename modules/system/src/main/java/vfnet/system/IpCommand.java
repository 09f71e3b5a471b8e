// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import vfnet.model.Reading;

/** The programs of iproute2, or their recorded answers. */
@FunctionalInterface
public interface IpCommand {

    /**
     * {@return what the program prints, as JSON in UTF-8; absent where it is not installed, unreadable where it failed}
     * May block for as long as a driver holds the link lock: the caller sets the timeout.
     *
     * @param query the query
     */
    Reading<byte[]> answer(IpQuery query);

    /**
     * {@return the links of another network namespace; absent where they cannot be queried}
     *
     * @param namespace a file that refers to it, by its path on the machine: {@code /run/netns/blue},
     *     {@code /proc/4711/ns/net}
     */
    default Reading<byte[]> linksIn(String namespace) {
        return Reading.absent();
    }
}
