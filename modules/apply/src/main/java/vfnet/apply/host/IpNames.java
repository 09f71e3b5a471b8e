// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vfnet.apply.kernel.InterfaceLine;
import vfnet.model.Decimal;
import vfnet.model.InterfaceName;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;

/**
 * How ip and bridge are told the interfaces of their lines: by name where that is safe. For {@code dev if4} they first
 * ask the kernel for an interface of that name, twice a line, and the kernel runs modprobe twice for each
 * ({@code dev_load} in net/core/dev_ioctl.c): four processes a line, a thousand for 255 VFs.
 */
final class IpNames {
    /** ip's batch mode has quotes and comments, which the kernel allows in names. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private final Sysroot sysroot;
    private final Map<InterfaceName, Integer> used = new HashMap<>();
    private final Set<InterfaceName> refused = new HashSet<>();

    IpNames(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    /** Whether udev has given the interface its name; without udev it keeps its first one. */
    static boolean isNamed(Sysroot sysroot, int index) {
        Path known = sysroot.udevData(index);
        return Files.exists(known) || !Files.isDirectory(ParentFolder.of(known));
    }

    List<String> texts(List<? extends InterfaceLine> lines) {
        List<String> texts = new ArrayList<>(lines.size());
        for (InterfaceLine line : lines) {
            texts.add(isByName(line) ? line.textByName() : line.text());
        }
        return texts;
    }

    private boolean isByName(InterfaceLine line) {
        return line.name().isPresent() && isSafe(line.name().get(), line.index());
    }

    /** The name of another interface that looks like the number by which ip would be told one of these. */
    Optional<String> mistakable(List<? extends InterfaceLine> lines) {
        for (InterfaceLine line : lines) {
            if (!isByName(line) && isOther(line.number(), line.index())) {
                return Optional.of(line.number());
            }
        }
        return Optional.empty();
    }

    private boolean isSafe(InterfaceName name, int index) {
        if (used.containsKey(name)) {
            return used.get(name) == index;
        }
        boolean isSafe = !refused.contains(name)
                && PLAIN.matcher(name.text()).matches()
                && isNamed(sysroot, index)
                && numberOf(name.text()).equals(Optional.of(index));
        if (isSafe) {
            used.put(name, index);
        } else {
            refused.add(name);
        }
        return isSafe;
    }

    /**
     * A name that was used and means another interface now: ip may have changed that one. Where nobody has the name any
     * more, ip has found the right interface or none, and says which.
     */
    Optional<InterfaceName> changed() {
        for (Map.Entry<InterfaceName, Integer> one : used.entrySet()) {
            if (isOther(one.getKey().text(), one.getValue())) {
                return Optional.of(one.getKey());
            }
        }
        return Optional.empty();
    }

    private boolean isOther(String name, int index) {
        return numberOf(name).filter(number -> number != index).isPresent();
    }

    /** Empty where no interface has this name. */
    private Optional<Integer> numberOf(String name) {
        Path attribute = sysroot.netClass().resolve(name).resolve("ifindex");
        try {
            return Decimal.number(Files.readString(attribute).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
