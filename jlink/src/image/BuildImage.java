// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Builds target/vfnet, the runtime image, from what Maven wrote into target. Argument: the jlink folder. */
public final class BuildImage {
    private BuildImage() {}

    public static void main(String[] args) throws IOException {
        try {
            build(Path.of(args[0]).toAbsolutePath().normalize());
        } catch (BuildFailure failure) {
            System.err.println("jlink: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static void build(Path jlink) throws IOException {
        Path target = jlink.resolve("target");
        Path stamp = target.resolve("vfnet.stamp");
        Files.deleteIfExists(stamp);
        // Taken before anything is read: an edit during the build makes the image stale.
        Path began = Files.createTempFile(target, "vfnet", ".began");

        say("preparing the modules for the image");
        Path modules = new LinkableModules(jlink).assemble();
        say("linking the image");
        // Built beside the old image, so that a running vfnet keeps its files until the new one is complete.
        Path fresh = target.resolve("vfnet.new");
        FileTree.delete(fresh);
        RuntimeImage.link(modules, fresh);
        FileTree.copyExecutable(jlink.resolve("src/launcher/vfnet"), fresh.resolve("bin/vfnet"));
        LegalNotices.copy(jlink, fresh.resolve("legal"));
        say("training the cache that vfnet starts from");
        new AotCache(jlink, fresh).train();

        Path image = target.resolve("vfnet");
        FileTree.delete(image);
        Files.move(fresh, image);
        Files.move(began, stamp, StandardCopyOption.ATOMIC_MOVE);
    }

    /** scripts/lib/build.sh prints these lines as they come. */
    private static void say(String step) {
        System.out.println("jlink: " + step);
    }
}
