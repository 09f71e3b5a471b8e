// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.apply.plan;

import java.util.List;
import java.util.Optional;
import vfnet.model.PciAddress;
import vfnet.model.inventory.PhysicalFunction;

/**
 * The VFs of a PF at some moment.
 *
 * @param vfs by their numbers
 */
public record SeenVfs(List<Vf> vfs) {
    /** No VFs. */
    public static final SeenVfs NONE = new SeenVfs(List.of());

    /**
     * One of them.
     *
     * @param index from 0
     * @param address its PCI address
     * @param identity distinguishes it from another one in its place; empty where unknown
     */
    public record Vf(int index, PciAddress address, Optional<String> identity) {

        /** If the identity of either is unknown, it is not compared. */
        private boolean isSame(Vf other) {
            return index == other.index
                    && address.equals(other.address)
                    && (identity.isEmpty() || other.identity.isEmpty() || identity.equals(other.identity));
        }
    }

    /** Copies the list. */
    public SeenVfs {
        vfs = List.copyOf(vfs);
    }

    /**
     * {@return the VFs that a PF has}
     *
     * @param pf the PF
     */
    public static SeenVfs of(PhysicalFunction pf) {
        return new SeenVfs(pf.virtualFunctions().stream()
                .map(vf -> new Vf(vf.index(), vf.function().address(), vf.identity()))
                .toList());
    }

    /** {@return the number of VFs} */
    public int count() {
        return vfs.size();
    }

    /**
     * {@return whether these are the same devices, and not merely as many} A VF of unknown identity is compared by
     * index and address.
     *
     * @param now the present VFs of the PF
     */
    public boolean areStill(SeenVfs now) {
        boolean same = count() == now.count();
        for (int i = 0; same && i < count(); i++) {
            same = vfs.get(i).isSame(now.vfs.get(i));
        }
        return same;
    }

    /**
     * {@return the first of these VFs; all of them when there are fewer}
     *
     * @param most the maximum number, from 0
     * @throws IllegalArgumentException when {@code most} is negative
     */
    public SeenVfs first(int most) {
        return new SeenVfs(vfs.subList(0, Math.min(most, count())));
    }
}
