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
 * The error numbers that sysfs and the PCI drivers answer with (Linux 6.1, see drivers/pci/iov.c). Java reports them as
 * the C library's text and nothing else, so this is the one place that maps text to name.
 */
public enum Errno {
    /** The kernel allows it to nobody like this caller. */
    EPERM("Operation not permitted"),
    /** It does not exist. */
    ENOENT("No such file or directory"),
    /** The process is gone. */
    ESRCH("No such process"),
    /** The device did not answer. */
    EIO("Input/output error"),
    /** There is no such device behind the name. */
    ENXIO("No such device or address"),
    /** Not now; a second try may succeed. */
    EAGAIN("Resource temporarily unavailable"),
    /** No memory, or no address space for VFs (drivers/pci/iov.c). */
    ENOMEM("Cannot allocate memory"),
    /** The file's mode forbids it. */
    EACCES("Permission denied"),
    /** It exists already. */
    EEXIST("File exists"),
    /** Somebody holds it, or it must be emptied first. */
    EBUSY("Device or resource busy"),
    /** The device is not there, or not driven. */
    ENODEV("No such device"),
    /** Something in the path is no directory. */
    ENOTDIR("Not a directory"),
    /** It is a directory. */
    EISDIR("Is a directory"),
    /** The kernel or a driver makes no sense of it. */
    EINVAL("Invalid argument"),
    /** The name is too long. */
    ENAMETOOLONG("File name too long"),
    /** It would be larger than the caller's limit allows (setrlimit(2), RLIMIT_FSIZE). */
    EFBIG("File too large"),
    /** The disk is full. */
    ENOSPC("No space left on device"),
    /** The file system is read-only. */
    EROFS("Read-only file system"),
    /** Nobody reads any more. */
    EPIPE("Broken pipe"),
    /** The number is larger than the device allows. */
    ERANGE("Numerical result out of range"),
    /** The kernel was built without it. */
    ENOSYS("Function not implemented"),
    /** Symbolic links lead in a circle. */
    ELOOP("Too many levels of symbolic links"),
    /** The driver does not do that. */
    EOPNOTSUPP("Operation not supported"),
    /** The device took too long. */
    ETIMEDOUT("Connection timed out"),
    /** The device's firmware refused, and its reason stands in the kernel's log (mlx5_cmd_exec). */
    EREMOTEIO("Remote I/O error"),
    /** The device's firmware answered what its driver does not understand. */
    EPROTO("Protocol error"),
    /** The device's firmware found the request too long. */
    E2BIG("Argument list too long"),
    /** A signal came first. */
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

    /** {@return the C library's words for it} */
    public String message() {
        return message;
    }

    /**
     * The error of a name.
     *
     * @param name such as {@code EINVAL}
     * @return empty when no error of this set is called so
     */
    public static Optional<Errno> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * {@return the error number behind a failed file operation; empty when it is none of this set}
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
     * The error that a message speaks of. Java adds words of its own to some messages. ENXIO's message begins with
     * ENODEV's, so it comes first.
     *
     * @param text a message of Java
     * @return empty when the text has no message of this set in it
     */
    public static Optional<Errno> inMessage(String text) {
        for (Errno errno : values()) {
            if (text.contains(errno.message)) {
                return Optional.of(errno);
            }
        }
        return Optional.empty();
    }

    /** Both forms, for people: {@code Invalid argument (EINVAL)}. */
    @Override
    public String toString() {
        return message + " (" + name() + ")";
    }
}
