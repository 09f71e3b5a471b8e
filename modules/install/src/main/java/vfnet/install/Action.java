package vfnet.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One change, to be shown or to be made. */
public sealed interface Action {

    /** What it is done to. */
    Path path();

    /** What is done, in one word. */
    String verb();

    /** Where from, or where a link points; empty where the path says it all. */
    default Optional<String> detail() {
        return Optional.empty();
    }

    /** Brings a whole image to its folder. */
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

    /** Makes a file, or another content of it. */
    record WriteFile(Path path, String text, boolean executable) implements Action {
        @Override
        public String verb() {
            return "write";
        }
    }

    /** Makes a symbolic link, or another target of it. */
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

    /** Deletes a file or a link. */
    record Remove(Path path) implements Action {
        @Override
        public String verb() {
            return "remove";
        }
    }

    /** Deletes these files of an image, and what folders of it are empty then. */
    record RemoveImage(Path path, List<Path> files) implements Action {
        @Override
        public String verb() {
            return "remove";
        }
    }

    /** Takes over the predecessor's configuration. */
    record Import(Path path, Path from) implements Action {
        @Override
        public String verb() {
            return "import";
        }
    }

    /** Takes away a link that starts the predecessor's service. */
    record Disable(Path path) implements Action {
        @Override
        public String verb() {
            return "disable";
        }
    }

    /** Makes such a link again. */
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

    /** Ends the service of this unit; what it made stays. */
    record Stop(Path path) implements Action {
        @Override
        public String verb() {
            return "stop";
        }
    }

    /** Makes systemd read its units again, this one among them. */
    record Reload(Path path) implements Action {
        @Override
        public String verb() {
            return "reload";
        }
    }
}
