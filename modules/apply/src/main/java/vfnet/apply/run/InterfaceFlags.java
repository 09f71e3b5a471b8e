// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vfnet.model.Decimal;
import vfnet.system.Sysroot;

/**
 * Whether an interface is administratively up, which its operational state does not show: without carrier that is down.
 */
final class InterfaceFlags {
    /** linux/if.h, IFF_UP. */
    private static final long UP = 1;

    private final Sysroot sysroot;

    InterfaceFlags(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    /** By its number, since udev may be about to change its name. An interface that cannot be read is not up. */
    boolean isUp(int index) {
        try {
            String flags = attribute(index, "flags");
            return flags.startsWith("0x") && (Long.parseLong(flags.substring(2), 16) & UP) != 0;
        } catch (IOException | NumberFormatException e) {
            // Gone since.
            return false;
        }
    }

    /** Which port of its function it is; 0 where the kernel does not say, as everywhere in vfnet. */
    int devPort(int index) {
        try {
            return Decimal.number(attribute(index, "dev_port")).orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Empty where there is no such interface. */
    private String attribute(int index, String name) throws IOException {
        try (DirectoryStream<Path> interfaces = Files.newDirectoryStream(sysroot.netClass())) {
            for (Path one : interfaces) {
                if (text(one.resolve("ifindex")).equals(String.valueOf(index))) {
                    return text(one.resolve(name));
                }
            }
        }
        return "";
    }

    private static String text(Path attribute) throws IOException {
        return Files.exists(attribute) ? Files.readString(attribute).strip() : "";
    }
}
