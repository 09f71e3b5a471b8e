// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.filter;

import java.util.List;
import java.util.Optional;
import vfnet.model.Errno;
import vfnet.model.MacAddress;

/**
 * Why some addresses could not be registered or removed.
 *
 * @param step the step
 * @param addresses those addresses
 * @param errno the kernel's error number, if it gave one
 * @param what what happened, one line
 * @param remedy what to do about it, one line; empty when nothing better than the cause is known
 */
public record FilterFailure(
        FilterStep step, List<MacAddress> addresses, Optional<Errno> errno, String what, Optional<String> remedy) {

    /** Copies the list. */
    public FilterFailure {
        addresses = List.copyOf(addresses);
    }
}
