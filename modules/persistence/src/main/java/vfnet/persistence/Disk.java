package vfnet.persistence;

import java.io.IOException;
import java.nio.file.Path;

/** The file operations that a save is made of, one by one: after each of them the power may fail. */
interface Disk {

    /** Makes a directory and those above it, each mode 0755. */
    void makeDirectories(Path directory) throws IOException;

    /** Makes a file, mode 0644, in place of any that is there, and writes into it. */
    void write(Path file, byte[] content) throws IOException;

    /** Returns once a file's content is on the disk. */
    void force(Path file) throws IOException;

    /** Puts a file in the place of another, whole: whoever looks sees the one or the other. */
    void replace(Path from, Path to) throws IOException;

    /** Returns once a directory's entries are on the disk. */
    void forceDirectory(Path directory) throws IOException;

    void deleteIfExists(Path file) throws IOException;
}
