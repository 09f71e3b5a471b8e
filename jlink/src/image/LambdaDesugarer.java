// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes lambdas and method references objects of a few classes that are written out, instead of one hidden class for
 * each: every start loads all classes of the cache, and a third of them were lambdas. Those of one package that
 * implement one interface and capture as many values share a class ({@link LambdaGroup}), which is why bodies that were
 * private become visible in their package.
 */
final class LambdaDesugarer {
    private final ClassFile format;
    private final Map<Path, ClassModel> own = new HashMap<>();
    private final LambdaBodies bodies;
    private final LambdaGroups groups = new LambdaGroups();

    private LambdaDesugarer(ClassFile format, List<Path> files) throws IOException {
        this.format = format;
        for (Path file : files) {
            own.put(file, format.parse(Files.readAllBytes(file)));
        }
        bodies = new LambdaBodies(own.values());
    }

    /** Changes these classes, and puts those of the groups beside them. */
    static void in(ClassFile format, List<Path> files) throws IOException {
        List<Path> sorted = files.stream().sorted().toList();
        LambdaDesugarer desugarer = new LambdaDesugarer(format, sorted);
        Map<Path, Map<Integer, LambdaGroup.Factory>> found = new HashMap<>();
        for (Path file : sorted) {
            found.put(file, desugarer.factories(desugarer.own.get(file)));
        }
        // Only now is it known which methods must become visible.
        for (Path file : sorted) {
            ClassModel model = desugarer.own.get(file);
            if (!found.get(file).isEmpty() || desugarer.bodies.isAnyOpened(model)) {
                Files.write(file, format.transformClass(model, desugarer.change(model, found.get(file))));
            }
            for (LambdaGroup group : desugarer.groups.beside(model)) {
                Files.write(file.resolveSibling(group.type().displayName() + ".class"), group.build(format));
            }
        }
    }

    /** By the number of the call site in the constant pool. */
    private Map<Integer, LambdaGroup.Factory> factories(ClassModel model) {
        Map<Integer, LambdaGroup.Factory> factories = new HashMap<>();
        for (MethodModel method : model.methods()) {
            for (CodeElement element : method.code().map(CodeModel::elementList).orElse(List.of())) {
                Lambda.of(element).ifPresent(lambda -> {
                    int site =
                            ((InvokeDynamicInstruction) element).invokedynamic().index();
                    if (!factories.containsKey(site)) {
                        bodies.opened(lambda, model)
                                .ifPresent(body -> factories.put(site, groups.add(lambda.with(body), model)));
                    }
                });
            }
        }
        return factories;
    }

    private ClassTransform change(ClassModel model, Map<Integer, LambdaGroup.Factory> factories) {
        CodeTransform calls = (code, element) -> {
            if (element instanceof InvokeDynamicInstruction call
                    && factories.get(call.invokedynamic().index()) instanceof LambdaGroup.Factory factory) {
                code.invokestatic(factory.group(), factory.name(), call.typeSymbol());
            } else {
                code.with(element);
            }
        };
        return (builder, element) -> {
            if (element instanceof MethodModel method) {
                LambdaBodies.Visible now = bodies.visible(model, method);
                builder.withMethod(
                        now.name(),
                        method.methodTypeSymbol(),
                        now.flags(),
                        changed -> method.forEach(part -> {
                            if (part instanceof CodeModel code) {
                                changed.transformCode(code, calls);
                            } else if (!(part instanceof AccessFlags)) {
                                changed.with(part);
                            }
                        }));
            } else {
                builder.with(element);
            }
        };
    }
}
