package vfnet.cli;

/**
 * Which class runs which command. It stands beside the entry point and not beside the declarations in {@link Commands}, which
 * every command needs: there, every command would depend on every other.
 */
final class CommandRegistry {
    private CommandRegistry() {}

    /** A class is loaded only when its command is called. */
    static Command of(Syntax syntax) {
        return switch (syntax.name()) {
            case "list" -> new ListCommand();
            case "show" -> new ShowCommand();
            case "mac" -> new MacCommand();
            case "set", "create" -> new SetCommand();
            case "vf" -> new VfCommand();
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
