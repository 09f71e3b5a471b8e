// Which VFs are free? Those that nobody uses, with what a VM needs to know of them.
//   scripts/jshell scripts/examples/free-vfs.jsh
record FreeVf(String port, int vf, PciAddress pci_address, Reading<Driver> driver, Reading<Integer> iommu_group) {}

List<FreeVf> free = new ArrayList<>();
for (PhysicalFunction pf : machine().physicalFunctions()) {
    for (VirtualFunction vf : pf.virtualFunctions()) {
        PciFunction function = vf.function();
        if (function.holders().value().filter(List::isEmpty).isPresent()) {
            free.add(new FreeVf(name(pf), vf.index(), function.address(), function.driver(),
                    function.iommuGroup().map(IommuGroup::number)));
        }
    }
}
table(free);
