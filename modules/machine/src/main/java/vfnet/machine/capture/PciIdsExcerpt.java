// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import vfnet.system.HostPaths;
import vfnet.system.Sysroot;
import vfnet.system.SysrootFiles;

/** The lines of {@code pci.ids} that name the captured functions. */
final class PciIdsExcerpt {
    /** The file has 1.4 MB today. */
    private static final int MAX_BYTES = 16 << 20;

    private final Recorder recorder;

    PciIdsExcerpt(Recorder recorder) {
        this.recorder = recorder;
    }

    /** @param ids vendor and device as {@code 8086:1563} */
    void capture(Sysroot sysroot, Set<String> ids) {
        for (Path place : List.of(new HostPaths(sysroot).pciIdsOfDebian(), new HostPaths(sysroot).pciIdsOfHwdata())) {
            try (BufferedReader lines = new BufferedReader(new StringReader(
                    new String(SysrootFiles.read(sysroot, place, MAX_BYTES), StandardCharsets.UTF_8)))) {
                recorder.file(place, excerpt(lines, ids).getBytes(StandardCharsets.UTF_8));
                return;
            } catch (IOException e) {
                // Not here, or not readable: the next place.
            }
        }
    }

    private static String excerpt(BufferedReader lines, Set<String> ids) throws IOException {
        StringBuilder excerpt = new StringBuilder();
        String vendor = "";
        for (String line = lines.readLine(); line != null && !line.startsWith("C "); line = lines.readLine()) {
            String start = line.length() < 5 ? "" : line.substring(0, 4);
            if (line.startsWith("\t")
                    && !line.startsWith("\t\t")
                    && line.length() > 5
                    && ids.contains(vendor + ":" + line.substring(1, 5))) {
                excerpt.append(line).append('\n');
            } else if (!line.startsWith("\t") && ids.stream().anyMatch(id -> id.startsWith(start + ":"))) {
                vendor = start;
                excerpt.append(line).append('\n');
            } else if (!line.startsWith("\t") && !line.startsWith("#")) {
                vendor = start;
            }
        }
        return excerpt.toString();
    }
}
