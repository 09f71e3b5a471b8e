// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.shell;

import java.util.List;
import vfnet.system.Sysroot;

/** What a shell can offer for a value, by the label of the value in the help. */
enum Completion {
    FILES,
    /** Interfaces of PFs. */
    PORTS,
    /** Interfaces of PFs and VFs, labels, and PCI addresses of free VFs. */
    FUNCTIONS,
    /** The VFs of the port that was typed before. */
    INDICES,
    COLUMNS,
    WORDS,
    NOTHING;

    /**
     * Print what is on this machine, in bash and zsh. All but the free VFs are read without vfnet, in milliseconds; who
     * uses a VF is only vfnet's to say.
     */
    static final String LIVE_FUNCTIONS = """
            _vfnet_ports() {
                local port
                for port in @NET@/*; do
                    [ ! -e "$port/device/sriov_totalvfs" ] || echo "${port##*/}"
                done
            }

            _vfnet_free_vfs() {
                local address user
                vfnet list --no-header -o pci_address,in_use_by 2>/dev/null | while read -r address user; do
                    [ -n "$user" ] || [ ! -e "@PCI@/$address/physfn" ] || echo "$address"
                done
            }

            # $1: what has been typed: PCI addresses begin with a digit.
            _vfnet_functions() {
                local entry
                case $1 in
                    [0-9]*) _vfnet_free_vfs; return ;;
                esac
                for entry in @NET@/*; do
                    if [ -e "$entry/device/sriov_totalvfs" ] || [ -e "$entry/device/physfn" ]; then
                        echo "${entry##*/}"
                    fi
                done
                sed -n 's/^.*"label": *"\\([A-Za-z][A-Za-z0-9._-]*\\)".*$/\\1/p' "${VFNET_CONFIG:-@CONFIGURATION@}" 2>/dev/null
            }

            # $1: the port.
            _vfnet_indices() {
                command ls "@NET@/$1/device" 2>/dev/null | sed -n 's/^virtfn//p' | sort -n
            }
            """;

    /** The shell's functions with the places that they read. */
    static String placed(String functions) {
        Sysroot live = Sysroot.live();
        return functions
                .replace("@NET@", live.netClass().toString())
                .replace("@PCI@", live.pciDevices().toString())
                .replace("@CONFIGURATION@", live.configuration().toString());
    }

    static Completion of(String label) {
        if (label.equals("PORT")) {
            return PORTS;
        }
        if (label.startsWith("PORT|VF")) {
            return FUNCTIONS;
        }
        if (label.startsWith("INDEX|")) {
            return INDICES;
        }
        if (label.equals("COLUMN,...")) {
            return COLUMNS;
        }
        if (label.contains("FILE") || label.contains("DIR")) {
            return FILES;
        }
        return words(label).isEmpty() ? NOTHING : WORDS;
    }

    /** The values to choose from; none where any text is allowed. */
    static List<String> words(String label) {
        boolean choice = label.indexOf('|') > 0 && label.chars().noneMatch(Character::isUpperCase);
        return choice ? List.of(label.split("\\|")) : List.of();
    }
}
