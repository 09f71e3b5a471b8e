// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.mac;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vfnet.mac.GuidGenerator.Kind;
import vfnet.mac.TakenAddresses.Station;
import vfnet.mac.VfGuids.Assigned;
import vfnet.model.Guid;
import vfnet.model.Problem;
import vfnet.model.VfSettings;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;

/**
 * The GUIDs of each VF of one InfiniBand port, whether or not the VF exists: of each kind the saved one; else the one
 * that is set through the PF now; else the one that {@link GuidGenerator} generates with the smallest counter, from 0,
 * that gives a GUID which nobody else on the host has: no port, no other VF, now or as saved. A VF's own GUIDs are no
 * obstacle: once a plan is executed, the next plan is the same. What a VF has and nothing prints is unknown, and
 * neither generated nor replaced.
 */
public final class GuidPlan {
    private final PhysicalFunction pf;
    private final Port port;
    private final SavedGuids saved;
    private final Set<Guid> ofNoVf = new HashSet<>();
    private final Map<Guid, Set<Station>> ofVfs = new HashMap<>();

    private GuidPlan(Inventory inventory, PhysicalFunction pf, Port port, SavedGuids saved) {
        this.pf = pf;
        this.port = port;
        this.saved = saved;
        for (PhysicalFunction other : inventory.physicalFunctions()) {
            for (Port one : other.portsAnywhere()) {
                one.guid().ifPresent(ofNoVf::add);
                one.vfSettings()
                        .value()
                        .ifPresent(live -> live.forEach((index, settings) -> add(other, one, index, settings)));
            }
        }
        ofNoVf.addAll(saved.elsewhere());
        saved.ofPort().forEach((index, settings) -> add(pf, port, index, settings));
    }

    private void add(PhysicalFunction function, Port owner, int index, VfSettings settings) {
        Station station = new Station(Station.port(function, owner), index);
        settings.nodeGuid().filter(Guid::isOfOne).ifPresent(guid -> add(guid, station));
        settings.portGuid().filter(Guid::isOfOne).ifPresent(guid -> add(guid, station));
    }

    private void add(Guid guid, Station station) {
        ofVfs.computeIfAbsent(guid, _ -> new HashSet<>(2)).add(station);
    }

    /**
     * {@return the GUIDs of a port's VFs, by index; unknown where a VF exists whose GUIDs are neither saved nor
     * printed}
     *
     * @param inventory the whole host, among whose GUIDs the new ones must be unique
     * @param pf a PF of it
     * @param port an InfiniBand port of the PF
     * @param count the number of VFs, from 0
     * @param saved the GUIDs in the saved configuration
     */
    public static List<VfGuids> of(Inventory inventory, PhysicalFunction pf, Port port, int count, SavedGuids saved) {
        return new GuidPlan(inventory, pf, port, saved).of(count, false);
    }

    /**
     * {@return the same for VFs that are all created anew, by index} One whose GUIDs ip does not print loses them with
     * that, and gets generated ones. Those of a VF that ip does not list at all stay unknown.
     *
     * @param inventory the whole host, among whose GUIDs the new ones must be unique
     * @param pf a PF of it
     * @param port an InfiniBand port of the PF
     * @param count the number of VFs, from 0
     * @param saved the GUIDs in the saved configuration
     */
    public static List<VfGuids> ofCreated(
            Inventory inventory, PhysicalFunction pf, Port port, int count, SavedGuids saved) {
        return new GuidPlan(inventory, pf, port, saved).of(count, true);
    }

