// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which lambdas share a class. */
final class LambdaGroups {
    /** So many that classes are few, and so few that compiling the method of one takes no longer than it saves. */
    private static final int MOST = 16;

    private final Map<Kind, LambdaGroup> open = new HashMap<>();
    private final Map<ClassDesc, List<LambdaGroup>> beside = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private record Kind(String inPackage, ClassDesc type, String method, MethodTypeDesc erased, int captured) {}

    /** The method that makes it, of a group beside the class that uses it. */
    LambdaGroup.Factory add(Lambda lambda, ClassModel user) {
        String inPackage = user.thisClass().asSymbol().packageName();
        Kind kind = new Kind(
                inPackage,
                lambda.type(),
                lambda.method(),
                lambda.erased(),
                lambda.captured().parameterCount());
        LambdaGroup group = open.get(kind);
        if (group == null || group.size() == MOST) {
            group = new LambdaGroup(
                    ClassDesc.of(inPackage, "Lambdas" + numbers.merge(inPackage, 1, Integer::sum)), lambda);
            open.put(kind, group);
            beside.computeIfAbsent(user.thisClass().asSymbol(), none -> new ArrayList<>())
                    .add(group);
        }
        return group.add(lambda);
    }

    /** The groups that were begun for a class. */
    List<LambdaGroup> beside(ClassModel user) {
        return beside.getOrDefault(user.thisClass().asSymbol(), List.of());
    }
}
