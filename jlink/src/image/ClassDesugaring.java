// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes into the bytecode of vfnet's own classes what javac leaves to run time: pattern switches, the methods of
 * records, and lambdas. At the first use of each of the first two, Java generates a class and its method handles, which
 * the AOT cache cannot hold: 1 to 20 ms of a start. So the sources can be written in the most readable way.
 */
final class ClassDesugaring {
    private final ClassFile format;
    private final List<Path> own;

    private ClassDesugaring(ClassFile format, List<Path> own) {
        this.format = format;
        this.own = own;
    }

    /** Changes the classes of vfnet's modules and of the table's library, each of which has a folder in this one. */
    static void in(Path modules) throws IOException {
        List<URL> path = new ArrayList<>();
        try (Stream<Path> each = Files.list(modules)) {
            for (Path module : each.toList()) {
                path.add(module.toUri().toURL());
            }
        }
        List<Path> own = FileTree.find(modules, ".class").stream()
                .filter(file -> isChanged(modules.relativize(file).getName(0).toString()))
                .toList();
        try (URLClassLoader classes = new URLClassLoader(path.toArray(URL[]::new), null)) {
            // A new constant pool: no class keeps unused constants.
            ClassDesugaring ready = new ClassDesugaring(
                    ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL, ClassHierarchy.of(classes)), own);
            ready.change("SwitchBootstraps", TypeSwitchDesugarer::in);
            ready.change("ObjectMethods", RecordMethodDesugarer::in);
            LambdaDesugarer.in(ready.format, own);
        }
    }

    private static boolean isChanged(String module) {
        return module.startsWith("vfnet.") || module.equals("ascii.table");
    }

    private void change(String bootstrap, Function<ClassModel, ClassTransform> transform) throws IOException {
        int changed = 0;
        for (Path file : own) {
            ClassModel model = format.parse(Files.readAllBytes(file));
            if (Bootstrap.isAskedBy(model, bootstrap)) {
                Files.write(file, format.transformClass(model, transform.apply(model)));
                changed++;
            }
        }
        if (changed == 0) {
            throw new BuildFailure(
                    "no class asks " + bootstrap + ": does javac make its classes otherwise than before?");
        }
    }
}
