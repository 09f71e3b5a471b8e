package vfnet.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/**
 * What a start loads: neither the parser of command lines nor the writer of the configuration, where nobody needs them;
 * and no BigDecimal, whose class computes for 20 ms before it can be used.
 */
class StartUpTest {

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json", "boot --dry-run", "apply enp1s0f0 --dry-run", "diff"})
    void nothingThatCostsTime(String words, @TempDir Path folder) throws IOException {
        Path machine = folder.resolve("machine");
        assertEquals(0, Image.shell(Image.HOME, "\"$VFNET\" capture --unpack \"$X550\" " + machine).status());
        Files.createDirectories(machine.resolve("etc/vfnet"));
        Files.copy(Path.of("jlink/training-config.json"), machine.resolve("etc/vfnet/config.json"), StandardCopyOption.REPLACE_EXISTING);
        Path log = folder.resolve("classes.log");
        Outcome outcome = Image.run(Map.of(), "sh", "-c", Image.HOME + "/bin/java -Xlog:class+load,class+init:file=" + log
                + " -m vfnet.cli/vfnet.cli.Main --sysroot " + machine + " " + words);
        assertTrue(outcome.status() == 0 || outcome.status() == 6, outcome.toString());
        List<String> unwanted = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" picocli.") || line.contains("jackson.databind")
                        || line.contains("Initializing 'java/math/BigDecimal'")).limit(3).toList();
        assertEquals(List.of(), unwanted);
        String all = Files.readString(log);
        assertTrue(all.contains("vfnet.persistence.PortSearch"), "what is saved is looked at");
        assertTrue(all.contains("Initializing 'java/math/BigInteger'"), "the log tells of initializations");
    }
}
