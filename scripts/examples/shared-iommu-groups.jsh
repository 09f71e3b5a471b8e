// Which IOMMU groups are shared? What is in one group goes to a VM together, or not at all.
//   scripts/jshell scripts/examples/shared-iommu-groups.jsh
record SharedGroup(int group, List<String> cards, List<PciAddress> everything_in_it) {}

SortedMap<Integer, IommuGroup> groups = new TreeMap<>();
SortedMap<Integer, List<String>> cards = new TreeMap<>();
void note(PciFunction function, String card) {
    function.iommuGroup().value().filter(group -> group.members().size() > 1).ifPresent(group -> {
        groups.put(group.number(), group);
        cards.computeIfAbsent(group.number(), number -> new ArrayList<>()).add(card);
    });
}
for (PhysicalFunction pf : machine().physicalFunctions()) {
    note(pf.function(), name(pf));
    pf.virtualFunctions().forEach(vf -> note(vf.function(), name(pf) + " VF " + vf.index()));
}
if (groups.isEmpty()) {
    IO.println("Every card and VF has a group of its own, or none.");
}
table(groups.values().stream()
        .map(group -> new SharedGroup(group.number(), cards.get(group.number()), group.members())).toList());
