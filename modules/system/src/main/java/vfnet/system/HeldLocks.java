// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringTokenizer;

/** Who holds locks on files, as /proc/locks lists them (fs/locks.c, lock_get_status). */
final class HeldLocks {
    private static final String POSIX = "POSIX";

    private HeldLocks() {}

    /**
     * Whether one of these users may hold a lock on this inode. Inode numbers repeat on other file systems, and the
     * device beside them is not what stat(2) reports on btrfs: such a mistake only makes vfnet wait.
     *
     * @param unlisted the answer where no lock on it is listed: its holder may be in another PID namespace
     */
    static boolean mayBeOf(long inode, Set<Integer> users, boolean unlisted) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Sysroot.live().locks(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return unlisted;
        }
        boolean isListed = false;
        for (String line : lines) {
            StringTokenizer words = new StringTokenizer(line);
            if (words.countTokens() < 7 || line.contains("->")) {
                continue;
            }
            words.nextToken();
            String kind = words.nextToken();
            words.nextToken();
            words.nextToken();
            String pid = words.nextToken();
            if (isRange(kind) && words.nextToken().endsWith(":" + inode)) {
                isListed = true;
                OptionalInt user = Users.of(Sysroot.live().processes(), pid);
                if (kind.equals(POSIX) && user.isPresent() && users.contains(user.getAsInt())) {
                    return true;
                }
            }
        }
        return unlisted && !isListed;
    }

    /** The two kinds that exclude each other, and so a lock of Java; one of flock(2) does not. */
    private static boolean isRange(String kind) {
        return kind.equals(POSIX) || kind.equals("OFDLCK");
    }
}
