// SPDX-License-Identifier: LGPL-3.0-or-later
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Runs a JShell script to its end or to its first error: the jshell tool itself goes on after an error and ends with
 * status 0. Arguments: the module path, the modules, the start-up script, the script, and what the script is given.
 */
final class RunScript {
    private static final int FAILED = 1;

    /** An error in a script: one line for people. */
    private static final class ScriptFailure extends Exception {
        private static final long serialVersionUID = 1;

        ScriptFailure(String message) {
            super(message);
        }
    }

    private RunScript() {}

    /** Ends the process: with 0, or with 1 and a line on stderr if the script failed. */
    public static void main(String[] args) {
        int status = 0;
        try (JShell shell = JShell.builder()
                .executionEngine("local")
                .in(System.in)
                .out(System.out)
                .err(System.err)
                .compilerOptions("--module-path", args[0], "--add-modules", args[1])
                .build()) {
            run(shell, Path.of(args[2]));
            String given = List.of(args).subList(4, args.length).stream()
                    .map(RunScript::literal)
                    .collect(Collectors.joining(", "));
            evaluate(shell, "arguments = List.of(" + given + ");", "arguments");
            run(shell, Path.of(args[3]));
        } catch (ScriptFailure e) {
            System.err.println("jshell: " + e.getMessage());
            status = FAILED;
        } catch (NoSuchFileException e) {
            System.err.println("jshell: there is no " + e.getMessage());
            status = FAILED;
        } catch (IOException e) {
            System.err.println("jshell: the script cannot be read: " + e);
            status = FAILED;
        }
        System.out.flush();
        System.exit(status);
    }

    private static String literal(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private static void run(JShell shell, Path script) throws IOException, ScriptFailure {
        String text = Files.readString(script);
        String rest = text;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            String where = script.getFileName() + ":" + (linesBefore(text, rest) + 1);
            if (!next.completeness().isComplete()) {
                throw new ScriptFailure(where + ": this is no whole statement");
            }
            evaluate(shell, next.source(), where);
            rest = next.remaining();
        }
    }

    /** How many lines come before the rest, including its comments and empty lines. */
    private static long linesBefore(String text, String rest) {
        long read = text.substring(0, text.length() - rest.length())
                .chars()
                .filter(c -> c == '\n')
                .count();
        return read
                + rest.lines()
                        .takeWhile(line -> line.isBlank() || line.startsWith("//"))
                        .count();
    }

    private static void evaluate(JShell shell, String source, String where) throws ScriptFailure {
        for (SnippetEvent event : shell.eval(source)) {
            if (event.exception() instanceof EvalException thrown) {
                throw new ScriptFailure(where + ": " + words(thrown));
            }
            if (event.status() != Snippet.Status.VALID && event.causeSnippet() == null || event.exception() != null) {
                throw new ScriptFailure(where + ": "
                        + shell.diagnostics(event.snippet())
                                .map(error -> error.getMessage(Locale.ROOT)
                                        .lines()
                                        .map(String::strip)
                                        .collect(Collectors.joining("; ")))
                                .findFirst()
                                .orElse("it needs what is not there yet"));
            }
        }
    }

    /** What is missing or wrong has its own message; any other failure shows its kind, too. */
    private static String words(EvalException thrown) {
        String name = thrown.getExceptionClassName();
        boolean isPlain = name.equals("java.util.NoSuchElementException") || name.startsWith("vfnet.");
        return isPlain ? thrown.getMessage() : name.substring(name.lastIndexOf('.') + 1) + ": " + thrown.getMessage();
    }
}
