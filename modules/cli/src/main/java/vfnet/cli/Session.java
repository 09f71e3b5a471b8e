package vfnet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.discovery.Discovery;
import vfnet.discovery.Look;
import vfnet.discovery.NotAMachineException;
import vfnet.apply.Interruption;
import vfnet.apply.Kernel;
import vfnet.machine.MachineFolder;
import vfnet.machine.UnpackedMachine;
import vfnet.model.Inventory;
import vfnet.model.MachineView;
import vfnet.model.Problem;
import vfnet.persistence.ConfigurationFile;

/** The surroundings of one command: the machine that it looks at, and where its words go. */
final class Session implements AutoCloseable {
    private final Invocation invocation;
    private final Host host;
    private final MachineView machine;
    private final Optional<UnpackedMachine> unpacked;
    private final Output out;
    private final Output err;

    private Session(Invocation invocation, Host host, MachineView machine, Optional<UnpackedMachine> unpacked,
            Output out, Output err) {
        this.invocation = invocation;
        this.host = host;
        this.machine = machine;
        this.unpacked = unpacked;
        this.out = out;
        this.err = err;
    }

    /** @throws CommandFailure when the machine that {@code --sysroot} or VFNET_SYSROOT names cannot be opened */
    static Session open(Invocation invocation, Host host, Output out, Output err) throws CommandFailure {
        Optional<String> sysroot = invocation.value(Commands.SYSROOT)
                .or(() -> Optional.ofNullable(host.environment().get("VFNET_SYSROOT")).filter(text -> !text.isEmpty()));
        if (sysroot.isEmpty()) {
            return new Session(invocation, host, host.machine(), Optional.empty(), out, err);
        }
        try {
            Path place = Path.of(sysroot.get());
            if (Files.isRegularFile(place)) {
                UnpackedMachine unpacked = UnpackedMachine.of(place);
                return new Session(invocation, host, unpacked.view(), Optional.of(unpacked), out, err);
            }
            return new Session(invocation, host, MachineFolder.view(place), Optional.empty(), out, err);
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailure(ExitCode.FAILED, "--sysroot " + sysroot.get() + ": " + FileFailure.words(e), e);
        }
    }

    /** The machine that the command looks at. */
    MachineView machine() {
        return machine;
    }

    /** @throws CommandFailure when what it looks at is no machine */
    Inventory inventory() throws CommandFailure {
        return inventory(new Look.AtHolders());
    }

    /**
     * With what each port carries. The caller's environment belongs to the host and not to a snapshot.
     *
     * @throws CommandFailure when what it looks at is no machine
     */
    Inventory inventoryWithTraffic() throws CommandFailure {
        return inventory(new Look.AtTraffic(isAtHost() ? host.environment() : Map.of()));
    }

    /** @throws CommandFailure when what it looks at is no machine */
    Inventory inventory(Look look) throws CommandFailure {
        try {
            return Discovery.inventory(machine, look);
        } catch (NotAMachineException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    /** Changes the machine; empty for a captured one. */
    Optional<Kernel> kernel() {
        return isAtHost() ? host.kernel() : Optional.empty();
    }

    /** Whether the machine is gone when the command ends: it was unpacked from a file. */
    boolean isOnlyForNow() {
        return unpacked.isPresent();
    }

    /** An environment variable, where the machine is the one that the caller works on. */
    Optional<String> variable(String name) {
        return isAtHost() ? Optional.ofNullable(host.environment().get(name)).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /**
     * Where the configuration is saved: what {@code --config} names, else VFNET_CONFIG, else the machine's own.
     *
     * @throws CommandFailure when what is named is not a valid path
     */
    ConfigurationFile configurationFile() throws CommandFailure {
        Optional<String> named = invocation.value(Commands.CONFIG).or(() -> variable("VFNET_CONFIG"));
        try {
            return ConfigurationFile.of(machine.sysroot(), named.map(Path::of).orElseGet(machine.sysroot()::configuration));
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "--config " + named.orElseThrow() + " is not a valid path", e);
        }
    }

    /** Whether it looks at the host that it runs on, or at a snapshot. */
    boolean isAtHost() {
        return machine == host.machine();
    }

    /** The host that it runs on, whatever it looks at. */
    Host host() {
        return host;
    }

    Interruption interruption() {
        return host.interruption();
    }

    /** From now on a signal is answered when the command has reached a state that it can name, whoever reads its words. */
    void watch() {
        host.interruption().watch();
        writeApart();
    }

    /** From now on nobody who stops reading the command's words holds it up, nor the locks that it holds. */
    void writeApart() {
        out.writeApart();
        err.writeApart();
    }

    OptionalInt terminalColumns() {
        return host.terminal().columns();
    }

    /** Data, for stdout. */
    void print(CharSequence text) throws IOException {
        print(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    void print(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** What could not be read, a line each, for stderr. */
    void warn(List<Problem> problems) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Problem problem : problems) {
            lines.append("vfnet: warning: ").append(Cleaned.of(problem.toString())).append('\n');
        }
        say(lines);
    }

    /** Words for a person, for stderr; each line ends in a newline. */
    void say(CharSequence text) throws IOException {
        draw(Cleaned.lines(text.toString()));
    }

    /** As it is, with what moves the cursor. */
    void draw(CharSequence text) throws IOException {
        err.write(text.toString().getBytes(StandardCharsets.UTF_8));
        err.flush();
    }

    @Override
    public void close() {
        unpacked.ifPresent(UnpackedMachine::close);
    }
}
