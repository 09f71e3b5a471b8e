// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.install.files.ImageTree;
import vfnet.install.files.StartUpCache;

/** One change, to be shown or to be made. */
public sealed interface Action {

    /** {@return what it is done to} */
    Path path();

    /** {@return what is done, in one word} */
    String verb();

    /** {@return where from, or where a link points; empty where the path says it all} */
    default Optional<String> detail() {
        return Optional.empty();
    }

    /**
     * Brings a whole image to its folder.
     *
     * @param image the image
     * @param path its new folder
     */
    record CopyImage(ImageTree image, Path path) implements Action {
        @Override
        public String verb() {
            return "copy";
        }

        @Override
        public Optional<String> detail() {
            return Optional.of(image.home().toString());
        }
    }

    /**
     * Makes the start-up cache of an image, on the machine that the image is for.
     *
     * @param cache the cache of the image
     */
    record TrainCache(StartUpCache cache) implements Action {
        @Override
        public Path path() {
            return cache.file();
        }

        @Override
        public String verb() {
            return "train";
        }
    }

    /**
     * Makes a file, or another content of it.
     *
     * @param path its place
     * @param text its content, in UTF-8
     * @param executable whether it is a program
     */
    record WriteFile(Path path, String text, boolean executable) implements Action {
        @Override
        public String verb() {
            return "write";
        }
    }

    /**
     * Makes a symbolic link, or another target of it.
     *
     * @param path its place
     * @param target where it points
     */
    record MakeLink(Path path, String target) implements Action {
        @Override
        public String verb() {
            return "link";
        }

        @Override
        public Optional<String> detail() {
            return Optional.of(target);
        }
    }

    /**
     * Deletes a file or a link.
     *
     * @param path its place
     */
    record Remove(Path path) implements Action {
        @Override
        public String verb() {
            return "remove";
        }
    }

    /**
     * Deletes these files of an image, and what folders of it are empty then.
     *
     * @param path the folder of the image
     * @param files its files
     */
    record RemoveImage(Path path, List<Path> files) implements Action {
        @Override
        public String verb() {
            return "remove";
        }
    }

    /**
     * Deletes a folder, if nothing is in it by then.
     *
     * @param path the folder
     */
    record RemoveFolder(Path path) implements Action {
        @Override
        public String verb() {
            return "remove";
        }
    }

    /**
     * Takes over the predecessor's configuration.
     *
     * @param path the saved configuration of vfnet
     * @param from the predecessor's
     */
    record Import(Path path, Path from) implements Action {
        @Override
        public String verb() {
            return "import";
        }
    }

    /**
     * Takes away a link that starts the predecessor's service.
     *
     * @param path its place
     */
    record Disable(Path path) implements Action {
        @Override
        public String verb() {
            return "disable";
        }
    }

    /**
     * Makes such a link again.
     *
     * @param path its place
     * @param target where it points
     */
    record Enable(Path path, String target) implements Action {
        @Override
        public String verb() {
            return "enable";
        }

        @Override
        public Optional<String> detail() {
            return Optional.of(target);
        }
    }

    /**
     * Ends the service of this unit; what it made stays.
     *
     * @param path the unit
     */
    record Stop(Path path) implements Action {
        @Override
        public String verb() {
            return "stop";
        }
    }

    /**
     * Brings the index of the manual up to date, which {@code man -k} searches.
     *
     * @param path the folder of the manual
     */
    record Index(Path path) implements Action {
        @Override
        public String verb() {
            return "index";
        }
    }

    /**
     * Makes systemd read its units again, this one among them.
     *
     * @param path the unit
     */
    record Reload(Path path) implements Action {
        @Override
        public String verb() {
            return "reload";
        }
    }
}
