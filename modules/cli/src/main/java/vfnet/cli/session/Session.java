// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vfnet.cli.host.Host;
import vfnet.cli.text.TerminalSanitizer;
import vfnet.machine.MachineFolder;
import vfnet.machine.UnpackedMachine;
import vfnet.model.Problem;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.OperationListener;
import vfnet.persistence.ConfigurationFile;
import vfnet.system.MachineView;

/** The environment of one command: the machine that it reads, and its output. */
public final class Session implements OperationListener, AutoCloseable {
    /** The option of {@code confirm} by which a timer reports the timeout. */
    public static final String EXPIRED = "--expired";

    private final Host host;
    private final OperationContext context;
    private final Optional<UnpackedMachine> unpacked;
    private final Output out;
    private final Output err;

    private Session(
            Optional<String> config,
            Host host,
            MachineView machine,
            Optional<UnpackedMachine> unpacked,
            Output out,
            Output err)
            throws OperationException {
        this.host = host;
        this.unpacked = unpacked;
        this.out = out;
        this.err = err;
        boolean isHost = machine == host.machine();
        Map<String, String> environment = isHost ? host.environment() : Map.of();
        context = new OperationContext(
                machine,
                isHost ? host.kernel() : Optional.empty(),
                host.interruption(),
                environment,
                configurationFile(config, machine, environment),
                rollbackCommand(host),
                this);
    }

    /**
     * Opens the session.
     *
     * @param sysroot the value of {@code --sysroot}
     * @param config the value of {@code --config}
     * @throws OperationException when the machine that {@code --sysroot} or VFNET_SYSROOT names cannot be opened
     */
    public static Session open(Optional<String> sysroot, Optional<String> config, Host host, Output out, Output err)
            throws OperationException {
        Optional<String> named = sysroot.or(() ->
                Optional.ofNullable(host.environment().get("VFNET_SYSROOT")).filter(text -> !text.isEmpty()));
        if (named.isEmpty()) {
            return new Session(config, host, host.machine(), Optional.empty(), out, err);
        }
        try {
            Path place = Path.of(named.get());
            if (Files.isRegularFile(place)) {
                UnpackedMachine unpacked = UnpackedMachine.of(place);
                return new Session(config, host, unpacked.view(), Optional.of(unpacked), out, err);
            }
            return new Session(config, host, MachineFolder.view(place), Optional.empty(), out, err);
        } catch (IOException | InvalidPathException e) {
            throw new OperationException(Kind.FAILED, "--sysroot " + named.get() + ": " + FileFailure.message(e), e);
        }
    }

    /** The file of {@code --config}, else of VFNET_CONFIG on the caller's own machine, else the machine's own. */
    private static ConfigurationFile configurationFile(
            Optional<String> config, MachineView machine, Map<String, String> environment) throws OperationException {
        Optional<String> named = config.or(
                () -> Optional.ofNullable(environment.get("VFNET_CONFIG")).filter(text -> !text.isEmpty()));
        try {
            return ConfigurationFile.of(
                    machine.sysroot(), named.map(Path::of).orElseGet(machine.sysroot()::configuration));
        } catch (InvalidPathException e) {
            throw new OperationException(
                    Kind.INVALID_REQUEST, "--config " + named.orElseThrow() + " is not a valid path", e);
        }
    }

    /** Whether the program exists is checked when a timer is set, not at every start. */
    private static Optional<List<String>> rollbackCommand(Host host) {
        return host.installation()
                .map(own -> own.javaHome().resolve("bin/vfnet"))
                .map(program -> List.of(program.toString(), "confirm", EXPIRED));
    }

    /** The context for operations. */
    public OperationContext context() {
        return context;
    }

    /** Whether the machine is removed when the command ends: it was unpacked from a file. */
    public boolean isOnlyForNow() {
        return unpacked.isPresent();
    }

    /** Whether it reads the host that it runs on, or a snapshot. */
    public boolean isAtHost() {
        return context.machine() == host.machine();
    }

    /** The host that it runs on, whatever it reads. */
    public Host host() {
        return host;
    }

    @Override
    public void detach() {
        out.writeApart();
        err.writeApart();
    }

    public OptionalInt terminalColumns() {
        return host.terminal().columns();
    }

    /** Data, for stdout. */
    public void print(CharSequence text) throws IOException {
        print(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    public void print(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** What could not be read, one line each, for stderr. */
    @Override
    public void warn(List<Problem> problems) {
        StringBuilder lines = new StringBuilder();
        for (Problem problem : problems) {
            lines.append("vfnet: warning: ")
                    .append(TerminalSanitizer.of(problem.toString()))
                    .append('\n');
        }
        sayIfHeard(lines.toString());
    }

    @Override
    public void warn(String line) {
        sayIfHeard("vfnet: warning: " + TerminalSanitizer.of(line) + "\n");
    }

    @Override
    public void tell(String line) {
        sayIfHeard("vfnet: " + TerminalSanitizer.of(line) + "\n");
    }

    /** The reader may have gone (a closed pipe, a lost connection): the work continues to its end. */
    private void sayIfHeard(String lines) {
        try {
            say(lines);
        } catch (IOException e) {
            // The exit status reports it.
        }
    }

    /** Messages, for stderr; each line ends in a newline. */
    public void say(CharSequence text) throws IOException {
        err.say(TerminalSanitizer.lines(text.toString()));
    }

    /** Verbatim, including what moves the cursor. */
    void draw(CharSequence text) throws IOException {
        err.write(text.toString().getBytes(StandardCharsets.UTF_8));
        err.flush();
    }

    @Override
    public void close() {
        unpacked.ifPresent(UnpackedMachine::close);
    }
}
