// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.apply.plan.Plan;
import vfnet.apply.plan.SeenVfs;
import vfnet.apply.plan.Step;
import vfnet.model.Guid;
import vfnet.model.MacAddress;
import vfnet.model.PciAddress;
import vfnet.model.VfDriver;
import vfnet.model.VfSettings;
import vfnet.model.Vlan;
import vfnet.model.desired.DesiredPort;
import vfnet.model.desired.DesiredVf;
import vfnet.model.eswitch.EswitchMode;
import vfnet.model.host.VfDriverPrediction;

/** A {@link PendingRollback} as text: a line for the run, one for each port, and one for each VF that the port had. */
final class RollbackText {
    private static final String HEAD = "vfnet-rollback-1";
    private static final String NOTHING = "-";

    private RollbackText() {}

    static String write(PendingRollback pending) {
        StringBuilder text = new StringBuilder(HEAD)
                .append(' ')
                .append(pending.process())
                .append(' ')
                .append(pending.started())
                .append(' ')
                .append(pending.deadline().toMillis())
                .append(' ')
                .append(pending.time().toSeconds())
                .append(' ')
                .append(pending.finished())
                .append('\n');
        for (Plan plan : pending.changes()) {
            DesiredPort former = plan.former();
            text.append("port ")
                    .append(plan.pf())
                    .append(' ')
                    .append(former.devPort())
                    .append(' ')
                    .append(plan.desired().count())
                    .append(' ')
                    .append(plan.formerly().map(RollbackText::text).orElse(NOTHING))
                    .append(former.eswitch().map(mode -> " " + mode).orElse(""))
                    .append('\n');
            for (DesiredVf vf : former.vfs()) {
                text.append("vf ")
                        .append(vf.index())
                        .append(' ')
                        .append(vf.driver().text())
                        .append(' ')
                        .append(plan.formerlyBound().contains(vf.index()))
                        .append(text(vf.settings()))
                        .append('\n');
            }
        }
        return text.append("end\n").toString();
    }

    private static String text(VfSettings settings) {
        StringBuilder words = new StringBuilder();
        add(words, "address", settings.address());
        add(words, "vlan", settings.vlan().map(vlan -> vlan.id() + "/" + vlan.qos() + "/" + vlan.protocol()));
        add(words, "spoof", settings.spoofCheck());
        add(words, "trust", settings.trust());
        add(words, "link", settings.linkState());
        add(words, "min", settings.minTxRate());
        add(words, "max", settings.maxTxRate());
        add(words, "rss", settings.queryRss());
        add(words, "node", settings.nodeGuid());
        add(words, "port", settings.portGuid());
        return words.toString();
    }

    private static void add(StringBuilder words, String key, Optional<?> value) {
        value.ifPresent(known -> words.append(' ').append(key).append('=').append(known));
    }

    private static String text(Mlx4Parameters parameters) {
        return numbers(parameters.vfs()) + "/" + numbers(parameters.probed()) + "/" + numbers(parameters.portTypes());
    }

    private static String numbers(List<Integer> numbers) {
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    /** Empty where the text is of another form, or was cut off: an incomplete record is ignored. */
    static Optional<PendingRollback> read(String text) {
        List<String> lines = text.lines().toList();
        try {
            String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
            if (head.length != 6 || !head[0].equals(HEAD) || !lines.getLast().equals("end")) {
                return Optional.empty();
            }
            return Optional.of(new PendingRollback(
                    Long.parseLong(head[1]),
                    head[2],
                    Duration.ofMillis(Long.parseLong(head[3])),
                    Duration.ofSeconds(Long.parseLong(head[4])),
                    Boolean.parseBoolean(head[5]),
                    plans(lines)));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | java.util.NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private static List<Plan> plans(List<String> lines) {
        List<Plan> plans = new ArrayList<>();
        for (int i = 1; i < lines.size() - 1; ) {
            String[] port = lines.get(i++).split(" ");
            List<DesiredVf> former = new ArrayList<>();
            Set<Integer> bound = new HashSet<>();
            for (; lines.get(i).startsWith("vf "); i++) {
                String[] vf = lines.get(i).split(" ");
                DesiredVf was = vf(vf);
                former.add(was);
                if (Boolean.parseBoolean(vf[3])) {
                    bound.add(was.index());
                }
            }
            plans.add(plan(port, former, bound));
        }
        return plans;
    }

    /** Only what the rollback needs is known: of the plan, the number of VFs. */
    private static Plan plan(String[] port, List<DesiredVf> former, Set<Integer> bound) {
        PciAddress pf = PciAddress.parse(port[1]).orElseThrow();
        int devPort = Integer.parseInt(port[2]);
        int count = Integer.parseInt(port[3]);
        List<DesiredVf> desired = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            desired.add(new DesiredVf(index, VfSettings.UNKNOWN, new VfDriver.Auto()));
        }
        Optional<Mlx4Parameters> parameters =
                port[4].equals(NOTHING) ? Optional.empty() : Optional.of(parameters(port[4]));
        return new Plan(
                pf,
                List.of(new Step.CreateVfs(pf, count)),
                List.of(),
                List.of(),
                new DesiredPort(pf, devPort, desired),
                new DesiredPort(pf, devPort, former, port.length > 5 ? EswitchMode.parse(port[5]) : Optional.empty()),
                bound,
                parameters,
                SeenVfs.NONE,
                VfDriverPrediction.UNKNOWN);
    }

    private static Mlx4Parameters parameters(String words) {
        String[] parts = words.split("/", -1);
        return new Mlx4Parameters(numbers(parts[0]), numbers(parts[1]), numbers(parts[2]));
    }

    private static List<Integer> numbers(String words) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : words.isEmpty() ? new String[0] : words.split(",")) {
            numbers.add(Integer.parseInt(word));
        }
        return numbers;
    }

    private static DesiredVf vf(String[] words) {
        Map<String, String> values = new HashMap<>();
        for (int i = 4; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        VfDriver driver = switch (words[2]) {
            case "auto" -> new VfDriver.Auto();
            case "none" -> new VfDriver.None();
            default -> new VfDriver.Override(words[2]);
        };
        return new DesiredVf(
                Integer.parseInt(words[1]),
                new VfSettings(
                        value(values, "address", text -> MacAddress.parse(text).orElseThrow()),
                        value(values, "vlan", RollbackText::vlan),
                        value(values, "spoof", Boolean::valueOf),
                        value(values, "trust", Boolean::valueOf),
                        value(values, "link", Function.identity()),
                        value(values, "min", Integer::valueOf),
                        value(values, "max", Integer::valueOf),
                        value(values, "rss", Boolean::valueOf),
                        value(values, "node", text -> Guid.parse(text).orElseThrow()),
                        value(values, "port", text -> Guid.parse(text).orElseThrow())),
                driver);
    }

    private static Vlan vlan(String text) {
        String[] parts = text.split("/");
        return new Vlan(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }

    private static <T> Optional<T> value(Map<String, String> values, String key, Function<String, T> parse) {
        return Optional.ofNullable(values.get(key)).map(parse);
    }
}
