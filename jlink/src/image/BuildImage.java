// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Builds target/vfnet, the runtime image, from what Maven wrote into target. Argument: the jlink folder.
 *
 * <p>With two more, builds an image for another processor of the modules of that one: the folder of jmods of a JDK for
 * it, of this JDK's version, and the folder of the new image. It has no cache, which only that processor's Java can
 * make.
 */
public final class BuildImage {
    private BuildImage() {}

    public static void main(String[] args) throws IOException {
        Path jlink = Path.of(args[0]).toAbsolutePath().normalize();
        try {
            if (args.length == 1) {
                build(jlink);
            } else {
                Path modules = jlink.resolve("target/modules");
                link(jlink, RuntimeImage.of(modules, options(jlink), Path.of(args[1])), Path.of(args[2]));
            }
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
        // Built beside the old image, so that a running vfnet keeps its files until the new one is complete.
        Path fresh = target.resolve("vfnet.new");
        AotCache cache = link(jlink, RuntimeImage.of(modules, options(jlink)), fresh);
        say("training the cache that vfnet starts from");
        cache.train();

        Path image = target.resolve("vfnet");
        FileTree.delete(image);
        Files.move(fresh, image);
        Files.move(began, stamp, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Everything but the cache. */
    private static AotCache link(Path jlink, RuntimeImage image, Path fresh) throws IOException {
        say("linking the image");
        FileTree.delete(fresh);
        image.link(fresh);
        FileTree.join(
                List.of(jlink.resolve("src/launcher/caller.sh"), jlink.resolve("src/launcher/start.sh")),
                fresh.resolve("bin/vfnet"));
        LegalNotices.copy(jlink, fresh.resolve("legal"));
        AotCache cache = new AotCache(jlink, fresh);
        cache.provide();
        return cache;
    }

    /** scripts/vfnet reads it too, where it runs without an image. */
    private static Path options(Path jlink) {
        return jlink.resolve("src/launcher/java-options");
    }

    /** scripts/lib/build.sh prints these lines as they come. */
    private static void say(String step) {
        System.out.println("jlink: " + step);
    }
}
