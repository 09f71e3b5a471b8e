// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.discovery.sysfs.ProcessReader;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.host.NamespaceMounts;
import vfnet.model.inventory.Holder;
import vfnet.system.HostPaths;
import vfnet.system.MachineView;

/**
 * The other network namespaces of a machine: those that {@code ip netns} named, those that some process or thread is
 * in, those that are mounted, and those that a process keeps open. They are identified by the kernel's number, which a
 * link to one shows as {@code net:[4026532177]}.
 */
final class NamespaceList {
    private final MachineView view;
    private final AttributeReader attributes;
    private final Path processes;
    private final Map<String, Namespace> others = new LinkedHashMap<>();
    private Optional<Problem> gap = Optional.empty();

    private NamespaceList(MachineView view, AttributeReader attributes) {
        this.view = view;
        this.attributes = attributes;
        processes = view.sysroot().processes();
    }

    /** @param open files by which processes keep namespaces, by the namespace */
    static NamespaceList read(MachineView view, AttributeReader attributes, Map<String, String> open) {
        NamespaceList list = new NamespaceList(view, attributes);
        list.named();
        list.members();
        new ProcessReader(attributes)
                .raw(view.sysroot().mounts())
                .value()
                .map(NamespaceMounts::in)
                .orElse(List.of())
                .forEach(mount -> list.other(mount.identity()).file(mount.place()));
        open.forEach((identity, file) -> list.other(identity).file(file));
        attributes
                .linkTarget(namespaceOf(list.processes.resolve("self")))
                .value()
                .ifPresent(list.others::remove);
        return list;
    }

    Map<String, Namespace> others() {
        return others;
    }

    /** Why there may be others; empty where all processes could be read. */
    Optional<Problem> gap() {
        return gap;
    }

    private Namespace other(String identity) {
        return others.computeIfAbsent(identity, none -> new Namespace());
    }

    private void named() {
        Path named = new HostPaths(view.sysroot()).namedNamespaces();
        attributes.names(named).value().orElse(List.of()).stream().sorted().forEach(name -> {
            Namespace one = other(identity(named.resolve(name)));
            one.name(name);
            one.file(attributes.name(named.resolve(name)));
        });
    }

    /** A name is a mount, whose number only a live host shows; a snapshot has a link in its place. */
    private String identity(Path name) {
        Optional<String> link = attributes.linkTarget(name).value();
        if (link.isEmpty() && view.sysroot().isLive()) {
            try {
                return "net:[" + Files.getAttribute(name, "unix:ino") + "]";
            } catch (IOException e) {
                return name.toString();
            }
        }
        return link.orElseGet(name::toString);
    }

    private void members() {
        Reading<?> first = attributes.linkTarget(namespaceOf(processes.resolve("1")));
        if (!(first instanceof Reading.Value<?>)) {
            gap = Optional.of(new Problem(
                    Namespaces.WHERE,
                    "cannot be looked for, for " + attributes.name(processes.resolve("1"))
                            + " cannot be read; run as root to see them"));
        }
        new ProcessReader(attributes).all(processes).value().ifPresent(byNumber -> byNumber.forEach(this::member));
    }

    private void member(int pid, Path process) {
        add(pid, process, attributes.name(namespaceOf(process)));
        Path tasks = process.resolve("task");
        List<String> threads = attributes.names(tasks).value().orElse(List.of()).stream()
                .sorted()
                .toList();
        for (String thread : threads.equals(List.of(String.valueOf(pid))) ? List.<String>of() : threads) {
            add(pid, tasks.resolve(thread), attributes.name(namespaceOf(tasks.resolve(thread))));
        }
    }

    private void add(int pid, Path task, String file) {
        Optional<String> identity = attributes.linkTarget(namespaceOf(task)).value();
        if (identity.isEmpty()
                || others.containsKey(identity.get())
                        && others.get(identity.get()).hasMember()) {
            return;
        }
        Namespace one = other(identity.get());
        one.member(new Holder.Member(pid, new ProcessReader(attributes).command(task)));
        one.file(file);
    }

    static Path namespaceOf(Path process) {
        return process.resolve("ns").resolve("net");
    }
}
