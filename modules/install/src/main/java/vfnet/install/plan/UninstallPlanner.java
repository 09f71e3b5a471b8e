// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vfnet.install.InitSystem;
import vfnet.install.Layout;
import vfnet.install.LegacyTool;
import vfnet.install.PackagedVfnet;
import vfnet.install.RunningPrograms;
import vfnet.install.Systemctl;
import vfnet.install.files.DurableFiles;
import vfnet.install.files.FolderTree;
import vfnet.install.files.PathContainment;
import vfnet.install.manifest.Entry;
import vfnet.install.manifest.Manifest;
import vfnet.model.Problem;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;

/** Plans the removal of what the manifest lists and is unchanged since. */
public final class UninstallPlanner {
    private static final List<String> CONFIGURATION =
            List.of("config.json", "config.json.last", "config.json.lock", "config.json.lock.new", "config.json.new");

    private final Layout layout;
    private final Sysroot host;
    private final boolean purge;
    private final Optional<Manifest> recorded;
    private final Manifest known;
    private final PathContainment confinement;
    private final List<Action> actions = new ArrayList<>();
    private final List<Action> last = new ArrayList<>();
    private final List<Problem> left = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Path> folders = new LinkedHashSet<>();
    private final Set<Path> seen = new HashSet<>();

    /**
     * Plans an uninstallation.
     *
     * @param layout the paths of the installation
     * @param host the machine that this program runs on
     * @param purge whether to remove the saved configuration, too
     * @throws IOException when it cannot be determined what was installed
     */
    public UninstallPlanner(Layout layout, Sysroot host, boolean purge) throws IOException {
        this.layout = layout;
        this.host = host;
        this.purge = purge;
        recorded = Manifest.read(layout.manifest());
        known = recorded.orElse(Manifest.NONE);
        confinement = new PathContainment(layout.root().root());
    }

    /** {@return whether there is anything to uninstall} */
    public boolean isInstalled() {
        return recorded.isPresent();
    }

    /**
     * Stops the bridge service, which runs all the time from what would be removed. The package has one of that name.
     *
     * @param systemctl stops it
     */
    public void stopBridgeService(Systemctl systemctl) {
        boolean isOurs = isInstalled()
                && layout.root().equals(host)
                && DurableFiles.exists(layout.unit().resolveSibling(Layout.BRIDGE_UNIT))
                && !new PackagedVfnet(layout.root()).isThere();
        if (isOurs && InitSystem.isBooted(host)) {
            systemctl.stop(Layout.BRIDGE_UNIT);
        }
    }

    /**
     * {@return a process that runs from what would be removed}
     *
     * @param self the ID of a process that does not count
     */
    public OptionalLong user(long self) {
        return new RunningPrograms(host).from(layout.home(), OptionalLong.of(self));
    }

    /**
     * {@return the plan}
     *
     * @throws IOException when something cannot be read, or is where it must not be
     */
    public Plan plan() throws IOException {
        boolean booted = layout.root().equals(host) && InitSystem.isBooted(host);
        if (booted && DurableFiles.exists(layout.unit()) && layout.prefix().isOfSystem() && isInstalled()) {
            actions.add(new Action.Stop(layout.unit()));
        }
        metricsTimer(booted);
        Map<Path, List<Path>> images = new LinkedHashMap<>();
        for (Entry entry : known.entries().reversed()) {
            plan(entry, layout.root().place(entry.path()), images);
        }
        returnedPfs(booted);
        if (booted && changesIn(host.systemdUnits())) {
            actions.add(new Action.Reload(layout.unit()));
        }
        if (layout.root().equals(host) && layout.hasManualIndex() && changesIn(layout.manual())) {
            actions.add(new Action.Index(layout.manual()));
        }
        linkedUnit();
        configuration();
        actions.addAll(last);
        images.forEach((folder, files) -> actions.add(new Action.RemoveImage(folder, files)));
        unfinished();
        if (isInstalled()) {
            actions.add(new Action.Remove(layout.manifest()));
        }
        return new Plan(
                layout, recorded.map(Manifest::text), actions, left, notes, Optional.empty(), List.copyOf(folders));
    }

    /** Enabling it is the administrator's work, and it must not outlive its unit. The package has one of that name. */
    private void metricsTimer(boolean booted) throws IOException {
        Path link = layout.metricsEnabled();
        Path timer = layout.unit().resolveSibling(Layout.METRICS_TIMER);
        if (!isInstalled()
                || !layout.prefix().isOfSystem()
                || !Files.isSymbolicLink(link)
                || new PackagedVfnet(layout.root()).isThere()) {
            return;
        }
        confinement.check(link);
        if (Files.readSymbolicLink(link).toString().equals(layout.name(timer))) {
            if (booted) {
                actions.add(new Action.Stop(timer));
            }
            actions.add(new Action.Remove(link));
        }
    }