    private List<VfGuids> of(int count, boolean areCreated) {
        List<VfGuids> guids = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            Optional<Problem> unread = unread(index, areCreated);
            guids.add(unread.isPresent() ? new VfGuids.Unknown(index, unread.get()) : guids(index, true));
        }
        return List.copyOf(guids);
    }

    /** What a VF has that exists is unknown where ip does not print it, and must not be replaced. */
    private Optional<Problem> unread(int index, boolean isCreated) {
        VfSettings known = saved.of(index).over(port.settings(index).orElse(VfSettings.UNKNOWN));
        if (known.nodeGuid().isPresent() && known.portGuid().isPresent()
                || pf.virtualFunctions().stream().noneMatch(vf -> vf.index() == index)) {
            return Optional.empty();
        }
        if (port.settings(index).isEmpty()) {
            return Optional.of(unknown("ip does not list the GUIDs of some of its VFs"));
        }
        return isCreated
                ? Optional.empty()
                : Optional.of(
                        unknown("ip does not print the GUIDs that its VFs have: iproute2 and Linux do from 5.5 on"));
    }

    /**
     * {@return the GUIDs that VFs would have if none had ever been set or saved, by the VFs' numbers}
     *
     * @param inventory the whole host
     * @param pf a PF of it
     * @param port an InfiniBand port of the PF
     * @param indices the VFs' numbers on their PF, from 0
     * @param saved the GUIDs in the saved configuration
     */
    public static SortedMap<Integer, VfGuids> generated(
            Inventory inventory, PhysicalFunction pf, Port port, Collection<Integer> indices, SavedGuids saved) {
        GuidPlan plan = new GuidPlan(inventory, pf, port, saved);
        SortedMap<Integer, VfGuids> guids = new TreeMap<>();
        indices.forEach(index -> guids.put(index, plan.guids(index, false)));
        return guids;
    }

    /**
     * {@return whether another function than this VF has the GUID, or it is saved for another}
     *
     * @param inventory the whole host
     * @param pf a PF of it
     * @param port an InfiniBand port of the PF
     * @param index the VF's number on its PF, from 0
     * @param guid the GUID
     * @param saved the GUIDs in the saved configuration
     */
    public static boolean isTaken(
            Inventory inventory, PhysicalFunction pf, Port port, int index, Guid guid, SavedGuids saved) {
        return new GuidPlan(inventory, pf, port, saved).isTaken(index, guid);
    }

    private boolean isTaken(int index, Guid guid) {
        Set<Station> owners = ofVfs.getOrDefault(guid, Set.of());
        boolean isOwn = owners.contains(new Station(Station.port(pf, port), index));
        return ofNoVf.contains(guid) || owners.size() > (isOwn ? 1 : 0);
    }

    private VfGuids guids(int index, boolean keeps) {
        VfSettings kept = keeps ? saved.of(index) : VfSettings.UNKNOWN;
        VfSettings live = keeps ? port.settings(index).orElse(VfSettings.UNKNOWN) : VfSettings.UNKNOWN;
        Optional<Assigned> node = assigned(index, Kind.NODE, kept.nodeGuid(), live.nodeGuid());
        Optional<Assigned> own = assigned(index, Kind.PORT, kept.portGuid(), live.portGuid());
        return node.isPresent() && own.isPresent()
                ? new VfGuids.Known(index, node.get(), own.get())
                : new VfGuids.Unknown(
                        index,
                        unknown("ip does not print its own GUID, so none can be generated for its VFs; give each of "
                                + "them one, as in 'vfnet vf "
                                + port.networkInterface().name()
                                + " 0 --node-guid GUID --port-guid GUID'"));
    }

    private Optional<Assigned> assigned(int index, Kind kind, Optional<Guid> kept, Optional<Guid> live) {
        return kept.map(guid -> new Assigned(guid, Origin.SAVED))
                .or(() -> live.filter(Guid::isOfOne).map(guid -> new Assigned(guid, Origin.LIVE)))
                .or(() -> port.guid().map(own -> new Assigned(take(own, index, kind), Origin.GENERATED)));
    }

    private Guid take(Guid own, int index, Kind kind) {
        GuidGenerator generator = new GuidGenerator(own);
        int counter = 0;
        Guid candidate = generator.generate(index, kind, counter);
        while (isTaken(index, candidate)) {
            candidate = generator.generate(index, kind, ++counter);
        }
        add(candidate, new Station(Station.port(pf, port), index));
        return candidate;
    }

    private Problem unknown(String why) {
        return new Problem(port.networkInterface().name().text(), why);
    }
}
