// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vfnet.model.host.BootLoader;
import vfnet.model.host.Platform;

/**
 * How to change this machine's kernel command line. The command line itself shows which loader booted it: GRUB names
 * the kernel it loads.
 *
 * @param file the file with the options; empty where unknown
 * @param change what to change there, with OPTIONS in place of the options
 * @param command the command that applies it at the next boot
 */
public record BootAdvice(Optional<String> file, String change, String command) {
    private static final String BY_GRUB = "BOOT_IMAGE=";
    private static final String OPTIONS = "OPTIONS";

    public static BootAdvice of(Platform platform) {
        BootLoader loader = platform.bootLoader();
        boolean grub =
                platform.kernelOptions().value().orElse(List.of()).stream().anyMatch(word -> word.startsWith(BY_GRUB));
        String line = DiagnosticContext.FILES
                .kernelCommandLine()
                .folders()
                .getFirst()
                .resolve("cmdline")
                .toString();
        if (loader.trueNas()) {
            return new BootAdvice(
                    Optional.empty(),
                    "add " + OPTIONS + " to the kernel's options: midclt call "
                            + "system.advanced.update '{\"kernel_extra_options\": \"" + OPTIONS
                            + "\"}' (beside those that stand there)",
                    "");
        }
        if (loader.proxmoxBootTool() && !grub) {
            return new BootAdvice(
                    Optional.of(line), "add " + OPTIONS + " to the one line of " + line, "proxmox-boot-tool refresh");
        }
        if (grub || has(loader, grubFile())) {
            return new BootAdvice(
                    Optional.of(grubFile()),
                    "add " + OPTIONS + " to GRUB_CMDLINE_LINUX_DEFAULT in " + grubFile(),
                    updateOf(loader));
        }
        if (has(loader, line)) {
            return new BootAdvice(
                    Optional.of(line),
                    "add " + OPTIONS + " to the one line of " + line,
                    "kernel-install add-all (systemd before 255: install the kernel's package again)");
        }
        return new BootAdvice(
                Optional.empty(),
                "add " + OPTIONS + " to the kernel's options: GRUB_CMDLINE_LINUX_DEFAULT in " + grubFile()
                        + " and update-grub, or " + line + " with systemd-boot",
                "");
    }

    private static String grubFile() {
        return DiagnosticContext.FILES
                .grub()
                .getFirst()
                .folders()
                .getFirst()
                .resolve("grub")
                .toString();
    }

    private static boolean has(BootLoader loader, String file) {
        return loader.files().stream().anyMatch(known -> known.file().equals(file));
    }

    /** Debian's family wraps it; Red Hat's keeps options with each kernel. */
    private static String updateOf(BootLoader loader) {
        for (String system : loader.systems()) {
            switch (system) {
                case "debian", "ubuntu" -> {
                    return "update-grub";
                }
                case "fedora", "rhel", "centos" -> {
                    return "grubby --update-kernel=ALL --args='" + OPTIONS + "'";
                }
                case "suse", "opensuse" -> {
                    return "grub2-mkconfig -o /boot/grub2/grub.cfg";
                }
                case "arch" -> {
                    return "grub-mkconfig -o /boot/grub/grub.cfg";
                }
                default -> {}
            }
        }
        return "update-grub (or grub2-mkconfig -o /boot/grub2/grub.cfg)";
    }

    /** One sentence: what to do so that the machine boots with these options too. */
    public String toAdd(String options) {
        return sentence(change).replace(OPTIONS, options);
    }

    /** One sentence: what to do so that the machine boots without this option. */
    public String toRemove(String option) {
        return sentence("take " + option + " out of " + file.orElse("the kernel's options"))
                .replace("--args='" + OPTIONS + "'", "--remove-args=" + option);
    }

    /** One sentence for options that are in the right place already. */
    String toApply() {
        return command.isEmpty() ? "reboot" : "run " + command + " and reboot";
    }

    private String sentence(String begin) {
        return command.isEmpty() ? begin + "; then reboot" : begin + ", run " + command + " and reboot";
    }

    /** Whether the option is in the file that takes effect. */
    boolean isWritten(Platform platform, String option) {
        return file.isPresent() && holders(platform, option).anyMatch(name -> name.startsWith(file.get()));
    }

    /** A file with the option that this machine does not boot with. */
    Optional<String> elsewhere(Platform platform, String option) {
        return file.isEmpty()
                ? Optional.empty()
                : holders(platform, option)
                        .filter(name -> !name.startsWith(file.get()))
                        .findFirst();
    }

    private static Stream<String> holders(Platform platform, String option) {
        return platform.bootLoader().files().stream()
                .filter(known -> known.options().contains(option))
                .map(BootLoader.OptionsFile::file);
    }
}
