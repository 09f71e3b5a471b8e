// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/**
 * A lambda or a method reference, by what its call site tells java.lang.invoke.LambdaMetafactory.
 *
 * @param captured the types of the values that it captures
 * @param type the interface that it implements
 * @param method the interface's method
 * @param erased that method's type
 * @param precise the same, as this lambda has it
 * @param body what is called
 */
record Lambda(
        MethodTypeDesc captured,
        ClassDesc type,
        String method,
        MethodTypeDesc erased,
        MethodTypeDesc precise,
        DirectMethodHandleDesc body) {
    private static final ClassDesc FACTORY = ClassDesc.of("java.lang.invoke.LambdaMetafactory");

    /** Empty for anything else, and for one that is serializable or implements several interfaces. */
    static Optional<Lambda> of(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call
                        && call.bootstrapMethod().owner().equals(FACTORY)
                        && call.bootstrapMethod().methodName().equals("metafactory")
                ? Optional.of(new Lambda(
                        call.typeSymbol(),
                        call.typeSymbol().returnType(),
                        call.name().stringValue(),
                        (MethodTypeDesc) call.bootstrapArgs().get(0),
                        (MethodTypeDesc) call.bootstrapArgs().get(2),
                        (DirectMethodHandleDesc) call.bootstrapArgs().get(1)))
                : Optional.empty();
    }

    Lambda with(DirectMethodHandleDesc other) {
        return new Lambda(captured, type, method, erased, precise, other);
    }
}
