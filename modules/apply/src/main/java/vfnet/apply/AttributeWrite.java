package vfnet.apply;

import java.nio.file.Path;

/**
 * A value for a kernel attribute.
 *
 * @param attribute the file, a place that {@link vfnet.model.Sysroot} names
 * @param value     what to write, without a newline
 */
public record AttributeWrite(Path attribute, String value) {}
