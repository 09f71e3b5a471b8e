// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.text;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.VfRanges;
import vfnet.operations.configuration.Mlx4ModuleOptions;
import vfnet.operations.configuration.PersistChange;
import vfnet.operations.configuration.PersistResult;
import vfnet.operations.configuration.SavingOutcome;
import vfnet.persistence.Difference;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;

/** The messages about what is saved. */
public final class PersistMessages {
    private PersistMessages() {}

    /**
     * What is saved, and whether it will be applied.
     *
     * @param nothing why there is no port to save, where there is none
     */
    public static String of(PersistResult result, String nothing, boolean dryRun, Sysroot sysroot) {
        StringBuilder text = new StringBuilder().append(result.file()).append(":\n");
        result.plan().changes().forEach(change -> text.append(of(change)));
        if (result.plan().changes().isEmpty()) {
            text.append("  " + nothing + "\n");
        }
        result.plan().options().ifPresent(options -> text.append(of(options, dryRun, sysroot)));
        if (dryRun) {
            return text.append("Dry run: nothing was written.\n").toString();
        }
        text.append(result.plan().changesAnything() ? "Saved. " : "Nothing to save. ");
        return text.append(
                        result.isServiceEnabled()
                                ? "The boot service will apply it at the next boot.\n"
                                : "The boot service is not enabled here, so nothing applies it at the next boot: "
                                        + "sudo vfnet install\n")
                .append(bridgeService(result))
                .toString();
    }

    /** A running service sees the file by itself. */
    private static String bridgeService(PersistResult result) {
        boolean begins = result.plan().changes().stream()
                .flatMap(change -> change.differences().stream())
                .anyMatch(difference -> difference.field().equals("bridge_sync")
                        && difference.to().equals(Optional.of("on")));
        return begins && result.isServiceEnabled()
                ? "To keep the filter in line from now on: sudo systemctl start vfnet-bridge.service\n"
                : "";
    }

    /** What was saved of single VFs, or would be; nothing where nothing is to be. */
    public static String saved(SavingOutcome saving, boolean dryRun) {
        if (saving.changes().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder().append(saving.file()).append(":\n");
        saving.changes().forEach(change -> text.append(of(change)));
        return text.append(dryRun ? "Dry run: nothing was saved.\n" : "Saved.\n")
                .toString();
    }

    /** As diff shows it: {@code +} for new, {@code -} for gone, {@code ~} for other. */
    public static String of(PersistChange change) {
        String title =
                change.port().title() + ": " + VfRanges.count(change.port().count());
        return switch (change.kind()) {
            case ADDED -> "+ " + title + "\n" + added(change);
            case REMOVED -> "- " + title + ", removed\n";
            case CHANGED -> "~ " + title + "\n" + changed(change);
            case UNCHANGED -> "  " + title + ", already saved\n";
        };
    }

    /** One VF per line, where something is saved of it. */
    private static String added(PersistChange change) {
        StringBuilder text = new StringBuilder(change.port().bridgeSync() ? "+   bridge_sync on\n" : "");
        change.port()
                .eswitch()
                .ifPresent(mode -> text.append("+   eswitch ").append(mode).append('\n'));
        for (int index : change.port().vfs().keySet()) {
            List<String> fields = new ArrayList<>();
            for (Difference difference : change.differences()) {
                if (difference.vf().equals(Optional.of(index))) {
                    fields.add(difference.field() + " " + difference.to().orElse(""));
                }
            }
            if (!fields.isEmpty()) {
                text.append("+   VF ")
                        .append(index)
                        .append("  ")
                        .append(String.join(", ", fields))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String changed(PersistChange change) {
        StringBuilder text = new StringBuilder();
        change.differences()
                .forEach(difference ->
                        text.append("~   ").append(difference.describe()).append('\n'));
        return text.toString();
    }

    /** What happens to the file, and what is left to do. */
    public static String of(Mlx4ModuleOptions options, boolean dryRun, Sysroot sysroot) {
        StringBuilder text = new StringBuilder().append(options.file().path()).append(":\n");
        text.append(options.changes() ? options.parameters().isPresent() ? "+ " : "- removed" : "  ");
        options.parameters()
                .ifPresent(
                        known -> text.append(known.line()).append(options.changes() ? "" : ", as it is there already"));
        text.append('\n');
        if (options.changes() && !dryRun) {
            text.append("mlx4_core takes it up when it is loaded, so reboot. It may be in the initramfs, which "
                            + "has a copy of its own: ")
                    .append(initramfs(sysroot))
                    .append('\n');
        }
        return text.toString();
    }

    private static String initramfs(Sysroot sysroot) {
        List<String> commands = new ArrayList<>();
        if (Files.exists(new HostPaths(sysroot).updateInitramfs())) {
            commands.add("sudo update-initramfs -u");
        } else if (Files.exists(new HostPaths(sysroot).dracut())) {
            commands.add("sudo dracut -f");
        }
        if (Files.exists(new HostPaths(sysroot).proxmoxBootTool())) {
            commands.add("sudo proxmox-boot-tool refresh");
        }
        return commands.isEmpty()
                ? "update-initramfs -u (on Proxmox VE then proxmox-boot-tool refresh), or dracut -f"
                : String.join(", then ", commands);
    }
}
