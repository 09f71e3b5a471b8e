// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import vfnet.operations.interop.ExportFormat;

/**
 * A request to save another tool's files.
 *
 * @param format the tool's format
 * @param from a file or folder; empty for the tool's own folders
 * @param node the name that the user gave the host in a cluster; empty for its host name
 */
public record ImportRequest(Format format, Optional<Path> from, Optional<String> node) {

    /** The supported formats. */
    public enum Format {
        /** The Python tool's {@code /etc/vfnet/vf.config}. */
        VF_CONFIG("vf.config", "vfnet 0.1"),
        /** systemd's {@code .link} and {@code .network} files. */
        LINK("link", "systemd"),
        /** netplan's YAML. */
        NETPLAN("netplan", "netplan"),
        /** NetworkManager's connection profiles. */
        NETWORKMANAGER("networkmanager", "NetworkManager"),
        /** nmstate's desired states. */
        NMSTATE("nmstate", "nmstate"),
        /** Policies of the sriov-network-operator, or states of its nodes. */
        SRIOV_OPERATOR("sriov-operator", "the sriov-network-operator"),
        /** driverctl's overrides. */
        DRIVERCTL("driverctl", "driverctl"),
        /** unRAID's sriov.cfg and sriovvfs.cfg. */
        UNRAID("unraid", "unRAID"),
        /** Lines of scripts, units, rules and tables that a boot runs. */
        BOOT("boot", "the boot");

        private final String id;
        private final String tool;

        Format(String id, String tool) {
            this.id = id;
            this.tool = tool;
        }

        /** {@return who reads these files, for people} */
        public String tool() {
            return tool;
        }

        /** {@return all names, for a message} */
        public static String names() {
            return ExportFormat.alternatives(
                    Arrays.stream(values()).map(format -> format.id).toList());
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
