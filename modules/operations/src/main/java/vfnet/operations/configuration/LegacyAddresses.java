// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.mac.LegacyAddressGenerator;
import vfnet.mac.Origin;
import vfnet.mac.VfAddress;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.inventory.NetworkInterface;
import vfnet.operations.view.PfRow;

/**
 * The addresses that vfnet 0.1 would give to the VFs of a port today. It derived them from the present address of the
 * port and the name that lspci prints: a bond, or another text in {@code pci.ids}, changes them.
 *
 * @param row the port
 */
public record LegacyAddresses(PfRow row) {

    /**
     * {@return the addresses of these VFs, in their order; unknown where the port's present address is}
     *
     * @param vfIndices the numbers of the VFs on their PF, from 0
     */
    public List<VfAddress> of(List<Integer> vfIndices) {
        List<VfAddress> addresses = new ArrayList<>();
        Optional<MacAddress> present = present();
        if (present.isEmpty()) {
            Problem why = new Problem(
                    row.title(), "has no address that can be read, from which vfnet 0.1 derived those of its VFs");
            vfIndices.forEach(index -> addresses.add(new VfAddress.Unknown(index, why)));
            return addresses;
        }
        List<MacAddress> generated = new LegacyAddressGenerator(present.get(), deviceName()).generate(vfIndices);
        for (int i = 0; i < generated.size(); i++) {
            addresses.add(new VfAddress.Known(vfIndices.get(i), generated.get(i), Origin.LEGACY));
        }
        return addresses;
    }

    private Optional<MacAddress> present() {
        return row.networkInterface().map(NetworkInterface::address).flatMap(address -> address.value());
    }

    /** The value of lspci -vmmk after "Device:". */
    private String deviceName() {
        return row.function()
                .description()
                .or(() -> row.function().id().value().map(id -> "Device " + id.deviceDigits()))
                .orElse("unknown");
    }

    /** {@return why the addresses may not be those that vfnet 0.1 once gave; empty where nothing suggests it} */
    public Optional<Problem> doubt() {
        Optional<MacAddress> permanent =
                row.port().flatMap(port -> port.permanentAddress().value());
        return permanent.isPresent() && present().isPresent() && !permanent.equals(present())
                ? Optional.of(new Problem(
                        row.title(),
                        "has the address " + present().get() + " now, from which vfnet 0.1 derived those of its VFs, "
                                + "and not its permanent one: they are others while it is not in a bond"))
                : Optional.empty();
    }
}
