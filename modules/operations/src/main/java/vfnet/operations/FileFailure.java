// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import vfnet.machine.MachineFormatException;
import vfnet.model.Errno;

/** Describes a failed file operation: Java's own message is often the file's name alone. */
public final class FileFailure {
    private FileFailure() {}

    /**
     * {@return whether the caller lacks the permission, which root may have}
     *
     * @param failure what a file operation threw
     */
    public static boolean isNotPermitted(IOException failure) {
        return Errno.of(failure)
                .filter(errno -> errno == Errno.EACCES || errno == Errno.EPERM)
                .isPresent();
    }

    /**
     * {@return the cause for people, without the file's name where the kernel gave an error number}
     *
     * @param failure what a file operation threw
     */
    public static String message(Exception failure) {
        return switch (failure) {
            case MachineFormatException wrong -> String.valueOf(wrong.getMessage());
            case DirectoryNotEmptyException full -> "the folder is not empty";
            case FileSystemException other
            when other.getReason() != null ->
                Errno.of(other).map(Errno::message).orElse(String.valueOf(other.getReason()));
            case IOException io -> Errno.of(io).map(Errno::message).orElseGet(io::toString);
            default -> String.valueOf(failure.getMessage());
        };
    }
}
