// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;

/** What a changed class needs to know of others: how they descend from each other, for its stack maps. */
final class ClassHierarchy {
    private ClassHierarchy() {}

    /** As the loader's class files have it; none is loaded. */
    static ClassFile.Option of(ClassLoader classes) {
        return ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes).orElse(ClassHierarchyResolver.defaultResolver()));
    }
}
