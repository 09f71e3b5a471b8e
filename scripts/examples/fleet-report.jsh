// A report over many machines, each captured by 'vfnet capture': one line a port.
//   scripts/jshell scripts/examples/fleet-report.jsh FILE...
record PortLine(String machine, String port, Optional<String> card, Reading<Driver> driver, int vfs,
                Reading<Integer> most_vfs, String free_vfs, int problems) {}

// A VF of which nobody could tell who uses it counts as not free.
String freeVfs(PhysicalFunction pf) {
    var holders = pf.virtualFunctions().stream().map(vf -> vf.function().holders()).toList();
    long free = holders.stream().filter(holder -> holder.value().filter(List::isEmpty).isPresent()).count();
    return holders.stream().anyMatch(Reading::isUnreadable) ? free + " or more" : String.valueOf(free);
}
List<PortLine> report = new ArrayList<>();
for (String file : arguments) {
    String host = Path.of(file).getFileName().toString().replaceFirst("\\.machine$", "");
    for (PhysicalFunction pf : captured(file).physicalFunctions()) {
        report.add(new PortLine(host, name(pf), pf.function().description(), pf.function().driver(),
                pf.virtualFunctions().size(), pf.sriov().map(Sriov::totalVfs), freeVfs(pf),
                pf.function().problems().size()));
    }
}
table(report);
