// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.host;

import java.util.List;

/**
 * Where this machine keeps the options that its kernel is booted with.
 *
 * @param systems what the system calls itself and what it is like, nearest first (os-release(5), ID, ID_LIKE)
 * @param proxmoxBootTool whether proxmox-boot-tool copies kernels and options to where they are booted from
 * @param trueNas whether the middleware of TrueNAS keeps the options
 * @param files the files that hold options, and the options in them
 */
public record BootLoader(List<String> systems, boolean proxmoxBootTool, boolean trueNas, List<OptionsFile> files) {

    /** Keeps copies of what it is given. */
    public BootLoader {
        systems = List.copyOf(systems);
        files = List.copyOf(files);
    }

    /**
     * A file with options for the kernel.
     *
     * @param file as the machine calls it
     * @param options the words in it
     */
    public record OptionsFile(String file, List<String> options) {

        /** Keeps copies of what it is given. */
        public OptionsFile {
            options = List.copyOf(options);
        }
    }
}
