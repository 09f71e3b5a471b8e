// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the pattern switches of a class use {@code instanceof}, in one method for each set of labels. A switch with
 * labels other than classes is not changed.
 */
final class TypeSwitchDesugarer implements ClassTransform {
    private static final MethodTypeDesc TYPE =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);

    private final ClassModel model;
    private final Map<List<ClassDesc>, String> methods = new LinkedHashMap<>();

    private TypeSwitchDesugarer(ClassModel model) {
        this.model = model;
    }

    static ClassTransform in(ClassModel model) {
        return new TypeSwitchDesugarer(model);
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method) {
            builder.transformMethod(method, MethodTransform.transformingCode(this::replace));
        } else {
            builder.with(element);
        }
    }

    @Override
    public void atEnd(ClassBuilder builder) {
        methods.forEach((labels, name) -> builder.withMethodBody(
                name,
                TYPE,
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code -> answer(code, labels)));
    }

    private void replace(CodeBuilder code, CodeElement element) {
        if (Bootstrap.isAskedBy(element, "SwitchBootstraps", "typeSwitch")
                && element instanceof InvokeDynamicInstruction call
                && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance)) {
            List<ClassDesc> labels =
                    call.bootstrapArgs().stream().map(ClassDesc.class::cast).toList();
            String name = methods.computeIfAbsent(labels, unknown -> "typeSwitch$" + methods.size());
            code.invokestatic(
                    model.thisClass().asSymbol(), name, TYPE, model.flags().has(AccessFlag.INTERFACE));
        } else {
            code.with(element);
        }
    }

    /** As SwitchBootstraps.typeSwitch: -1 for null, else the first label that matches, from the second argument on. */
    private static void answer(CodeBuilder code, List<ClassDesc> labels) {
        Label something = code.newLabel();
        code.aload(0).ifnonnull(something).loadConstant(-1).ireturn().labelBinding(something);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1)
                    .loadConstant(i)
                    .if_icmpgt(next)
                    .aload(0)
                    .instanceOf(labels.get(i))
                    .ifeq(next)
                    .loadConstant(i)
                    .ireturn()
                    .labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }
}
