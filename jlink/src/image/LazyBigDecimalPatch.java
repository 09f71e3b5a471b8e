// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes jackson-core create four BigDecimals where it uses them, and not with every parser: with JDK 25 the first
 * BigDecimal of a process costs 20 ms, a fifth of a start, since its class then computes 5^65536
 * (BigDecimal.FIVE_TO_2_TO). Nothing else is changed; an unexpected jackson-core fails the build.
 */
final class LazyBigDecimalPatch {
    private static final String BASE = "com/fasterxml/jackson/core/base/";
    private static final ClassDesc DECIMAL = ClassDesc.of("java.math.BigDecimal");
    private static final ClassDesc INTEGER = ClassDesc.of("java.math.BigInteger");
    private static final MethodTypeDesc OF_INTEGER = MethodTypeDesc.of(ConstantDescs.CD_void, INTEGER);
    private static final int CONSTANTS = 4;

    private int dropped;
    private int used;

    /** Changes the jar. */
    static void in(Path jar) throws IOException {
        LazyBigDecimalPatch lazy = new LazyBigDecimalPatch();
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                FileSystem content = FileSystems.newFileSystem(jar)) {
            ClassFile format = ClassFile.of(ClassHierarchy.of(classes));
            change(
                    format,
                    content.getPath(BASE + "ParserMinimalBase.class"),
                    ClassTransform.transformingMethodBodies(
                            method -> method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME),
                            CodeTransform.ofStateful(lazy::dropping)));
            change(
                    format,
                    content.getPath(BASE + "ParserBase.class"),
                    ClassTransform.transformingMethodBodies(lazy::making));
        }
        if (lazy.dropped != CONSTANTS || lazy.used < CONSTANTS) {
            throw new BuildFailure(
                    jar.getFileName() + " keeps its BigDecimals otherwise than before: see LazyDecimals.java");
        }
    }

    private static void change(ClassFile format, Path file, ClassTransform transform) throws IOException {
        Files.write(file, format.transformClass(format.parse(Files.readAllBytes(file)), transform));
    }

    /** Removes {@code BD_X = new BigDecimal(BI_X)}, from the new object to its field. */
    private CodeTransform dropping() {
        return new CodeTransform() {
            private boolean making;

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                making |= element instanceof NewObjectInstruction made
                        && made.className().asSymbol().equals(DECIMAL);
                if (!making) {
                    code.with(element);
                } else if (isDecimal(element, Opcode.PUTSTATIC)) {
                    dropped++;
                    making = false;
                }
            }
        };
    }

    private void making(CodeBuilder code, CodeElement element) {
        if (isDecimal(element, Opcode.GETSTATIC)) {
            FieldInstruction field = (FieldInstruction) element;
            used++;
            code.new_(DECIMAL)
                    .dup()
                    .getstatic(
                            field.owner().asSymbol(), field.name().stringValue().replace("BD_", "BI_"), INTEGER)
                    .invokespecial(DECIMAL, ConstantDescs.INIT_NAME, OF_INTEGER);
        } else {
            code.with(element);
        }
    }

    private static boolean isDecimal(CodeElement element, Opcode opcode) {
        return element instanceof FieldInstruction field
                && field.opcode() == opcode
                && field.name().stringValue().startsWith("BD_")
                && field.typeSymbol().equals(DECIMAL);
    }
}
