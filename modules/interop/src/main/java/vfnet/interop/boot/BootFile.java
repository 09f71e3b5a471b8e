// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop.boot;

import vfnet.interop.SourceFile;

/**
 * A file that a boot reads or runs.
 *
 * @param file the file
 * @param kind how it is read
 */
public record BootFile(SourceFile file, Kind kind) {

    /** The kinds of such files, in the order in which a boot comes to them. */
    public enum Kind {
        /** Rules of udev. */
        UDEV,
        /** Lines of tmpfiles.d(5). */
        TMPFILES,
        /** Lines of sysfs.conf(5). */
        SYSFS_CONF,
        /** ifupdown's interfaces(5). */
        INTERFACES,
        /** A service of systemd. */
        UNIT,
        /** A crontab of one user. */
        CRONTAB,
        /** A crontab of the system, whose lines name their user. */
        SYSTEM_CRONTAB,
        /** A shell script. */
        SCRIPT;

        /**
         * {@return the kind of a file that the user names}
         *
         * @param path its path
         */
        public static Kind of(String path) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (name.endsWith(".rules")) {
                return UDEV;
            }
            if (path.contains("tmpfiles.d/")) {
                return TMPFILES;
            }
            if (name.equals("sysfs.conf") || path.contains("sysfs.d/")) {
                return SYSFS_CONF;
            }
            if (name.endsWith(".service") || path.contains(".service.d/")) {
                return UNIT;
            }
            if (name.equals("crontab") || path.contains("cron.d/")) {
                return SYSTEM_CRONTAB;
            }
            if (path.contains("/cron/")) {
                return CRONTAB;
            }
            return name.equals("interfaces") || path.contains("interfaces.d/") ? INTERFACES : SCRIPT;
        }
    }
}
