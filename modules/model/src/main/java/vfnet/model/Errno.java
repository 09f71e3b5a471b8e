package vfnet.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/**
 * The error numbers that sysfs and the PCI drivers answer with (Linux 6.1, see drivers/pci/iov.c). Java reports them as
 * the C library's text and nothing else, so this is the one place that maps text to name.
 */
public enum Errno {
    EPERM("Operation not permitted"),
    ENOENT("No such file or directory"),
    ESRCH("No such process"),
    EIO("Input/output error"),
    ENXIO("No such device or address"),
    EAGAIN("Resource temporarily unavailable"),
    ENOMEM("Cannot allocate memory"),
    EACCES("Permission denied"),
    EEXIST("File exists"),
    EBUSY("Device or resource busy"),
    ENODEV("No such device"),
    ENOTDIR("Not a directory"),
    EISDIR("Is a directory"),
    EINVAL("Invalid argument"),
    ENAMETOOLONG("File name too long"),
    ENOSPC("No space left on device"),
    EROFS("Read-only file system"),
    EPIPE("Broken pipe"),
    ERANGE("Numerical result out of range"),
    ENOSYS("Function not implemented"),
    ELOOP("Too many levels of symbolic links"),
    EOPNOTSUPP("Operation not supported"),
    ETIMEDOUT("Connection timed out");

    private final String message;

    Errno(String message) {
        this.message = message;
    }

    /** The C library's words for it. */
    public String message() {
        return message;
    }

    /** @return empty when no error of this set is called {@code name}, such as {@code EINVAL} */
    public static Optional<Errno> named(String name) {
        for (Errno errno : values()) {
            if (errno.name().equals(name)) {
                return Optional.of(errno);
            }
        }
        return Optional.empty();
    }

    /** The error number behind a failed file operation; empty when it is none of this set. */
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
        return inMessage(failure instanceof FileSystemException other && other.getReason() != null
                ? other.getReason() : String.valueOf(failure.getMessage()));
    }

    /**
     * Java adds words of its own to some messages. ENXIO's message begins with ENODEV's, so it comes first.
     *
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
