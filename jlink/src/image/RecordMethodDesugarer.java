// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.function.Consumer;

/** Writes out the equals, hashCode and toString that javac leaves to java.lang.runtime.ObjectMethods. */
final class RecordMethodDesugarer implements ClassTransform {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    private static final MethodTypeDesc EQUAL_OBJECTS =
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

    private final ClassDesc type;
    private final List<RecordComponentInfo> components;

    private RecordMethodDesugarer(ClassModel model) {
        type = model.thisClass().asSymbol();
        components = model.findAttribute(Attributes.record()).orElseThrow().components();
    }

    static ClassTransform in(ClassModel model) {
        return new RecordMethodDesugarer(model);
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method
                && method.code().isPresent()
                && method.code()
                        .get()
                        .elementStream()
                        .anyMatch(one -> Bootstrap.isAskedBy(one, "ObjectMethods", "bootstrap"))) {
            builder.withMethodBody(
                    method.methodName(),
                    method.methodType(),
                    method.flags().flagsMask(),
                    body(method.methodName().stringValue()));
        } else {
            builder.with(element);
        }
    }

    private Consumer<CodeBuilder> body(String name) {
        return switch (name) {
            case "equals" -> this::equality;
            case "hashCode" -> this::hash;
            case "toString" -> this::text;
            default -> throw new BuildFailure("a record has its method " + name + " made at run time");
        };
    }

    private void equality(CodeBuilder code) {
        Label differs = code.newLabel();
        Label compared = code.newLabel();
        code.aload(0)
                .aload(1)
                .if_acmpne(compared)
                .iconst_1()
                .ireturn()
                .labelBinding(compared)
                .aload(1)
                .instanceOf(type)
                .ifeq(differs)
                .aload(1)
                .checkcast(type)
                .astore(2);
        for (RecordComponentInfo component : components) {
            ClassDesc of = component.descriptorSymbol();
            code.aload(0)
                    .getfield(type, component.name().stringValue(), of)
                    .aload(2)
                    .getfield(type, component.name().stringValue(), of);
            if (of.isPrimitive()) {
                code.invokestatic(Conversion.wrapper(of), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, of, of))
                        .ifne(differs);
            } else {
                code.invokestatic(OBJECTS, "equals", EQUAL_OBJECTS).ifeq(differs);
            }
        }
        code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
    }

    private void hash(CodeBuilder code) {
        code.iconst_0();
        for (RecordComponentInfo component : components) {
            ClassDesc of = component.descriptorSymbol();
            ClassDesc asked = of.isPrimitive() ? of : ConstantDescs.CD_Object;
            code.loadConstant(31)
                    .imul()
                    .aload(0)
                    .getfield(type, component.name().stringValue(), of)
                    .invokestatic(
                            of.isPrimitive() ? Conversion.wrapper(of) : OBJECTS,
                            "hashCode",
                            MethodTypeDesc.of(ConstantDescs.CD_int, asked))
                    .iadd();
        }
        code.ireturn();
    }

    private void text(CodeBuilder code) {
        code.new_(BUILDER).dup().invokespecial(BUILDER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
        String before = type.displayName().substring(type.displayName().lastIndexOf('$') + 1) + "[";
        for (RecordComponentInfo component : components) {
            ClassDesc of = component.descriptorSymbol();
            append(code.loadConstant(before + component.name() + "="), ConstantDescs.CD_String);
            append(code.aload(0).getfield(type, component.name().stringValue(), of), appended(of));
            before = ", ";
        }
        append(code.loadConstant(components.isEmpty() ? before + "]" : "]"), ConstantDescs.CD_String);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(ConstantDescs.CD_String))
                .areturn();
    }

    private static ClassDesc appended(ClassDesc of) {
        if (!of.isPrimitive()) {
            return ConstantDescs.CD_Object;
        }
        return of.equals(ConstantDescs.CD_byte) || of.equals(ConstantDescs.CD_short) ? ConstantDescs.CD_int : of;
    }

    private static void append(CodeBuilder code, ClassDesc of) {
        code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, of));
    }
}
