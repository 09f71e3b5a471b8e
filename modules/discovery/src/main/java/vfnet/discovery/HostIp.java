package vfnet.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.model.IpCommand;
import vfnet.model.IpQuery;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.Sysroot;

/** The {@code ip} of the host that we run on. */
final class HostIp implements IpCommand {
    /** Root's PATH may be anybody's; these are the distributions' places. */
    private static final List<String> FOLDERS = List.of("usr/sbin/", "sbin/", "usr/bin/", "bin/",
            "run/current-system/sw/bin/");

    private final Sysroot sysroot;

    HostIp(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    @Override
    public Reading<byte[]> answer(IpQuery query) {
        return program("ip").map(ip -> run(command(List.of(ip), query), query.toString())).orElseGet(Reading::absent);
    }

    /** {@code ip -n} takes names alone, and a namespace may have none. */
    @Override
    public Reading<byte[]> linksIn(String namespace) {
        Optional<String> ip = program("ip");
        Optional<String> enter = program("nsenter");
        if (ip.isEmpty() || enter.isEmpty()) {
            return Reading.absent();
        }
        return run(command(List.of(enter.get(), "--net=" + namespace, ip.get()), IpQuery.LINKS),
                "nsenter --net=" + namespace + " " + IpQuery.LINKS);
    }

    private Optional<String> program(String name) {
        for (String folder : FOLDERS) {
            Path program = sysroot.root().resolve(folder + name);
            if (Files.isExecutable(program)) {
                return Optional.of(program.toString());
            }
        }
        return Optional.empty();
    }

    private static List<String> command(List<String> program, IpQuery query) {
        List<String> command = new ArrayList<>(program);
        command.addAll(query.arguments());
        return command;
    }

    private static Reading<byte[]> run(List<String> command, String question) {
        try {
            return start(command, question);
        } catch (IOException e) {
            return failed(question, "could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(question, "was interrupted");
        }
    }

    private static Reading<byte[]> start(List<String> command, String question) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        int status = process.waitFor();
        return status == 0 ? Reading.of(output) : failed(question, "ended with status " + status);
    }

    private static Reading<byte[]> failed(String question, String what) {
        return Reading.unreadable(new Problem(question, what));
    }
}
