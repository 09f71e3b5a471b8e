// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/** Makes a value of one type one of another, as java.lang.invoke.LambdaMetafactory does with arguments and results. */
final class Conversion {
    private static final Map<ClassDesc, ClassDesc> WRAPPERS = Map.of(
            ConstantDescs.CD_boolean,
            ConstantDescs.CD_Boolean,
            ConstantDescs.CD_byte,
            ConstantDescs.CD_Byte,
            ConstantDescs.CD_char,
            ConstantDescs.CD_Character,
            ConstantDescs.CD_short,
            ConstantDescs.CD_Short,
            ConstantDescs.CD_int,
            ConstantDescs.CD_Integer,
            ConstantDescs.CD_long,
            ConstantDescs.CD_Long,
            ConstantDescs.CD_float,
            ConstantDescs.CD_Float,
            ConstantDescs.CD_double,
            ConstantDescs.CD_Double);

    private Conversion() {}

    /** The class of objects that hold a primitive value. */
    static ClassDesc wrapper(ClassDesc primitive) {
        return WRAPPERS.get(primitive);
    }

    /**
     * @param precise what it is known to be where {@code from} is only a superclass: the wrapper of a primitive value
     */
    static void convert(CodeBuilder code, ClassDesc from, ClassDesc precise, ClassDesc to) {
        if (from.isPrimitive()) {
            if (to.isPrimitive()) {
                code.conversion(TypeKind.from(from), TypeKind.from(to));
            } else {
                ClassDesc boxed = wrapper(from);
                code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, from));
            }
        } else if (to.isPrimitive()) {
            ClassDesc held = held(WRAPPERS.containsValue(from) ? from : precise, to);
            ClassDesc boxed = wrapper(held);
            code.checkcast(boxed).invokevirtual(boxed, held.displayName() + "Value", MethodTypeDesc.of(held));
            code.conversion(TypeKind.from(held), TypeKind.from(to));
        } else if (!to.equals(from) && !to.equals(ConstantDescs.CD_Object)) {
            code.checkcast(to);
        }
    }

    private static ClassDesc held(ClassDesc known, ClassDesc otherwise) {
        return WRAPPERS.entrySet().stream()
                .filter(entry ->
                        entry.getValue().equals(known) || entry.getKey().equals(known))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(otherwise);
    }
}
