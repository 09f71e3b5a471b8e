// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.manifest;

/** One thing that an installation put on the machine, or took from it. */
public sealed interface Entry {

    /** What the machine calls its place. */
    String path();

    /** @param hash SHA-256 of its bytes, in hexadecimal */
    record File(String path, String hash) implements Entry {}

    /** A file that was made there, so that nobody knows its bytes beforehand; perhaps it could not be made. */
    record Generated(String path) implements Entry {}

    /** A symbolic link. */
    record Link(String path, String target) implements Entry {}

    /** A folder that was not there before. */
    record Folder(String path) implements Entry {}

    /** A link that started the predecessor's service, taken away. */
    record Disabled(String path, String target) implements Entry {}
}
