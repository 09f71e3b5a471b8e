// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import vfnet.cli.command.ApplyCommand;
import vfnet.cli.command.BootCommand;
import vfnet.cli.command.BridgeCommand;
import vfnet.cli.command.CaptureCommand;
import vfnet.cli.command.Command;
import vfnet.cli.command.ConfirmCommand;
import vfnet.cli.command.DiffCommand;
import vfnet.cli.command.DoctorCommand;
import vfnet.cli.command.EswitchCommand;
import vfnet.cli.command.ExportCommand;
import vfnet.cli.command.ImportCommand;
import vfnet.cli.command.ListCommand;
import vfnet.cli.command.MacCommand;
import vfnet.cli.command.MetricsCommand;
import vfnet.cli.command.PersistCommand;
import vfnet.cli.command.SetCommand;
import vfnet.cli.command.ShowCommand;
import vfnet.cli.command.VfCommand;
import vfnet.cli.command.WatchCommand;
import vfnet.cli.install.InstallCommand;
import vfnet.cli.install.UninstallCommand;
import vfnet.cli.report.ReportCommand;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.tree.TreeCommand;

/**
 * The class of each command. It is beside the entry point and not beside the declarations in {@link CommandSpecs},
 * which every command needs: there, every command would depend on every other.
 */
final class CommandRegistry {
    private CommandRegistry() {}

    /** A class is loaded only when its command is called. */
    static Command of(CommandSpec syntax) {
        return switch (syntax.name()) {
            case "list" -> new ListCommand();
            case "tree" -> new TreeCommand();
            case "watch" -> new WatchCommand();
            case "metrics" -> new MetricsCommand();
            case "report" -> new ReportCommand();
            case "show" -> new ShowCommand();
            case "mac" -> new MacCommand();
            case "set", "create" -> new SetCommand();
            case "vf" -> new VfCommand();
            case "bridge" -> new BridgeCommand();
            case "eswitch" -> new EswitchCommand();
            case "persist" -> new PersistCommand();
            case "apply" -> new ApplyCommand();
            case "confirm" -> new ConfirmCommand();
            case "diff" -> new DiffCommand();
            case "boot" -> new BootCommand();
            case "capture" -> new CaptureCommand();
            case "install" -> new InstallCommand();
            case "uninstall" -> new UninstallCommand();
            case "import" -> new ImportCommand();
            case "export" -> new ExportCommand();
            case "doctor" -> new DoctorCommand();
            default -> throw new IllegalArgumentException("no command '" + syntax.name() + "'");
        };
    }
}
