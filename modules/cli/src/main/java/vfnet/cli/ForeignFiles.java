package vfnet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vfnet.exchange.SourceFile;

/** Other tools' files, in the order in which those read them. */
final class ForeignFiles {
    private ForeignFiles() {}

    /**
     * .link files, each followed by its drop-ins ({@code NAME.link.d/*.conf}).
     *
     * @param place one of them, or their folder
     * @throws CommandFailure when there are none, or one cannot be read
     */
    static List<List<SourceFile>> links(Path place) throws CommandFailure {
        List<List<SourceFile>> links = new ArrayList<>();
        for (Path file : files(place, ".link")) {
            List<SourceFile> parts = new ArrayList<>(List.of(read(file)));
            Path additions = file.resolveSibling(file.getFileName() + ".d");
            for (Path addition : Files.isDirectory(additions) ? listed(additions, ".conf") : List.<Path>of()) {
                parts.add(read(addition));
            }
            links.add(parts);
        }
        return links;
    }

    /**
     * netplan's files.
     *
     * @param place one of them, or their folder
     * @throws CommandFailure when there are none, or one cannot be read
     */
    static List<SourceFile> netplan(Path place) throws CommandFailure {
        List<SourceFile> files = new ArrayList<>();
        for (Path file : files(place, ".yaml")) {
            files.add(read(file));
        }
        return files;
    }

    private static List<Path> files(Path place, String suffix) throws CommandFailure {
        List<Path> files = Files.isDirectory(place) ? listed(place, suffix) : List.of(place);
        if (files.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, place + " holds no file *" + suffix + "; name another FILE or DIR");
        }
        return files;
    }

    private static List<Path> listed(Path folder, String suffix) throws CommandFailure {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix) && !Files.isDirectory(file)).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static SourceFile read(Path file) throws CommandFailure {
        try {
            return new SourceFile(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static CommandFailure unreadable(Path place, IOException e) {
        return new CommandFailure(ExitCode.FAILED, place + " cannot be read: " + FileFailure.words(e), e);
    }
}
