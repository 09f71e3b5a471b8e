// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.suite.Cli;
import vfnet.suite.Machines;

/** {@code vfnet tree --svg} in a browser: what the picture shows, read from its pixels. */
@Tag("slow")
class TreePictureTest {
    /** Enlarged, so that the text can be read by tesseract. */
    private static final int SCALE = 3;

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static int size(String svg, String attribute) {
        Matcher found =
                Pattern.compile("<svg [^>]*" + attribute + "=\"([0-9]+)\"").matcher(svg);
        assertTrue(found.find(), svg);
        return Integer.parseInt(found.group(1));
    }

    @Test
    void aBrowserDrawsEveryVfAndWhoUsesIt(@TempDir Path folder) throws IOException, InterruptedException {
        Path picture = folder.resolve("card.svg");
        Path pixels = folder.resolve("card.png");
        Cli.on(Machines.shipped("in-use"), "tree", "--svg", picture.toString());
        String svg = Files.readString(picture);
        output(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"),
                "--force-device-scale-factor=" + SCALE,
                "--window-size=" + size(svg, "width") + "," + size(svg, "height"),
                "--screenshot=" + pixels,
                picture.toUri().toString()));
        BufferedImage drawn = ImageIO.read(pixels.toFile());
        assertEquals(SCALE * size(svg, "width"), drawn.getWidth());
        assertEquals(SCALE * size(svg, "height"), drawn.getHeight());
        // Sparse text: the boxes are no columns of a page.
        String read = alike(output(List.of("tesseract", pixels.toString(), "-", "--psm", "11")));
        for (String expected : List.of("X550", "enp1s0f0", "vmbr0", "opnsense", "win11", "free", "in use", "VLAN")) {
            assertTrue(read.contains(alike(expected)), "no '" + expected + "' in " + read);
        }
    }

    /** Letters and digits of one shape, such as 0 and o, are one. */
    private static String alike(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('o', '0')
                .replaceAll("[il|]", "1")
                .replace('s', '5');
    }
}
