package vfnet.doctor;

import java.util.List;
import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.PhysicalFunction;
import vfnet.model.Port;
import vfnet.model.PortPattern;

/** Whether something that another tool is told is about a port. */
final class PortMatch {
    private PortMatch() {}

    /** @param port empty where the function has none */
    static boolean fits(PortPattern pattern, PhysicalFunction pf, Optional<Port> port) {
        return (pattern.names().isEmpty() || port.filter(known ->
                        Globs.anyFits(pattern.names(), known.networkInterface().name().text())).isPresent())
                && (pattern.addresses().isEmpty() || port.filter(known -> hasOneOf(pattern.addresses(), known)).isPresent())
                && (pattern.drivers().isEmpty() || Patient.driver(pf.function()).filter(driver ->
                        Globs.anyFits(pattern.drivers(), driver)).isPresent())
                && (pattern.functions().isEmpty() || fitsFunction(pattern, pf.function().address().toString()));
    }

    private static boolean hasOneOf(List<MacAddress> addresses, Port port) {
        return port.permanentAddress().value().filter(addresses::contains).isPresent()
                || port.networkInterface().address().value().filter(addresses::contains).isPresent();
    }

    /** Whether it is about a function at this address, written with its domain or, in domain 0, without. */
    static boolean fitsFunction(PortPattern pattern, String address) {
        return !pattern.functions().isEmpty() && (Globs.anyFits(pattern.functions(), address)
                || address.startsWith("0000:") && Globs.anyFits(pattern.functions(), address.substring("0000:".length())));
    }
}
