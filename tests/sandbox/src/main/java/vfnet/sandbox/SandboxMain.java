// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process behind {@code scripts/sandbox}. */
public final class SandboxMain {
    private static final String HELP = """
            Runs vfnet on a simulated host. Nothing of this computer is touched: no card is needed, and no root.

            COMMAND
              plays a story, on a machine that is made anew for it
            COMMAND [OPTION...] story PORT
              plays it on another machine, with this port in the leading part
            COMMAND [OPTION...] VFNET-COMMAND...
              runs that vfnet command; the machine stays as it leaves it
            COMMAND [OPTION...] WORD...
              plays the host:
            """;
    private static final String OPTIONS = """

            Options:
              --machine NAME    a machine of vfnet's tests/machines, or a file; another one than before is made anew
              --state DIR       where the machine lies (default: VFNET_SANDBOX, or STATE)
            """;

    private final SandboxHome home;
    private final List<String> words;
    private Optional<String> machine = Optional.empty();
    private Path folder;

    private SandboxMain(SandboxHome home, List<String> arguments) {
        this.home = home;
        words = new ArrayList<>(arguments);
        folder = Optional.ofNullable(System.getenv("VFNET_SANDBOX"))
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .orElse(home.state());
    }

    /** Runs one command line and ends the process with its exit status. The first argument is the project's folder. */
    public static void main(String[] args) {
        run(SandboxHome.inCheckout(Path.of(args[0])), List.of(args).subList(1, args.length));
    }

    /** Runs one command line and ends the process with its exit status. */
    static void run(SandboxHome home, List<String> arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = new SandboxMain(home, arguments).run(out, err);
        out.flush();
        System.exit(status);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private int run(PrintStream out, PrintStream err) {
        try {
            takeOptions();
            if (words.equals(List.of("--help")) || words.equals(List.of("-h"))) {
                out.print(HELP.replaceAll("(?m)^COMMAND", home.command())
                        + HostSimulation.HELP
                        + HostSimulation.calls()
                        + OPTIONS.replace("STATE", home.state().toString()));
                return 0;
            }
            return run(new Sandbox(folder, home, out, err), err);
        } catch (IOException | IllegalArgumentException e) {
            err.println("sandbox: " + e.getMessage());
            return 2;
        } catch (PowerCut e) {
            err.println("sandbox: " + e.getMessage() + "; '" + home.command() + " reboot' starts the machine again");
            return 1;
        }
    }

    private int run(Sandbox sandbox, PrintStream err) throws IOException {
        if (words.isEmpty() && machine.isEmpty()) {
            return sandbox.play(Story.WHOLE);
        }
        if (words.size() == 2 && words.getFirst().equals("story")) {
            return sandbox.play(Story.WHOLE.on(machine.orElse(Story.WHOLE.machine()), words.getLast()));
        }
        if (words.equals(List.of("reset"))) {
            String before = sandbox.machine(machine).origin();
            sandbox.reset(machine.orElse(before.replaceFirst("\\.machine$", "")));
            return 0;
        }
        return sandbox.run(sandbox.machine(machine), words, err);
    }

    /** The sandbox's own options come first; everything from the first other word on is the command's. */
    private void takeOptions() {
        while (words.size() > 1 && List.of("--machine", "--state").contains(words.getFirst())) {
            if (words.removeFirst().equals("--machine")) {
                machine = Optional.of(words.removeFirst());
            } else {
                folder = Path.of(words.removeFirst());
            }
        }
    }
}
