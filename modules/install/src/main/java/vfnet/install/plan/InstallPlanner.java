// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vfnet.install.Layout;
import vfnet.install.LegacyTool;
import vfnet.install.Template;
import vfnet.install.files.ImageTree;
import vfnet.install.files.StartUpCache;
import vfnet.install.manifest.Entry;
import vfnet.install.manifest.Manifest;

/** Compares what is to be installed with what exists: the difference is the plan. Writes nothing. */
public final class InstallPlanner {
    private final InstallRequest request;
    private final Layout layout;
    private final Optional<Manifest> recorded;
    private final Manifest known;
    private final PlanBuilder draft;

    /**
     * Plans an installation.
     *
     * @param request the request
     * @throws IOException when it cannot be determined what was installed before
     */
    public InstallPlanner(InstallRequest request) throws IOException {
        this.request = request;
        layout = request.layout();
        recorded = Manifest.read(layout.manifest());
        known = recorded.orElse(Manifest.NONE);
        draft = new PlanBuilder(layout, known);
    }

    /**
     * {@return the plan}
     *
     * @throws IOException when something cannot be read, or is where it must not be
     */
    public Plan plan() throws IOException {
        Path image = image();
        current(image.getFileName().toString());
        if (layout.prefix().isOfSystem()) {
            draft.link(layout.command(), "../lib/vfnet/current/bin/vfnet");
        } else {
            draft.file(new Artifact(layout.command(), Template.wrapper(layout), true));
        }
        for (Artifact text : request.texts()) {
            draft.file(text);
        }
        configuration();
        new ServicePlanner(request, known, draft).plan();
        new StaleFiles(request, known, draft).plan(image);
        if (request.isLive() && layout.hasManualIndex() && draft.changesIn(layout.manual())) {
            draft.act(new Action.Index(layout.manual()));
        }
        return draft.finished(request.version(), recorded);
    }

    private Path image() throws IOException {
        Path place = new ImagePlace(layout, request.version(), request.image()).find();
        draft.requireIn(place);
        if (!Files.isDirectory(place)) {
            draft.act(new Action.CopyImage(request.image(), place));
        }
        StartUpCache cache = new StartUpCache(place);
        Entry generated = new Entry.Generated(layout.name(cache.file()));
        // The image may be the one that is installed here, with the cache that it has got here.
        boolean comesWithCache = request.image().hasCache() && !known.has(generated);
        for (ImageTree.ImageFile file : request.image().files()) {
            if (comesWithCache || !ImageTree.isCache(file)) {
                draft.record(new Entry.File(layout.name(place.resolve(file.name())), file.hash()));
            }
        }
        if (!comesWithCache) {
            draft.record(generated);
            makeCache(cache);
        }
        return place;
    }

    private void makeCache(StartUpCache cache) {
        if (cache.isThere()) {
            return;
        }
        if (new StartUpCache(request.image().home()).canBeMade()) {
            draft.act(new Action.TrainCache(cache));
        } else {
            draft.note("this image has no start-up cache, so every command takes longer");
        }
    }

    /** Whoever changed it by hand wanted another version; the installing user wants this one. */
    private void current(String folder) throws IOException {
        Path link = layout.current();
        if (Files.isSymbolicLink(link)
                && !Files.readSymbolicLink(link).toString().equals(folder)) {
            draft.act(new Action.MakeLink(link, folder));
            draft.record(new Entry.Link(layout.name(link), folder));
        } else if (Files.exists(link) && !Files.isSymbolicLink(link)) {
            throw new IOException(layout.name(link) + " is no symbolic link, as vfnet's would be: move it away");
        } else {
            draft.link(link, folder);
        }
    }

    private void configuration() throws IOException {
        draft.requireIn(layout.configuration());
        Path from = new LegacyTool(layout.root()).configuration();
        if (Files.exists(from) && !Files.exists(layout.configuration())) {
            draft.act(new Action.Import(layout.configuration(), from));
        }
    }
}
