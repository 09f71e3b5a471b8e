package vfnet.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import vfnet.machine.MachineFormatException;
import vfnet.model.Errno;

/** A failed file operation in a person's words: Java's own message is often the file's name alone. */
final class FileFailure {
    private FileFailure() {}

    static String words(Exception failure) {
        return switch (failure) {
            case MachineFormatException wrong -> wrong.getMessage();
            case DirectoryNotEmptyException full -> "the folder is not empty";
            case IOException io -> Errno.of(io).map(Errno::message).orElseGet(io::toString);
            default -> String.valueOf(failure.getMessage());
        };
    }
}
