package vfnet.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.MacAddress;
import vfnet.model.SavedPort;
import vfnet.model.SavedVf;
import vfnet.model.VfLabel;
import vfnet.persistence.ConfigurationParser.PlacedPort;

/** Finds entries that cannot both hold. The first of two stands; the second is not sound. */
final class Contradictions {
    private final List<SavedPort> sound = new ArrayList<>();
    private final Map<MacAddress, String> vfAddresses = new HashMap<>();
    private final Map<MacAddress, String> portAddresses = new HashMap<>();
    private final Map<VfLabel, String> labels = new HashMap<>();
    private final List<Flaw> flaws;

    private Contradictions(List<Flaw> flaws) {
        this.flaws = flaws;
    }

    /** The entries that stand; why the others do not is added to {@code flaws}. */
    static List<SavedPort> without(List<PlacedPort> ports, List<Flaw> flaws) {
        Contradictions found = new Contradictions(flaws);
        for (PlacedPort port : ports) {
            found.take(port);
        }
        return found.sound;
    }

    private void take(PlacedPort placed) {
        SavedPort port = placed.port();
        Optional<String> contradiction = samePort(port).or(() -> sameInVfs(port));
        if (contradiction.isPresent()) {
            flaws.add(new Flaw(placed.place(), contradiction.get()));
            return;
        }
        sound.add(port);
        port.permanentAddress().ifPresent(address -> portAddresses.putIfAbsent(address, "the port " + port.title()));
        for (SavedVf vf : port.vfs().values()) {
            String owner = "VF " + vf.index() + " of " + port.title();
            vf.settings().address().ifPresent(address -> vfAddresses.put(address, owner));
            vf.label().ifPresent(label -> labels.put(label, owner));
        }
    }

    private Optional<String> samePort(SavedPort port) {
        for (SavedPort other : sound) {
            if (other.isSamePortAs(port)) {
                return Optional.of(port.title() + " is described twice; the first description stands");
            }
        }
        return Optional.empty();
    }

    private Optional<String> sameInVfs(SavedPort port) {
        Optional<String> owner = port.permanentAddress().map(vfAddresses::get);
        if (owner.isPresent()) {
            return Optional.of("its permanent_mac_address is the address of " + owner.get() + "; every address must be another");
        }
        Map<MacAddress, String> own = new HashMap<>(vfAddresses);
        portAddresses.forEach(own::putIfAbsent);
        port.permanentAddress().ifPresent(address -> own.putIfAbsent(address, "the port itself"));
        Map<VfLabel, String> ownLabels = new HashMap<>(labels);
        for (SavedVf vf : port.vfs().values()) {
            String name = "VF " + vf.index();
            String taken = vf.settings().address().map(address -> own.putIfAbsent(address, name)).orElse("");
            if (!taken.isEmpty()) {
                return Optional.of(name + " has the address " + vf.settings().address().get() + " of " + taken
                        + "; every address must be another");
            }
            String labelled = vf.label().map(label -> ownLabels.putIfAbsent(label, name)).orElse("");
            if (!labelled.isEmpty()) {
                return Optional.of(name + " has the label " + vf.label().get() + " of " + labelled
                        + "; every label must be another");
            }
        }
        return Optional.empty();
    }
}
