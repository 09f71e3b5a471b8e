// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.util.ArrayList;
import java.util.List;
import vfnet.apply.kernel.Kernel;
import vfnet.model.Decimal;

/** Reads what {@code ip -force -batch -} writes on its standard error (iproute2, lib/utils.c and lib/libnetlink.c). */
final class IpErrors {
    private static final String FAILED = "Command failed -:";

    private IpErrors() {}

    /**
     * For each failing line ip prints its message and then {@code Command failed -:LINE}. A line that cannot be parsed
     * ends the whole batch, and then nothing is known of the others.
     */
    static List<Kernel.IpFailure> parse(String errors) {
        List<Kernel.IpFailure> failures = new ArrayList<>();
        String message = "";
        for (String line : errors.lines().toList()) {
            if (line.startsWith(FAILED)) {
                failures.add(new Kernel.IpFailure(
                        Decimal.number(line.substring(FAILED.length()).strip()).orElse(0) - 1, message));
                message = "";
            } else if (!line.isBlank()) {
                message = line.strip();
            }
        }
        return failures.isEmpty() || !message.isEmpty()
                ? List.of(new Kernel.IpFailure(-1, message.isEmpty() ? "it gave no reason" : message))
                : failures;
    }
}
