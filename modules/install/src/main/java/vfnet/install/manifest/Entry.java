// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.manifest;

/** One thing that an installation created or removed. */
public sealed interface Entry {

    /** Its path on the machine. */
    String path();

    /** @param hash SHA-256 of its bytes, in hexadecimal */
    record File(String path, String hash) implements Entry {}

    /** A file that was made there, so that nobody knows its bytes beforehand; perhaps it could not be made. */
    record Generated(String path) implements Entry {}

    /** A symbolic link. */
    record Link(String path, String target) implements Entry {}

    /** A folder that did not exist before. */
    record Folder(String path) implements Entry {}

    /** A link that started the service of the Python tool, and was removed. */
    record Disabled(String path, String target) implements Entry {}
}
