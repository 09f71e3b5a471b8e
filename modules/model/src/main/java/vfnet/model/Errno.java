// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The error numbers of sysfs and the PCI drivers (Linux 6.1, see drivers/pci/iov.c). Java reports only the C library's
 * text, so this is the one place that maps text to a name.
 */
public enum Errno {
    /** The caller lacks a capability for it. */
    EPERM("Operation not permitted"),
    /** It does not exist. */
    ENOENT("No such file or directory"),
    /** The process is gone. */
    ESRCH("No such process"),
    /** The device did not answer. */
    EIO("Input/output error"),
    /** There is no such device behind the name. */
    ENXIO("No such device or address"),
    /** Not possible now; a second try may succeed. */
    EAGAIN("Resource temporarily unavailable"),
    /** No memory, or no address space for VFs (drivers/pci/iov.c). */
    ENOMEM("Cannot allocate memory"),
    /** The file's mode forbids it. */
    EACCES("Permission denied"),
    /** It exists already. */
    EEXIST("File exists"),
    /** It is in use, or it must be emptied first. */
    EBUSY("Device or resource busy"),
    /** The device does not exist, or has no driver. */
    ENODEV("No such device"),
    /** A part of the path is not a directory. */
    ENOTDIR("Not a directory"),
    /** It is a directory. */
    EISDIR("Is a directory"),
    /** The kernel or a driver rejects the value. */
    EINVAL("Invalid argument"),
    /** The name is too long. */
    ENAMETOOLONG("File name too long"),
    /** The file would exceed the caller's limit (setrlimit(2), RLIMIT_FSIZE). */
    EFBIG("File too large"),
    /** The disk is full. */
    ENOSPC("No space left on device"),
    /** The file system is read-only. */
    EROFS("Read-only file system"),
    /** The reader has closed the pipe. */
    EPIPE("Broken pipe"),
    /** The number is larger than the device allows. */
    ERANGE("Numerical result out of range"),
    /** The kernel was built without this function. */
    ENOSYS("Function not implemented"),
    /** Symbolic links form a loop. */
    ELOOP("Too many levels of symbolic links"),
    /** The driver does not support it. */
    EOPNOTSUPP("Operation not supported"),
    /** The device did not answer in time. */
    ETIMEDOUT("Connection timed out"),
    /** The device's firmware refused, and the kernel's log has its reason (mlx5_cmd_exec). */
    EREMOTEIO("Remote I/O error"),
    /** The device's firmware gave an answer that its driver does not understand. */
    EPROTO("Protocol error"),
    /** The device's firmware found the request too long. */
    E2BIG("Argument list too long"),
    /** A signal interrupted the call. */
    EINTR("Interrupted system call");

    private static final Map<String, Errno> BY_NAME = new HashMap<>();

    static {
        for (Errno errno : values()) {
            BY_NAME.put(errno.name(), errno);
        }
    }

    private final String message;

    Errno(String message) {
        this.message = message;
    }

    /** {@return the C library's message} */
    public String message() {
        return message;
    }

    /**
     * Finds an error by its name.
     *
     * @param name such as {@code EINVAL}
     * @return empty when this set has no error of that name
     */
    public static Optional<Errno> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * {@return the error number of a failed file operation; empty when it is not in this set}
     *
     * @param failure of {@code java.nio.file}
     */
    public static Optional<Errno> of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return Optional.of(ENOENT);
        }
        if (failure instanceof FileAlreadyExistsException) {
            return Optional.of(EEXIST);
        }
        if (failure instanceof AccessDeniedException) {
            return Optional.of(EACCES);
        }
        if (failure instanceof NotDirectoryException) {
            return Optional.of(ENOTDIR);
        }
        return inMessage(
                failure instanceof FileSystemException other && other.getReason() != null
                        ? other.getReason()
                        : String.valueOf(failure.getMessage()));
    }

    /**
     * Finds the error that a message contains. Java adds text of its own to some messages. ENXIO's message begins with
     * ENODEV's, so it comes first.
     *
     * @param text a message of Java
     * @return empty when the text contains no message of this set
     */
    public static Optional<Errno> inMessage(String text) {
        for (Errno errno : values()) {
            if (text.contains(errno.message)) {
                return Optional.of(errno);
            }
        }
        return Optional.empty();
    }

    /** Message and name, for people: {@code Invalid argument (EINVAL)}. */
    @Override
    public String toString() {
        return message + " (" + name() + ")";
    }
}
