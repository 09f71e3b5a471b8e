// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import vfnet.model.Reading;

/** iproute2's {@code ip}, or what it once answered. */
@FunctionalInterface
public interface IpCommand {

    /**
     * {@return what {@code ip} prints, as JSON in UTF-8; absent where there is no {@code ip}, unreadable where it
     * failed} May block for as long as a driver holds the link lock: whoever asks sets the bound.
     *
     * @param query the question
     */
    Reading<byte[]> answer(IpQuery query);

    /**
     * {@return the links of another network namespace; absent where one cannot ask there}
     *
     * @param namespace a file that stands for it, as the machine calls it: {@code /run/netns/blue},
     *     {@code /proc/4711/ns/net}
     */
    default Reading<byte[]> linksIn(String namespace) {
        return Reading.absent();
    }
}
