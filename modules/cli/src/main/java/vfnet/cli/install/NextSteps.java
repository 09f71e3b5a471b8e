// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.install;

import java.nio.file.Files;
import vfnet.install.Layout;
import vfnet.install.files.DurableFiles;

/** The commands to run after an installation, one per line. */
final class NextSteps {
    /** The longest command. */
    private static final int WIDTH = "set PORT N".length();

    private static final int GAP = 3;

    private final Layout layout;
    private final String command;

    NextSteps(Layout layout, CommandPath path) {
        this.layout = layout;
        command = path.typed() + " ";
    }

    String text() {
        String doctor = step(command + "doctor", "check whether this host can create VFs and assign them to VMs");
        if (Files.exists(layout.configuration())) {
            return "Next:\n" + step(command + "diff", "compare the saved configuration with the live state") + doctor;
        }
        return "Next:\n" + doctor + step(command + "set PORT N", "create VFs ('vfnet list' shows the ports)") + saved();
    }

    /** If nothing starts it at boot, a note has said so. */
    private String saved() {
        boolean starts = DurableFiles.exists(layout.wants("multi-user.target"))
                && layout.prefix().isOfSystem();
        return starts
                ? step(command + "persist", "save the VFs; " + Layout.UNIT + " restores them at boot")
                        + step("reboot", "the VFs are back before the network comes up")
                : step(command + "persist", "save the VFs for 'vfnet boot'");
    }

    private String step(String line, String what) {
        return "  " + line + " ".repeat(command.length() + WIDTH - line.length() + GAP) + what + "\n";
    }
}
