// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.kernel;

import java.nio.file.Path;

/**
 * A value for a kernel attribute.
 *
 * @param attribute the file, one that {@link vfnet.system.Sysroot} names
 * @param value what to write, without a newline
 */
public record AttributeWrite(Path attribute, String value) {}
