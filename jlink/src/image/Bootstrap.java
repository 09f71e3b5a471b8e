// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;

/** The classes of java.lang.runtime that generate at run time what javac leaves open. */
final class Bootstrap {
    private static final String PACKAGE = "java.lang.runtime";

    private Bootstrap() {}

    static boolean isAskedBy(ClassModel model, String name) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry known && known.asSymbol().equals(ClassDesc.of(PACKAGE, name))) {
                return true;
            }
        }
        return false;
    }

    static boolean isAskedBy(CodeElement element, String name, String method) {
        return element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().equals(ClassDesc.of(PACKAGE, name))
                && call.bootstrapMethod().methodName().equals(method);
    }
}
