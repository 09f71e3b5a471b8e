// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the application's modules into target/modules, each in a form that jlink and the AOT cache accept. */
final class LinkableModules {
    private static final String RELEASE = "25";

    private final Path jlink;
    private final Path target;
    private final Path modules;

    LinkableModules(Path jlink) {
        this.jlink = jlink;
        this.target = jlink.resolve("target");
        this.modules = target.resolve("modules");
    }

    Path assemble() throws IOException {
        FileTree.delete(modules);
        Files.createDirectories(modules);
        // picocli's class files are of Java 5, which the cache rejects.
        recompile("info.picocli");
        // These have no descriptor, and jlink accepts no automatic modules.
        recompile("ascii.table");
        recompile("jbcrypt");
        for (Path jar : FileTree.find(target.resolve("jars"), ".jar")) {
            String name = jar.getFileName().toString();
            if (name.startsWith("vfnet-")) {
                unpack(jar, modules.resolve(name.replaceFirst("-([a-z]+)-.*", ".$1")));
            } else {
                Path copy = Files.copy(jar, modules.resolve(name));
                if (name.startsWith("jackson-core-")) {
                    LazyBigDecimalPatch.in(copy);
                }
            }
        }
        addPrograms();
        ClassDesugaring.in(modules);
        return modules;
    }

    private static void unpack(Path jar, Path module) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            FileTree.copy(content.getPath("/"), module);
        }
    }

    /** A library's own sources with a descriptor of ours. Takes seconds, so it is done once for each version. */
    private void recompile(String module) throws IOException {
        Path descriptor = jlink.resolve("src/descriptors").resolve(module).resolve("module-info.java");
        Path sources = target.resolve("sources").resolve(module);
        Path compiled = target.resolve("recompiled").resolve(module);
        Path done = compiled.resolve("module-info.class");
        if (!isNewer(done, descriptor) || !isNewer(done, sources)) {
            FileTree.delete(compiled);
            List<String> javac = new ArrayList<>(options(compiled));
            javac.add("-Xlint:none");
            javac.add("-nowarn");
            javac.addAll(List.of("--module-path", target.resolve("compile-only").toString()));
            javac.add(descriptor.toString());
            FileTree.find(sources, ".java").forEach(source -> javac.add(source.toString()));
            JdkTool.run("javac", javac);
        }
        FileTree.copy(compiled, modules.resolve(module));
    }

    /**
     * The cache keeps the module graph of the module that was started in training: the class that runs several command
     * lines in one Java must therefore be in vfnet.cli itself.
     */
    private void addPrograms() throws IOException {
        Path program = modules.resolve("vfnet.cli");
        Path source = jlink.resolve("src/training");
        List<String> javac = new ArrayList<>(options(program));
        javac.addAll(List.of("--module-path", modules.toString(), "--patch-module", "vfnet.cli=" + source));
        FileTree.find(source, ".java").forEach(file -> javac.add(file.toString()));
        JdkTool.run("javac", javac);
    }

    private static List<String> options(Path output) {
        return List.of(
                "--release",
                RELEASE,
                "-proc:none",
                "-XDstringConcat=inline",
                "-g:source,lines",
                "-d",
                output.toString());
    }

    private static boolean isNewer(Path made, Path source) throws IOException {
        return Files.exists(made) && Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) > 0;
    }
}
