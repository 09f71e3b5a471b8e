// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A request to save another tool's files.
 *
 * @param format the tool's format
 * @param from a file or folder; empty for the tool's own folders
 */
public record ImportRequest(Format format, Optional<Path> from) {

    /** The supported formats. */
    public enum Format {
        /** The Python tool's {@code /etc/vfnet/vf.config}. */
        VF_CONFIG("vf.config"),
        /** systemd's {@code .link} and {@code .network} files. */
        LINK("link"),
        /** netplan's YAML. */
        NETPLAN("netplan"),
        /** NetworkManager's connection profiles. */
        NETWORKMANAGER("networkmanager"),
        /** Lines of scripts, units, rules and tables that a boot runs. */
        BOOT("boot");

        private final String id;

        Format(String id) {
            this.id = id;
        }

        /** {@return all names, for a message} */
        public static String names() {
            return "vf.config, link, netplan, networkmanager or boot";
        }

        /**
         * {@return the format of this name; empty where there is none}
         *
         * @param id the name on the command line, such as {@code netplan}
         */
        public static Optional<Format> named(String id) {
            for (Format format : values()) {
                if (format.id.equals(id)) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }
    }
}
