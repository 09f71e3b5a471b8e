// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

/** virtio-pci: below its function it creates a device on the virtio bus, which has the interfaces. */
final class Virtio {
    private Virtio() {}

    /**
     * The device of a function that virtio-pci is bound to; they are numbered consecutively (drivers/virtio/virtio.c).
     */
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
