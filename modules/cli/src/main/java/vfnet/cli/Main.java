// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.apply.host.HostKernel;
import vfnet.cli.host.Host;
import vfnet.discovery.Discovery;
import vfnet.install.HostCacheTraining;
import vfnet.install.HostManualIndex;
import vfnet.install.HostSystemctl;
import vfnet.install.InstallHost;

/** The process: arguments in, exit status out. */
public final class Main {
    private Main() {}

    /**
     * Runs one command line on this host and ends the process with its exit status.
     *
     * @param args the words after {@code vfnet}
     */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        Signals signals = new Signals();
        Host host = new Host(
                Discovery.live(),
                environment,
                new StandardOutput(environment),
                Optional.of(new HostKernel()),
                signals,
                Optional.of(new InstallHost(
                        Path.of(System.getProperty("java.home")),
                        new HostSystemctl(),
                        new HostManualIndex(),
                        new HostCacheTraining())));
        int status;
        try {
            status = Vfnet.run(
                    host,
                    List.of(args),
                    new FileOutputStream(FileDescriptor.out),
                    new FileOutputStream(FileDescriptor.err));
        } finally {
            signals.commandEnded();
        }
        if (status != 0) {
            Runtime.getRuntime().exit(status);
        }
    }
}
