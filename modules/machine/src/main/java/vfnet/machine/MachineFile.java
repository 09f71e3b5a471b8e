package vfnet.machine;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine in one text file. */
public final class MachineFile {
    private static final long MOST_BYTES = 256L << 20;

    private MachineFile() {}

    /**
     * {@return the machine that is written in a file}
     *
     * @param file the file
     * @throws MachineFormatException when the text is no captured machine; the message names the line
     * @throws IOException            when the file cannot be read
     */
    public static CapturedMachine read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new MachineFormatException("no captured machine: larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        try {
            return MachineParser.parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new MachineFormatException("no captured machine: it is not UTF-8 text");
        }
    }

    /**
     * {@return the machine as text, for a file}
     *
     * @param machine the machine
     */
    public static String text(CapturedMachine machine) {
        return MachineWriter.write(machine);
    }
}
