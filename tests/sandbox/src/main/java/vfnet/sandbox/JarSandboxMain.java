// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import java.io.IOException;
import java.util.List;

/** The process behind {@code jbang vfnet-sandbox}: a sandbox without a checkout, its machines in its jar. */
public final class JarSandboxMain {
    private JarSandboxMain() {}

    /** Runs one command line and ends the process with its exit status. */
    public static void main(String[] args) throws IOException {
        SandboxMain.run(SandboxHome.inJar(), List.of(args));
    }
}
