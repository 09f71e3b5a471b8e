// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.ArrayList;
import java.util.List;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.Traffic;

/** Describes who uses a PF, its ports and its VFs, and what could not be checked. */
public final class PfUsers {
    private PfUsers() {}

    /**
     * {@return who uses the PF itself, for people; empty when nobody does}
     *
     * @param pf the PF
     */
    public static List<String> of(PhysicalFunction pf) {
        return holders(pf.function().address().toString(), pf.function().holders());
    }

    /**
     * {@return who uses the VFs of a PF, for people; empty when nobody does}
     *
     * @param pf the PF
     */
    public static List<String> ofVfs(PhysicalFunction pf) {
        return pf.virtualFunctions().stream()
                .flatMap(vf ->
                        holders(
                                "VF " + vf.index() + " (" + vf.function().address() + ")",
                                vf.function().holders())
                                .stream())
                .toList();
    }

    private static List<String> holders(String who, Reading<List<Holder>> holders) {
        List<String> users = new ArrayList<>();
        holders.problem().ifPresent(problem -> users.add(who + " may be in use (" + problem + ")"));
        holders.value()
                .orElse(List.of())
                .forEach(holder -> users.add(
                        switch (holder) {
                            case Holder.VfioProcess(int pid, String command, var vm) ->
                                who + " is held by " + command + " (process " + pid + ")"
                                        + vm.map(known -> ", VM " + known.name())
                                                .orElse("");
                            case Holder.DeviceProcess(int pid, String command, var _, String node) ->
                                who + " is held by " + command + " (process " + pid + ", " + node + ")";
                            case Holder.LinkElsewhere(var own, var upper, var _, var _) ->
                                own + " is under " + upper + " of another network namespace";
                            case Holder.XdpProgram(var own) -> own + " has an XDP program";
                            case Holder.NetworkNamespace(var name, var _) ->
                                who + " is in another network namespace"
                                        + name.map(known -> ", " + known).orElse("");
                            case Holder.HasIpAddress(var own, String address) -> own + " has the address " + address;
                            case Holder.UpperLink(var own, var upper, var _) -> own + " is under " + upper;
                            case Holder.RepresentorUpper(var own, var upper, var _) ->
                                "its representor " + own + " is under " + upper;
                            case Holder.DefaultRoute(var own) -> own + " has a default route";
                            case Holder.PppoeSession(var own) -> own + " has a PPPoE session";
                            case Holder.Route route -> route.networkInterface() + " has " + route.describe();
                        }));
        return users;
    }

    /**
     * {@return the traffic of a port, for people; empty when there is none}
     *
     * @param port the port
     */
    public static List<String> of(Port port) {
        List<String> users = new ArrayList<>();
        String name = port.networkInterface().name().text();
        port.carries().problem().ifPresent(problem -> users.add(name + " may carry traffic (" + problem + ")"));
        port.carries()
                .value()
                .orElse(List.of())
                .forEach(traffic -> users.add(
                        switch (traffic) {
                            case Traffic.DefaultRoute(var via) -> name + " carries the default route (" + via + ")";
                            case Traffic.Upper(var via, var _) -> name + " is under " + via;
                            case Traffic.SshSession(String peer, var _) ->
                                name + " carries your SSH connection from " + peer;
                        }));
        return users;
    }
}
