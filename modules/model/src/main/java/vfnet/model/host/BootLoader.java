// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;

/**
 * Where this machine keeps the kernel command line.
 *
 * @param systems the distribution's ID and those that it is like, nearest first (os-release(5), ID, ID_LIKE)
 * @param proxmoxBootTool whether proxmox-boot-tool copies kernels and options to the boot partition
 * @param trueNas whether the middleware of TrueNAS manages the options
 * @param files the files that hold options, and the options in them
 */
public record BootLoader(List<String> systems, boolean proxmoxBootTool, boolean trueNas, List<OptionsFile> files) {

    /** Copies the lists. */
    public BootLoader {
        systems = List.copyOf(systems);
        files = List.copyOf(files);
    }

    /**
     * A file with kernel options.
     *
     * @param file its path on the machine
     * @param options the words in it
     */
    public record OptionsFile(String file, List<String> options) {

        /** Copies the list. */
        public OptionsFile {
            options = List.copyOf(options);
        }
    }
}
