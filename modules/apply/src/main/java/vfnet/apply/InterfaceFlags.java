package vfnet.apply;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vfnet.model.Sysroot;

/** Whether somebody has raised an interface, which its operational state does not tell: without carrier that is down. */
final class InterfaceFlags {
    /** linux/if.h, IFF_UP. */
    private static final long UP = 1;

    private final Sysroot sysroot;

    InterfaceFlags(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    /** By its number, for udev may be about to change its name. An interface of which nothing can be read is not up. */
    boolean isUp(int index) {
        try (DirectoryStream<Path> interfaces = Files.newDirectoryStream(sysroot.netClass())) {
            for (Path one : interfaces) {
                if (text(one.resolve("ifindex")).equals(String.valueOf(index))) {
                    String flags = text(one.resolve("flags"));
                    return flags.startsWith("0x") && (Long.parseLong(flags.substring(2), 16) & UP) != 0;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Gone meanwhile.
        }
        return false;
    }

    private static String text(Path attribute) throws IOException {
        return Files.exists(attribute) ? Files.readString(attribute).strip() : "";
    }
}
