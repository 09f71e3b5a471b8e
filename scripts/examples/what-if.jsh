// What would happen if every port that can create VFs had COUNT of them? Nothing is done.
//   scripts/jshell scripts/examples/what-if.jsh COUNT
int count = Integer.parseInt(argument(0, "COUNT"));

Inventory inventory = machine();
for (PhysicalFunction pf : inventory.physicalFunctions()) {
    if (pf.sriov().value().filter(Sriov::canMakeVfs).isPresent()) {
        IO.println(name(pf) + ", " + pf.virtualFunctions().size() + " VFs:");
        switch (plan(name(pf), count)) {
            case Refusal refusal -> IO.println("  refused: " + refusal.message());
            case Plan plan when plan.isEmpty() -> IO.println("  nothing to do");
            case Plan plan -> plan.steps().forEach(step -> IO.println("  " + step.describe()));
        }
    }
}
