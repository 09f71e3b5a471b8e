// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace that is mounted: {@code ip netns} mounts it under {@code /run/netns}, Docker under
 * {@code /run/docker/netns}.
 *
 * @param identity {@code net:[4026532177]}
 * @param place where it is mounted
 */
public record NamespaceMounts(String identity, String place) {
    private static final String START = "net:[";

    /**
     * {@return the network namespaces among the mounts} In each line the fourth field is the root of the mount and the
     * fifth its mount point (proc_pid_mountinfo(5)), with {@code \040} for a space.
     *
     * @param mountinfo the text of {@code /proc/self/mountinfo}
     */
    public static List<NamespaceMounts> in(String mountinfo) {
        List<NamespaceMounts> found = new ArrayList<>();
        mountinfo.lines().filter(line -> line.contains(START)).forEach(line -> {
            String[] fields = line.split(" ");
            if (fields.length > 4 && fields[3].startsWith(START)) {
                found.add(new NamespaceMounts(fields[3], fields[4].replace("\\040", " ")));
            }
        });
        return found;
    }
}
