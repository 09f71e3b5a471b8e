// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods that lambdas call, which another class of their package must be able to call. */
final class LambdaBodies {
    private final Map<ClassDesc, ClassModel> classes = new HashMap<>();
    private final Set<ClassDesc> extended = new HashSet<>();

    /** How many classes have a method of this name and type. */
    private final Map<String, Integer> declared = new HashMap<>();

    private final Map<Key, Visible> opened = new HashMap<>();

    private record Key(ClassDesc owner, String name, MethodTypeDesc type) {}

    /** A method's name and flags from now on. */
    record Visible(String name, int flags) {}

    LambdaBodies(Collection<ClassModel> own) {
        for (ClassModel model : own) {
            classes.put(model.thisClass().asSymbol(), model);
            model.superclass().map(ClassEntry::asSymbol).ifPresent(extended::add);
            model.methods().forEach(method -> declared.merge(signature(method), 1, Integer::sum));
        }
    }

    boolean isAnyOpened(ClassModel model) {
        return opened.keySet().stream()
                .anyMatch(key -> key.owner().equals(model.thisClass().asSymbol()));
    }

    Visible visible(ClassModel model, MethodModel method) {
        return opened.getOrDefault(
                new Key(model.thisClass().asSymbol(), method.methodName().stringValue(), method.methodTypeSymbol()),
                new Visible(method.methodName().stringValue(), method.flags().flagsMask()));
    }

    /** How the body is called from the package of its class; empty where only the class itself may. */
    Optional<DirectMethodHandleDesc> opened(Lambda lambda, ClassModel where) {
        DirectMethodHandleDesc body = lambda.body();
        Optional<ClassModel> owner = Optional.ofNullable(classes.get(body.owner()));
        Optional<MethodModel> method = owner.flatMap(model -> method(model, body));
        if (method.isPresent() && method.get().flags().has(AccessFlag.PRIVATE)) {
            return open(body, owner.get(), method.get());
        }
        boolean isNear =
                body.owner().packageName().equals(where.thisClass().asSymbol().packageName());
        boolean isVisible = method.isEmpty() || method.get().flags().has(AccessFlag.PUBLIC) || isNear;
        return isVisible && !isSpecial(body) ? Optional.of(body) : Optional.empty();
    }

    /** Empty where it is inherited. */
    private static Optional<MethodModel> method(ClassModel owner, DirectMethodHandleDesc body) {
        return owner.methods().stream()
                .filter(one -> one.methodName().stringValue().equals(body.methodName())
                        && one.methodType().stringValue().equals(body.lookupDescriptor()))
                .findFirst();
    }

    private boolean mayBeOverridden(ClassDesc owner, MethodModel method) {
        return extended.contains(owner) && declared.get(signature(method)) > 1;
    }

    private static String signature(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private static boolean isSpecial(DirectMethodHandleDesc body) {
        return body.kind() == Kind.SPECIAL || body.kind() == Kind.INTERFACE_SPECIAL;
    }

    /**
     * Without {@code private} an instance method is inherited: a lambda's gets a name that no other class has, and one
     * that a class might override, because some other has one of this name and type, stays as it is.
     */
    private Optional<DirectMethodHandleDesc> open(DirectMethodHandleDesc body, ClassModel owner, MethodModel method) {
        boolean isInterface = owner.flags().has(AccessFlag.INTERFACE);
        boolean isLambda =
                body.methodName().startsWith("lambda$") && method.flags().has(AccessFlag.SYNTHETIC);
        boolean isInherited = !method.flags().has(AccessFlag.STATIC) && body.kind() != Kind.CONSTRUCTOR;
        if (isInherited && !isLambda && (isInterface || mayBeOverridden(body.owner(), method))) {
            return Optional.empty();
        }
        String name =
                isInherited && isLambda ? body.owner().displayName() + "$" + body.methodName() : body.methodName();
        int flags = method.flags().flagsMask() & ~ClassFile.ACC_PRIVATE | (isInterface ? ClassFile.ACC_PUBLIC : 0);
        opened.put(new Key(body.owner(), body.methodName(), method.methodTypeSymbol()), new Visible(name, flags));
        return Optional.of(
                body.kind() == Kind.CONSTRUCTOR
                        ? body
                        : MethodHandleDesc.ofMethod(
                                kind(isInterface, isInherited), body.owner(), name, method.methodTypeSymbol()));
    }

    private static Kind kind(boolean isInterface, boolean ofInstance) {
        if (isInterface) {
            return ofInstance ? Kind.INTERFACE_VIRTUAL : Kind.INTERFACE_STATIC;
        }
        return ofInstance ? Kind.VIRTUAL : Kind.STATIC;
    }
}
