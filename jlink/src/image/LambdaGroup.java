// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One class for several lambdas, whose objects hold which of them they are, and what it has captured. */
final class LambdaGroup {
    private static final String WHICH = "which";

    private final ClassDesc type;
    private final Lambda first;
    private final MethodTypeDesc constructor;
    private final List<Lambda> lambdas = new ArrayList<>();

    /** The static method that makes an object of this group for one lambda. */
    record Factory(ClassDesc group, String name) {}

    LambdaGroup(ClassDesc type, Lambda first) {
        this.type = type;
        this.first = first;
        constructor = MethodTypeDesc.of(
                        ConstantDescs.CD_void,
                        Collections.nCopies(first.captured().parameterCount(), ConstantDescs.CD_Object))
                .insertParameterTypes(0, ConstantDescs.CD_int);
    }

    ClassDesc type() {
        return type;
    }

    int size() {
        return lambdas.size();
    }

    Factory add(Lambda lambda) {
        lambdas.add(lambda);
        return new Factory(type, factoryName(lambdas.size() - 1));
    }

    private static String factoryName(int which) {
        return "of" + which;
    }

    private static String value(int captured) {
        return "value" + captured;
    }

    byte[] build(ClassFile format) {
        return format.build(type, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_SUPER)
                    .withInterfaceSymbols(first.type())
                    .withField(WHICH, ConstantDescs.CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            for (int i = 0; i < first.captured().parameterCount(); i++) {
                builder.withField(value(i), ConstantDescs.CD_Object, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            }
            builder.withMethodBody(ConstantDescs.INIT_NAME, constructor, ClassFile.ACC_PRIVATE, this::construct);
            for (int which = 0; which < lambdas.size(); which++) {
                factory(builder, which);
            }
            builder.withMethodBody(first.method(), first.erased(), ClassFile.ACC_PUBLIC, this::choose);
        });
    }

    private void construct(CodeBuilder code) {
        code.aload(0)
                .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .aload(0)
                .iload(1)
                .putfield(type, WHICH, ConstantDescs.CD_int);
        for (int i = 0; i < first.captured().parameterCount(); i++) {
            code.aload(0).aload(i + 2).putfield(type, value(i), ConstantDescs.CD_Object);
        }
        code.return_();
    }

    private void factory(ClassBuilder builder, int which) {
        MethodTypeDesc captured = lambdas.get(which).captured();
        builder.withMethodBody(factoryName(which), captured, ClassFile.ACC_STATIC, code -> {
            code.new_(type).dup().loadConstant(which);
            for (int i = 0; i < captured.parameterCount(); i++) {
                ClassDesc of = captured.parameterType(i);
                code.loadLocal(TypeKind.from(of), code.parameterSlot(i));
                Conversion.convert(code, of, of, ConstantDescs.CD_Object);
            }
            code.invokespecial(type, ConstantDescs.INIT_NAME, constructor).areturn();
        });
    }

    private void choose(CodeBuilder code) {
        if (lambdas.size() == 1) {
            call(code, lambdas.getFirst());
            return;
        }
        List<SwitchCase> cases = new ArrayList<>();
        for (int which = 0; which < lambdas.size() - 1; which++) {
            cases.add(SwitchCase.of(which, code.newLabel()));
        }
        Label last = code.newLabel();
        code.aload(0).getfield(type, WHICH, ConstantDescs.CD_int).tableswitch(last, cases);
        for (int which = 0; which < lambdas.size(); which++) {
            code.labelBinding(which < cases.size() ? cases.get(which).target() : last);
            call(code, lambdas.get(which));
        }
    }

    private void call(CodeBuilder code, Lambda lambda) {
        DirectMethodHandleDesc body = lambda.body();
        boolean isConstructor = body.kind() == Kind.CONSTRUCTOR;
        if (isConstructor) {
            code.new_(body.owner()).dup();
        }
        MethodTypeDesc called = body.invocationType();
        int captured = lambda.captured().parameterCount();
        for (int i = 0; i < captured; i++) {
            ClassDesc of = lambda.captured().parameterType(i);
            code.aload(0).getfield(type, value(i), ConstantDescs.CD_Object);
            Conversion.convert(code, ConstantDescs.CD_Object, of, called.parameterType(i));
        }
        for (int i = 0; i < lambda.erased().parameterCount(); i++) {
            ClassDesc of = lambda.erased().parameterType(i);
            code.loadLocal(TypeKind.from(of), code.parameterSlot(i));
            Conversion.convert(code, of, lambda.precise().parameterType(i), called.parameterType(captured + i));
        }
        invoke(code, body);
        ClassDesc result = lambda.erased().returnType();
        if (result.equals(ConstantDescs.CD_void)) {
            discard(code, called.returnType());
        } else {
            Conversion.convert(code, called.returnType(), lambda.precise().returnType(), result);
        }
        code.return_(TypeKind.from(result));
    }

    private static void invoke(CodeBuilder code, DirectMethodHandleDesc body) {
        MethodTypeDesc named = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
        switch (body.kind()) {
            case STATIC -> code.invokestatic(body.owner(), body.methodName(), named);
            case INTERFACE_STATIC -> code.invokestatic(body.owner(), body.methodName(), named, true);
            case VIRTUAL -> code.invokevirtual(body.owner(), body.methodName(), named);
            case INTERFACE_VIRTUAL -> code.invokeinterface(body.owner(), body.methodName(), named);
            case CONSTRUCTOR -> code.invokespecial(body.owner(), ConstantDescs.INIT_NAME, named);
            default -> throw new BuildFailure("a lambda calls its body by " + body.kind());
        }
    }

    private static void discard(CodeBuilder code, ClassDesc result) {
        switch (TypeKind.from(result).slotSize()) {
            case 0 -> {}
            case 1 -> code.pop();
            default -> code.pop2();
        }
    }
}
