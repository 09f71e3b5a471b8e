// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import vfnet.system.RegularFile;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/** A machine in one text file. */
public final class MachineFile {
    private static final int MAX_BYTES = 256 << 20;
    private static final char REPLACEMENT = '\uFFFD';

    private MachineFile() {}

    /**
     * {@return the machine in a file}
     *
     * @param file the file
     * @throws MachineFormatException when the text is not a snapshot; the message names the line
     * @throws IOException when the file cannot be read
     */
    public static CapturedMachine read(Path file) throws IOException {
        return parse(RegularFile.read(file, MAX_BYTES));
    }

    /** The same from a machine's folder, out of which no link leads. */
    static CapturedMachine read(Sysroot sysroot, Path file) throws IOException {
        return parse(SysrootFiles.read(sysroot, file, MAX_BYTES));
    }

    private static CapturedMachine parse(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // What Java puts in the place of bytes that are not UTF-8 may be in the text itself, too.
        if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new MachineFormatException("not a snapshot: it is not UTF-8 text");
        }
        return MachineParser.parse(text);
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
