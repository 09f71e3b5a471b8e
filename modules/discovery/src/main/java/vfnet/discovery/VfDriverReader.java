package vfnet.discovery;

import java.util.List;
import java.util.Optional;
import vfnet.model.Driver;
import vfnet.model.MachineView;
import vfnet.model.ModuleRule;
import vfnet.model.PciId;
import vfnet.model.PhysicalFunction;
import vfnet.model.Reading;
import vfnet.model.Sysroot;
import vfnet.model.VfDriverPrediction;

/** Reads what decides on the driver of VFs. */
final class VfDriverReader {
    private final Sysroot sysroot;
    private final AttributeReader attributes;
    private final ConfigurationReader configuration;

    VfDriverReader(MachineView view) {
        sysroot = view.sysroot();
        attributes = new AttributeReader(view);
        configuration = new ConfigurationReader(view, attributes);
    }

    VfDriverPrediction read(PhysicalFunction pf) {
        boolean vfio = attributes.exists(sysroot.pciDriver("vfio-pci"));
        return VfDriverPrediction.of(pf.function().driver().value().map(Driver::name), id(pf), vfio, vfio ? rules() : List.of());
    }

    private List<ModuleRule> rules() {
        Reading<List<String>> options = new PlatformReader(sysroot, attributes, configuration).kernelOptions();
        return new ModulesReader(sysroot, attributes, configuration).allRules(options);
    }

    /** Before there are VFs, the PF tells what they will be. */
    private Optional<PciId> id(PhysicalFunction pf) {
        Reading<Integer> device = attributes.hexadecimal(sysroot.pciAttribute(pf.function().address(), "sriov_vf_device"), 0xffff);
        return pf.function().id().value().flatMap(own -> device.value().map(number -> new PciId(own.vendor(), number)));
    }
}
