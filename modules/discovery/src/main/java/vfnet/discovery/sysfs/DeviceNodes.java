// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery.sysfs;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vfnet.model.DeviceNumber;
import vfnet.model.Once;
import vfnet.model.PciAddress;
import vfnet.model.Reading;
import vfnet.system.MachineView;
import vfnet.system.VfioNodes;

/**
 * The device nodes of VFs, whatever their names: each character device has a link under {@code /sys/dev/char}
 * (drivers/base/core.c, device_create_sys_dev_entry), and its target names the function that the device is of. A
 * snapshot has the devices' directories only.
 */
public final class DeviceNodes {
    /** vhost-vdpa is three directories below its function, a device of an auxiliary device's child five. */
    private static final int DEPTH = 6;

    private final AttributeReader attributes;
    private final Path charDevices;
    private final FunctionDirectories functions;
    private final Once<Map<PciAddress, List<Node>>> byFunction = new Once<>(this::read);

    /** A device of a function. */
    public record Node(String path, Optional<DeviceNumber> number) {}

    /** Reads nothing yet: where no process has a device open, nobody asks. */
    public DeviceNodes(MachineView view, FunctionDirectories functions) {
        attributes = new AttributeReader(view);
        charDevices = view.sysroot().charDevices();
        this.functions = functions;
    }

    private Map<PciAddress, List<Node>> read() {
        Map<PciAddress, List<Node>> known = new HashMap<>();
        Reading<List<String>> numbers = attributes.names(charDevices);
        for (PciAddress address : functions.addresses()) {
            functions.directory(address).filter(this::isVirtual).ifPresent(directory -> {
                List<Node> found = new ArrayList<>(0);
                known.put(address, found);
                if (numbers.value().isEmpty()) {
                    below(directory, DEPTH, found);
                }
            });
        }
        for (String number :
                known.isEmpty() ? List.<String>of() : numbers.value().orElse(List.of())) {
            attributes.linkTarget(charDevices.resolve(number)).value().ifPresent(target -> add(number, target, known));
        }
        known.values().forEach(nodes -> nodes.sort((a, b) -> a.path().compareTo(b.path())));
        return known;
    }

    private boolean isVirtual(Path function) {
        return attributes.linkTarget(function.resolve("physfn")).value().isPresent();
    }

    private void add(String number, String target, Map<PciAddress, List<Node>> known) {
        int end = target.length();
        for (int slash = target.lastIndexOf('/'); slash > 0; slash = target.lastIndexOf('/', slash - 1)) {
            Optional<PciAddress> function = PciAddress.parse(target.substring(slash + 1, end));
            if (function.isPresent()) {
                Optional.ofNullable(known.get(function.get()))
                        .ifPresent(nodes ->
                                nodes.add(node(charDevices.resolve(target).normalize(), DeviceNumber.parse(number))));
                return;
            }
            end = slash;
        }
    }

    private Node node(Path directory, Optional<DeviceNumber> number) {
        return new Node(
                VfioNodes.path(
                        attributes.text(directory.resolve("uevent")).value(),
                        directory.getFileName().toString()),
                number);
    }

    /** Those of the function. */
    public List<Node> of(PciAddress function) {
        return byFunction.get().getOrDefault(function, List.of());
    }

    private void below(Path directory, int depth, List<Node> found) {
        for (String name : attributes.names(directory).value().orElse(List.of())) {
            Path inside = directory.resolve(name);
            if (depth > 0 && Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
                attributes
                        .text(inside.resolve("dev"))
                        .value()
                        .flatMap(DeviceNumber::parse)
                        .ifPresent(number -> found.add(node(inside, Optional.of(number))));
                below(inside, depth - 1, found);
            }
        }
    }

    /** All of them, by number, and by the last name of their path. */
    public void addTo(Map<DeviceNumber, String> byNumber, Map<String, String> byName) {
        byFunction
                .get()
                .values()
                .forEach(nodes -> nodes.forEach(node -> {
                    node.number().ifPresent(number -> byNumber.putIfAbsent(number, node.path()));
                    byName.put(node.path().substring(node.path().lastIndexOf('/') + 1), node.path());
                }));
    }
}
