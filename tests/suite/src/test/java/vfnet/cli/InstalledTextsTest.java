// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vfnet.cli.shell.InstalledTexts;
import vfnet.cli.syntax.CommandSpec;
import vfnet.cli.syntax.CommandSpecs;
import vfnet.cli.syntax.Options;
import vfnet.conventions.Image;
import vfnet.install.Layout;
import vfnet.install.Prefix;
import vfnet.install.plan.Artifact;
import vfnet.suite.Outcome;
import vfnet.system.Sysroot;

/** The shells' completions, read by real shells. */
@Tag("slow")
class InstalledTextsTest {
    @TempDir
    private static Path folder;

    private static Layout layout;
    private static Path bash;

    @BeforeAll
    static void write() throws IOException {
        layout = new Layout(new Sysroot(folder), Prefix.USR_LOCAL);
        for (Artifact text : InstalledTexts.of(layout)) {
            Files.createDirectories(text.path().getParent());
            Files.writeString(text.path(), text.text());
        }
        bash = layout.bashCompletion();
    }

    static List<String> commands() {
        return CommandSpecs.ALL.stream().map(CommandSpec::name).toList();
    }

    private static Outcome run(String... command) {
        return Image.run(Map.of("LC_ALL", "C.UTF-8"), command);
    }

    @Test
    void theShellsUnderstandTheirScripts() {
        for (List<String> check : List.of(
                List.of("bash", "-n", bash.toString()),
                List.of("zsh", "-n", layout.zshCompletion().toString()),
                List.of("fish", "--no-execute", layout.fishCompletion().toString()))) {
            Outcome outcome = run(check.toArray(String[]::new));
            assertEquals("", outcome.out() + outcome.err());
            assertEquals(0, outcome.status());
        }
    }

    /** Below /usr and /usr/local, in a session without a desktop, as root's over SSH is. */
    @Test
    void theShellsLookWhereTheirScriptsAre() {
        List<String> fish = run("env", "-i", "HOME=" + folder, "fish", "-c", "string join \\n $fish_complete_path")
                .out()
                .lines()
                .toList();
        List<String> zsh = run("env", "-i", "zsh", "-f", "-c", "print -l $fpath")
                .out()
                .lines()
                .toList();
        for (Prefix prefix : List.of(Prefix.USR, Prefix.USR_LOCAL)) {
            Layout live = new Layout(Sysroot.live(), prefix);
            assertTrue(fish.contains(live.fishCompletion().getParent().toString()), prefix + " and " + fish);
            assertTrue(zsh.contains(live.zshCompletion().getParent().toString()), prefix + " and " + zsh);
        }
    }

