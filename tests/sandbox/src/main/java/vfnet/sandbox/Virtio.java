// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

/** virtio-pci: below its function it makes a device on virtio's own bus, which has the interfaces. */
final class Virtio {
    private Virtio() {}

    /** The device of a function that virtio-pci has taken; they are numbered through (drivers/virtio/virtio.c). */
    static void register(Simulation machine, Function function) {
        if (!function.networkDevice().equals(function.directory())) {
            return;
        }
        int number = machine.functions().stream()
                        .map(Function::networkDevice)
                        .map(device -> device.getFileName().toString())
                        .filter(name -> name.startsWith(Function.VIRTIO))
                        .mapToInt(name -> Integer.parseInt(name.substring(Function.VIRTIO.length())))
                        .max()
                        .orElse(-1)
                + 1;
        Tree.write(function.at(Function.VIRTIO + number).resolve("features"), "1".repeat(64));
    }
}
