// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.install.Layout;
import vfnet.install.LegacyTool;
import vfnet.system.ParentFolder;
import vfnet.system.Sysroot;

/** Which {@code vfnet} a shell starts: the command of the Python tool may be there too, which vfnet does not remove. */
final class CommandPath {
    private final Layout layout;
    private final Sysroot root;
    private final String variable;

    /** @param variable the value of PATH */
    CommandPath(Layout layout, String variable) {
        this.layout = layout;
        this.root = layout.root();
        this.variable = variable;
    }

    /** What the user should know about it. */
    List<String> notes() {
        String own = layout.name(layout.command());
        List<String> places = places();
        List<String> notes = new ArrayList<>();
        int ours = places.indexOf(own);
        if (ours < 0) {
            notes.add(layout.name(ParentFolder.of(layout.command())) + " is not in the PATH: call " + own);
        }
        Optional<String> first = places.stream()
                .filter(place -> !place.equals(own) && isThere(place))
                .findFirst();
        if (first.isPresent() && ours >= 0) {
            notes.add(
                    places.indexOf(first.get()) < ours
                            ? first.get() + " comes first in the PATH and shadows " + own
                            : first.get() + " is another vfnet, shadowed by " + own);
        } else if (first.isPresent() || isThere(layout.name(new LegacyTool(root).command()))) {
            notes.add(first.orElse(layout.name(new LegacyTool(root).command())) + " is another vfnet");
        }
        return notes;
    }

    /** How to call it: by its name alone, if a shell then starts this one. */
    String typed() {
        String own = layout.name(layout.command());
        Optional<String> first = places().stream()
                .filter(place -> place.equals(own) || isThere(place))
                .findFirst();
        return first.equals(Optional.of(own)) ? "vfnet" : own;
    }

    private List<String> places() {
        List<String> places = new ArrayList<>();
        for (String folder : variable.split(":")) {
            String place = folder + "/vfnet";
            if (folder.startsWith("/") && !places.contains(place)) {
                places.add(place);
            }
        }
        return places;
    }

    /** A merged /bin is another name of /usr/bin, and a link to our own command is our own. */
    private boolean isThere(String place) {
        Path path = root.place(place);
        try {
            Path home = Files.exists(layout.home()) ? layout.home().toRealPath() : layout.home();
            return Files.exists(path) && !path.toRealPath().startsWith(home);
        } catch (IOException e) {
            return false;
        }
    }
}