    /** What bash's function offers for the last of these words; a comma stands for a blank. */
    private static Set<String> offered(String words) {
        Outcome outcome = Image.run(Map.of("SCRIPT", bash.toString(), "WORDS", words), "bash", "--norc", "-c", """
                source "$SCRIPT"; IFS=, read -ra COMP_WORDS <<< "$WORDS,"; [[ $WORDS != *, ]] || COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _vfnet; printf '%s\\n' "${COMPREPLY[@]}"
                """);
        assertEquals("", outcome.err(), outcome.toString());
        return outcome.out().lines().filter(line -> !line.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Stream<CommandSpec.Option> options) {
        return options.flatMap(option -> option.names().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void bashOffersEveryOptionOfACommandAndNoOther(String command) {
        CommandSpec syntax = CommandSpecs.named(command).orElseThrow();
        assertEquals(
                names(Stream.concat(syntax.options().stream(), Options.GLOBAL_OPTIONS.stream())),
                offered("vfnet," + command + ",-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "vfnet,unin; uninstall",
                "vfnet,--debug,ca; capture",
                "vfnet,--sysroot,list,lis; list",
                "vfnet,set,--driver,v; vfio-pci",
                "vfnet,set,--driver,=,a; auto",
                "vfnet,set,eth0,4,--dri; --driver",
                "vfnet,list,-o,mac; mac_address",
                "vfnet,capture,READ; README.md",
                "vfnet,--sysroot,READ; README.md",
                "vfnet,install,--root,READ; README.md",
                "vfnet,--columns,x,--wi; --wide"
            })
    void bashOffersTheOneThatFits(String words, String expected) {
        assertEquals(Set.of(expected), offered(words));
    }

    /** Ports, VFs, and labels of the saved configuration that VFNET_CONFIG names. */
    @Test
    void bashOffersWhatIsOnTheMachine(@TempDir Path folder) throws IOException {
        Path saved = Files.writeString(
                folder.resolve("config.json"),
                Files.readString(Path.of("tests/suite/src/test/resources/vfnet/cli/x550-saved.json")));
        Outcome outcome = Image.run(
                Map.of("SCRIPT", bash.toString(), "VFNET_CONFIG", saved.toString()),
                "bash",
                "--norc",
                "-c",
                "source \"$SCRIPT\"; COMP_WORDS=(vfnet show ''); COMP_CWORD=2; _vfnet; "
                        + "printf '%s\\n' \"${COMPREPLY[@]}\"");
        List<String> labels = Pattern.compile("\"label\": *\"([^\"]*)\"")
                .matcher(Files.readString(saved))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertFalse(labels.isEmpty());
        assertTrue(outcome.out().lines().toList().containsAll(labels), outcome.toString());
    }

    /** What bash offers where the machine has these candidates. */
    private static String replies(String function, String candidate, String words) {
        Outcome outcome = Image.run(
                Map.of("SCRIPT", bash.toString(), "CANDIDATE", candidate, "HERE", folder.toString()),
                "bash",
                "--norc",
                "-c",
                "source \"$SCRIPT\"; " + function + "() { printf '%s\\n' \"$CANDIDATE\"; }; COMP_WORDS=(" + words
                        + "); " + "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _vfnet; printf '%s\\n' \"${COMPREPLY[@]}\"");
        assertEquals("", outcome.err(), outcome.toString());
        return outcome.out();
    }

    /** The kernel accepts such a name, and an ordinary user may give it in a namespace of their own. */
    @Test
    void aNameOfTheMachineIsNeverRun() {
        String name = "$(>" + folder + "/run)";
        assertEquals(name.replaceAll("([$()>])", "\\\\$1") + "\n", replies("_vfnet_ports", name, "vfnet set ''"));
        assertFalse(Files.exists(folder.resolve("run")));
    }

    /** To readline a colon ends a word. */
    @Test
    void bashOffersTheRestOfAPciAddress() {
        assertEquals("10.4\n", replies("_vfnet_free_vfs", "0000:02:10.4", "vfnet tree 0000 : 02 : 1"));
        assertEquals("3\n", replies("_vfnet_indices", "3", "vfnet vf 0000 : 01 : 00.0 ''"));
    }

    @Test
    void bashOffersTheLastOfSeveralColumns() {
        Outcome outcome = Image.run(
                Map.of("SCRIPT", bash.toString()),
                "bash",
                "--norc",
                "-c",
                "source \"$SCRIPT\"; COMP_WORDS=(vfnet list -o driver,mac); COMP_CWORD=3; _vfnet 2>/dev/null; "
                        + "printf '%s\\n' \"${COMPREPLY[@]}\"");
        assertEquals("driver,mac_address\n", outcome.out(), outcome.toString());
    }

    @Test
    void bashOffersTheCommandsFirst() {
        assertEquals(new TreeSet<>(commands()), offered("vfnet,"));
        assertEquals(Set.of(), offered("vfnet,set,--timeout,"));
    }

    /** Keys as they are typed, into a shell on a terminal. */
    private static String typed(String shell, String keys) {
        return Image.run(
                        Map.of("KEYS", keys, "SHELL_LINE", shell),
                        "sh",
                        "-c",
                        "printf %b \"$KEYS\" | timeout 30 script -qec \"$SHELL_LINE\" /dev/null")
                .out();
    }

    @Test
    void aTabInBashCompletes() {
        String screen = typed("bash --norc --noprofile -i", "source " + bash + "\\nvfnet unin\\t\\nexit\\n");
        assertTrue(screen.contains("vfnet uninstall"), screen);
    }

    @Test
    void aTabInZshCompletes() {
        String screen = typed(
                "zsh -f -i",
                "PS1=; fpath=(" + layout.zshCompletion().getParent() + " $fpath); "
                        + "autoload -Uz compinit; compinit -u -D\\nvfnet unin\\t\\nvfnet set --driver vf\\t\\n"
                        + "vfnet list -o vlan,adm\\t\\nexit\\n");
        assertTrue(screen.contains("-o vlan,admin_mac_address"), screen);
        assertTrue(screen.contains("vfnet uninstall"), screen);
        assertTrue(screen.contains("--driver vfio-pci"), screen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "unin; uninstall",
                "set --dri; --driver",
                "set --driver v; vfio-pci",
                "list -o mac; mac_address",
                "list -o driver,mac; driver,mac_address",
                "capture READ; README.md",
                "install --purg;"
            })
    void fishOffersTheOneThatFits(String words, String expected) {
        Outcome fish = run(
                "fish",
                "--no-config",
                "-c",
                "source " + layout.fishCompletion() + "; complete -C 'vfnet " + words + "'");
        assertEquals(
                expected == null ? "" : expected,
                fish.out().lines().map(line -> line.split("\t")[0]).collect(Collectors.joining(" ")),
                fish.toString());
    }
}
