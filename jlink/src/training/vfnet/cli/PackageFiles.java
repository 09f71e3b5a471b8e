// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vfnet.cli.shell.InstalledTexts;
import vfnet.install.Layout;
import vfnet.install.PackagedVfnet;
import vfnet.install.Prefix;
import vfnet.install.Template;
import vfnet.install.plan.Artifact;
import vfnet.system.Sysroot;

/** Writes what a package has beside the image: units, manual pages and completions. Argument: the package's tree. */
public final class PackageFiles {
    private PackageFiles() {}

    public static void main(String[] args) throws IOException {
        Sysroot root = new Sysroot(Path.of(args[0]).toAbsolutePath());
        List<Artifact> files = new ArrayList<>(InstalledTexts.of(new Layout(root, Prefix.USR)));
        Path units = new PackagedVfnet(root).unit().getParent();
        files.add(new Artifact(units.resolve(Layout.UNIT), Template.packagedUnit(Layout.UNIT)));
        files.add(new Artifact(units.resolve(Layout.RESTORE_UNIT), Template.packagedUnit(Layout.RESTORE_UNIT)));
        files.add(new Artifact(new PackagedVfnet(root).rule(), Template.packagedUnit(Layout.RESTORE_RULE)));
        files.add(new Artifact(units.resolve(Layout.BRIDGE_UNIT), Template.packagedUnit(Layout.BRIDGE_UNIT)));
        Layout.METRICS_UNITS.forEach(unit -> files.add(new Artifact(units.resolve(unit), Template.packagedUnit(unit))));
        for (Artifact file : files) {
            Files.createDirectories(file.path().getParent());
            Files.writeString(file.path(), file.text());
        }
    }
}
