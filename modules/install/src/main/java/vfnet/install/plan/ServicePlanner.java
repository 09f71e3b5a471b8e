// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vfnet.install.InitSystem;
import vfnet.install.Layout;
import vfnet.install.LegacyTool;
import vfnet.install.Template;
import vfnet.install.files.DurableFiles;
import vfnet.install.manifest.Entry;
import vfnet.install.manifest.Manifest;

/** Plans the unit, what starts it, and the service of the Python tool, which must not run beside it. */
final class ServicePlanner {
    private final InstallRequest request;
    private final Layout layout;
    private final Manifest known;
    private final PlanBuilder draft;

    ServicePlanner(InstallRequest request, Manifest known, PlanBuilder draft) {
        this.request = request;
        layout = request.layout();
        this.known = known;
        this.draft = draft;
    }

    void plan() throws IOException {
        if (InitSystem.of(layout.root()) == InitSystem.OTHER) {
            draft.note(
                    "this system has no systemd: call '" + command() + " boot' at boot, before the network comes up");
            return;
        }
        Artifact unit = new Artifact(layout.unit(), Template.unit(layout));
        boolean there = draft.file(unit);
        draft.file(new Artifact(
                layout.unit().resolveSibling(Layout.RESTORE_UNIT), Template.unit(Layout.RESTORE_UNIT, layout)));
        draft.file(new Artifact(
                layout.unit().resolveSibling(Layout.BRIDGE_UNIT), Template.unit(Layout.BRIDGE_UNIT, layout)));
        for (String name : Layout.METRICS_UNITS) {
            draft.file(new Artifact(layout.unit().resolveSibling(name), Template.unit(name, layout)));
        }
        if (!layout.prefix().isOfSystem()) {
            draft.note("nothing is outside " + layout.prefix()
                    + ", so nothing starts it at boot yet: 'systemctl enable "
                    + layout.name(layout.unit()) + "' does it where that is on the root file system; elsewhere, and on"
                    + " TrueNAS, let the system call '" + command() + " boot' at boot");
        } else if (there) {
            draft.file(new Artifact(layout.rule(), Template.unit(Layout.RESTORE_RULE, layout)));
            boolean isEnabled = true;
            for (String target : Template.wantedBy(unit.text())) {
                isEnabled &= wants(layout.wants(target));
            }
            if (isEnabled) {
                watch();
            }
        }
        predecessor();
        if (request.isLive()
                && InitSystem.isBooted(layout.root())
                && draft.changesIn(layout.root().systemdUnits())) {
            draft.act(new Action.Reload(layout.unit()));
        }
    }

    private String command() {
        return layout.name(layout.command());
    }

    /** PFs that come back are restored from now on, although this host was started without vfnet. */
    private void watch() {
        Path done = layout.root().bootDone();
        if (request.isLive() && InitSystem.isBooted(layout.root()) && !DurableFiles.exists(done)) {
            draft.act(new Action.WriteFile(done, "", false));
        }
    }

    /** A service that was disabled after its installation stays disabled. */
    private boolean wants(Path link) throws IOException {
        Entry.Link entry = new Entry.Link(layout.name(link), layout.name(layout.unit()));
        if (known.finished() && known.has(entry) && !DurableFiles.exists(link)) {
            draft.note(Layout.UNIT + " has been disabled since it was installed, and stays so; 'systemctl enable "
                    + Layout.UNIT + "' starts it at boot again");
            draft.record(entry);
            draft.requireIn(link);
            return false;
        }
        draft.link(link, entry.target());
        return true;
    }

    private void predecessor() throws IOException {
        List<Path> links = new LegacyTool(layout.root()).links();
        if (!layout.prefix().isOfSystem() && !links.isEmpty()) {
            draft.note(LegacyTool.UNIT + " of the Python vfnet is still enabled; 'systemctl disable " + LegacyTool.UNIT
                    + "' once vfnet starts at boot");
            return;
        }
        for (Path link : links) {
            draft.requireIn(link);
            draft.disable(link, Files.readSymbolicLink(link).toString());
        }
    }
}
