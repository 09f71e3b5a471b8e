// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vfnet.install.files.ImageTree;
import vfnet.install.files.StartUpCache;

/** One change, to be shown or to be made. */
public sealed interface Action {

    /** {@return the path that it changes} */
    Path path();

    /** {@return the change, in one word} */
    String verb();

    /** {@return its source, or the target of a link; empty where the path says it all} */
    default Optional<String> detail() {
        return Optional.empty();
    }

    /**
     * Copies a whole image to its folder.
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
     * Creates or replaces a file.
     *
     * @param path its path
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
     * Creates or replaces a symbolic link.
     *
     * @param path its path
     * @param target its target
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
     * @param path its path
     */
    record Remove(Path path) implements Action {
        @Override
        public String verb() {
            return "remove";
        }
    }

    /**
     * Deletes these files of an image, and its folders that are empty then.
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
     * Deletes a folder, if it is empty by then.
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
     * Imports the legacy configuration.
     *
     * @param path the saved configuration of vfnet
     * @param from the legacy configuration
     */
    record Import(Path path, Path from) implements Action {
        @Override
        public String verb() {
            return "import";
        }
    }

    /**
     * Removes a link that starts the service of the Python tool.
     *
     * @param path its path
     */
    record Disable(Path path) implements Action {
        @Override
        public String verb() {
            return "disable";
        }
    }

    /**
     * Restores such a link.
     *
     * @param path its path
     * @param target its target
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
     * Stops the service of this unit; what it created stays.
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
     * Updates the index of the manual, which {@code man -k} searches.
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
     * Makes systemd reload its units, this one among them.
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
