// SPDX-License-Identifier: LGPL-3.0-or-later
package image;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;

/** What a changed class needs to know of others: their class hierarchy, for its stack maps. */
final class ClassHierarchy {
    private ClassHierarchy() {}

    /** From the class files of the loader; no class is loaded. */
    static ClassFile.Option of(ClassLoader classes) {
        return ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes).orElse(ClassHierarchyResolver.defaultResolver()));
    }
}
