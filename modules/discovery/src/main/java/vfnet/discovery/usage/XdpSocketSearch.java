// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.ProblemList;
import vfnet.discovery.sysfs.ProcessReader;
import vfnet.model.Once;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.system.Sysroot;

/**
 * AF_XDP sockets of this namespace. The kernel counts them (net/xdp/xsk.c, xsk_proto), but only sock_diag shows which
 * interface each is bound to, and only if the kernel was built with it: otherwise {@code ss --xdp} prints nothing and
 * succeeds (seen with Linux 6.18 and iproute2 6.1). So one socket makes every interface doubtful.
 */
final class XdpSocketSearch implements HolderSearch {
    private static final String PROTOCOL = "XDP ";

    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private final Once<Reading<String>> count;

    XdpSocketSearch(Sysroot sysroot, AttributeReader attributes) {
        this.sysroot = sysroot;
        this.attributes = attributes;
        count = new Once<>(
                () -> new ProcessReader(attributes).raw(sysroot.protocols()).map(XdpSocketSearch::sockets));
    }

    @Override
    public void search(SearchTarget target, Findings<Holder> found, ProblemList problems) {
        if (target.all().isEmpty()) {
            return;
        }
        String where = attributes.name(sysroot.protocols());
        count.get().problem().ifPresent(found::fail);
        if (count.get() instanceof Reading.Absent<String>) {
            found.fail(new Problem(where, "is not there, so whether AF_XDP sockets use interfaces is unknown"));
        }
        count.get()
                .value()
                .filter(number -> !number.equals("0"))
                .ifPresent(number -> found.fail(new Problem(
                        where,
                        "counts "
                                + number + " AF_XDP " + (number.equals("1") ? "socket" : "sockets")
                                + ", and the kernel does not show of which interface")));
    }

    /** The second number of the protocol's line; a kernel without AF_XDP has no such line. */
    private static String sockets(String text) {
        return text.lines()
                .filter(line -> line.startsWith(PROTOCOL))
                .map(line -> line.substring(PROTOCOL.length()).strip())
                .map(rest -> rest.substring(rest.indexOf(' ') + 1).strip())
                .map(rest -> rest.indexOf(' ') < 0 ? rest : rest.substring(0, rest.indexOf(' ')))
                .findFirst()
                .orElse("0");
    }
}
