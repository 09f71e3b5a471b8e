// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import vfnet.apply.kernel.Answer;
import vfnet.apply.kernel.AttributeWrite;
import vfnet.apply.kernel.BridgeEvents;
import vfnet.apply.kernel.BridgeLine;
import vfnet.apply.kernel.DevlinkLine;
import vfnet.apply.kernel.InterfaceLine;
import vfnet.apply.kernel.IpLine;
import vfnet.apply.kernel.Kernel;
import vfnet.model.Decimal;
import vfnet.model.InterfaceName;
import vfnet.model.PciAddress;
import vfnet.model.inventory.NamespaceFile;
import vfnet.system.Sysroot;

/** The kernel of this host. */
public final class HostKernel implements Kernel {
    /** A batch of a thousand lines takes under a second. */
    private static final Duration BATCH_PATIENCE = Duration.ofSeconds(30);

    private static final String SHELL_LOOP = """
            n=0; status=0
            while IFS='|' read -r value attribute; do
                { printf '%s\\n' "$value" > "$attribute"; } 2>/dev/null || { echo "failed $n" >&2; status=1; }
                n=$((n + 1))
            done
            exit $status""";

    private final Sysroot sysroot = Sysroot.live();

    /** The only one. */
    public HostKernel() {}

    /**
     * {@code dd} makes one write(2) and prints the message of the error number, which a shell's echo does not; tee of
     * coreutils 9 would repeat a write that fails with EAGAIN forever.
     */
    @Override
    public Answer write(AttributeWrite write, Duration timeout) {
        return DetachedProcess.start(
                        List.of("dd", "of=" + write.attribute(), "bs=4096", "conv=notrunc", "status=none"),
                        write.value() + "\n")
                .await(timeout);
    }

    /**
     * A shell writes them all; a write that it reports as failed is repeated by itself, to learn the error number. The
     * bar between value and attribute is not white space, so that an empty value stays one.
     */
    @Override
    public List<Answer> writeAll(List<AttributeWrite> writes, Duration timeout) {
        if (writes.isEmpty()) {
            return List.of();
        }
        String lines = writes.stream()
                .map(write -> write.value() + "|" + write.attribute() + "\n")
                .collect(Collectors.joining());
        DetachedProcess child = DetachedProcess.start(List.of("sh", "-c", SHELL_LOOP), lines);
        Answer all = child.await(timeout);
        if (all instanceof Answer.Accepted || all instanceof Answer.Blocked) {
            return writes.stream().map(write -> all).toList();
        }
        List<String> failed = child.errors().lines().toList();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            answers.add(failed.contains("failed " + i) ? write(writes.get(i), timeout) : new Answer.Accepted());
        }
        return answers;
    }

    /** A child's output is discarded, so what it reads is written to its standard error. */
    @Override
    public Optional<Integer> number(Path attribute, Duration timeout) {
        DetachedProcess child =
                DetachedProcess.start(List.of("dd", "if=" + attribute, "of=/dev/stderr", "status=none"), "");
        if (!(child.await(timeout) instanceof Answer.Accepted)) {
            return Optional.empty();
        }
        return Decimal.number(child.allErrors().strip());
    }

    @Override
    public List<IpFailure> ip(List<IpLine> lines) {
        return named("ip", lines);
    }

    private List<IpFailure> named(String program, List<? extends InterfaceLine> lines) {
        IpNames names = new IpNames(sysroot);
        Optional<String> mistakable = names.mistakable(lines);
        if (mistakable.isPresent()) {
            return List.of(new IpFailure(
                    -1,
                    "an interface is named " + mistakable.get() + ", so " + program
                            + " would change it in place of the one with that number; rename it"));
        }
        List<IpFailure> failures = batch(List.of(program), names.texts(lines));
        Optional<InterfaceName> changed = names.changed();
        return changed.isEmpty()
                ? failures
                : List.of(new IpFailure(
                        -1,
                        "another interface got the name " + changed.get() + " while " + program
                                + " ran, and may have been changed in place of this one; look at it: ip -d link show "
                                + changed.get()));
    }

    /** {@code ip -n} accepts names only, and a namespace may have none. */
    @Override
    public List<IpFailure> ip(NamespaceFile namespace, List<IpLine> lines) {
        return batch(
                List.of("nsenter", "--net=" + namespace.path(), "ip"),
                lines.stream().map(IpLine::text).toList());
    }

    @Override
    public List<IpFailure> bridge(List<BridgeLine> lines) {
        return named("bridge", lines);
    }

    private static List<IpFailure> batch(List<String> program, List<String> lines) {
        String batch = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("-force", "-batch", "-"));
        DetachedProcess child = DetachedProcess.start(command, batch);
        return switch (child.await(BATCH_PATIENCE.plusMillis(200L * lines.size()))) {
            case Answer.Accepted() -> List.of();
            case Answer.Blocked(long pid) -> {
                child.kill();
                yield List.of(new IpFailure(-1, "process " + pid + " did not end in time"));
            }
            case Answer.Refused refused -> IpErrors.parse(child.errors());
        };
    }

    @Override
    public Answer devlink(DevlinkLine line, Duration timeout) {
        List<String> command = new ArrayList<>(List.of("devlink"));
        command.addAll(line.words());
        return DetachedProcess.start(command, "").await(timeout);
    }

    @Override
    public BridgeEvents bridgeEvents() {
        return BridgeMonitor.start();
    }

    @Override
    public Answer loadModule(String module, Duration timeout) {
        return DetachedProcess.start(List.of("modprobe", "--", module), "").await(timeout);
    }

    @Override
    public Answer loadModule(String module, List<String> parameters, Duration timeout) {
        List<String> line = new ArrayList<>(List.of("modprobe", "--", module));
        line.addAll(parameters);
        return DetachedProcess.start(line, "").await(timeout);
    }

    @Override
    public Answer unloadModule(String module, Duration timeout) {
        return DetachedProcess.start(List.of("modprobe", "-r", "--", module), "")
                .await(timeout);
    }

    @Override
    public boolean extendTimeout(Duration time) {
        return new ServiceTimeout(System.getenv()).extend(time);
    }

    @Override
    public Optional<String> startTimer(Duration delay, List<String> command) {
        return new RollbackTimer(sysroot).start(delay, command);
    }

    @Override
    public void stopTimer() {
        new RollbackTimer(sysroot).stop();
    }

    @Override
    public boolean isNamed(int index) {
        return IpNames.isNamed(sysroot, index);
    }

    @Override
    public Duration time() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public boolean isUdevIdle() {
        return !Files.exists(sysroot.udevQueue());
    }

    @Override
    public Duration age() {
        return ProcessAge.now(sysroot);
    }

    @Override
    public void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    @Override
    public LogPosition logPosition() {
        return KernelLog.now(sysroot);
    }

    @Override
    public List<String> log(PciAddress function, LogPosition from) {
        return KernelLog.since(from).stream()
                .filter(text -> text.contains(function.toString()))
                .toList();
    }
}