    /** Without udev's rule nobody asks for it. The package has a rule of its own. */
    private void returnedPfs(boolean booted) throws IOException {
        Path done = host.bootDone();
        if (!booted || !isInstalled() || new PackagedVfnet(layout.root()).isThere()) {
            return;
        }
        confinement.check(done);
        if (DurableFiles.exists(done)) {
            actions.add(new Action.Remove(done));
        }
        if (Files.isDirectory(host.runDirectory(), LinkOption.NOFOLLOW_LINKS)) {
            folders.add(host.runDirectory());
        }
    }

    private boolean changesIn(Path folder) {
        return actions.stream().anyMatch(action -> action.path().startsWith(folder));
    }

    private void plan(Entry entry, Path path, Map<Path, List<Path>> images) throws IOException {
        confinement.check(path);
        switch (entry) {
            case Entry.Folder folder -> folders.add(path);
            case Entry.Disabled disabled -> enable(path, disabled.target());
            default -> {
                if (path.startsWith(layout.home())) {
                    own(path, images);
                } else if (isOurs(path)) {
                    actions.add(removal(path));
                }
            }
        }
    }

    /** The link that starts the service at boot stays for that of the package, if there is one. */
    private Action removal(Path path) {
        PackagedVfnet packaged = new PackagedVfnet(layout.root());
        if (!path.equals(layout.wants("multi-user.target")) || !packaged.isThere()) {
            return new Action.Remove(path);
        }
        notes.add(layout.name(packaged.unit()) + " of the package vfnet restores the saved VFs at boot from now on");
        return new Action.MakeLink(path, layout.name(packaged.unit()));
    }

    /** The image is removed last: it most likely runs this. */
    private void own(Path path, Map<Path, List<Path>> images) throws IOException {
        Path inHome = layout.home().relativize(path);
        if (inHome.getNameCount() > 1) {
            List<Path> files =
                    images.computeIfAbsent(layout.home().resolve(inHome.getName(0)), folder -> new ArrayList<>());
            if (isOurs(path)) {
                files.add(path);
            }
        } else if (isOurs(path)) {
            last.add(new Action.Remove(path));
        }
    }

    /** A path may be in the manifest twice. */
    private boolean isOurs(Path path) throws IOException {
        if (!seen.add(path)) {
            return false;
        }
        Path temporary = DurableFiles.temporary(path);
        if (DurableFiles.exists(temporary)) {
            actions.add(new Action.Remove(temporary));
        }
        FileStatus standing = FileStatus.ofKnown(path, layout, known);
        if (standing == FileStatus.FOREIGN) {
            left.add(
                    new Problem(layout.name(path), "has been changed since it was installed, so it was left as it is"));
        }
        return standing == FileStatus.OURS;
    }

    private void enable(Path link, String target) {
        Path unit = target.startsWith("/") ? layout.root().place(target) : link.resolveSibling(target);
        if (!Files.exists(unit)) {
            notes.add(LegacyTool.UNIT + " is not enabled again: " + layout.name(unit) + " is not there any more");
        } else if (!DurableFiles.exists(link)) {
            actions.add(new Action.Enable(link, target));
        }
    }

    /** What an installation leaves that was killed before it had anything to record. */
    private void unfinished() throws IOException {
        confinement.check(layout.fresh());
        FolderTree.files(layout.fresh()).ifPresent(files -> actions.add(new Action.RemoveImage(layout.fresh(), files)));
        if (!isInstalled() && DurableFiles.exists(layout.lock())) {
            actions.add(new Action.Remove(layout.lock()));
            folders.add(layout.home());
        }
    }

    /** {@code systemctl enable} links a unit that is elsewhere. */
    private void linkedUnit() {
        Path link = layout.root().systemdUnits().resolve(Layout.UNIT);
        if (!layout.prefix().isOfSystem() && isInstalled() && Files.isSymbolicLink(link)) {
            notes.add(layout.name(link) + " is a link that vfnet did not make: 'systemctl disable " + Layout.UNIT
                    + "' removes it");
        }
    }

    private void configuration() throws IOException {
        for (String name : CONFIGURATION) {
            Path file = layout.configurationFolder().resolve(name);
            confinement.check(file);
            if (purge && DurableFiles.exists(file)) {
                actions.add(new Action.Remove(file));
                folders.add(layout.configurationFolder());
            }
        }
        Path moduleOptions = new HostPaths(layout.root()).vfnetModuleOptions();
        if (purge
                && layout.prefix().isOfSystem()
                && Files.isRegularFile(moduleOptions)
                && Files.readString(moduleOptions).startsWith("# Written by vfnet ")) {
            confinement.check(moduleOptions);
            actions.add(new Action.Remove(moduleOptions));
        }
        if (!purge && Files.exists(layout.configuration()) && !new PackagedVfnet(layout.root()).isThere()) {
            notes.add(layout.name(layout.configuration()) + " stays; 'vfnet uninstall --purge' would remove it");
        }
    }
}
