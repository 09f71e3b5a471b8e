// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.Optional;
import vfnet.model.Reading;
import vfnet.model.eswitch.EswitchDrivers.Order;

/**
 * The way of a card's switch to a mode, and its place among the other changes of a PF, which each driver decides.
 *
 * @param present the present state of the switch
 * @param desired the mode that it is to be in; empty to keep the present one
 * @param driver the PF's driver
 * @param vfs the PF's present number of VFs
 * @param desiredVfs the PF's number of VFs afterwards
 */
public record EswitchTransition(
        Reading<Eswitch> present, Optional<EswitchMode> desired, String driver, int vfs, int desiredVfs) {

    /** {@return whether the mode has to be changed; so too where the present one is unknown} */
    public boolean changes() {
        return desired.isPresent() && !desired.equals(presentMode());
    }

    private Optional<EswitchMode> presentMode() {
        return present.value().map(Eswitch::mode);
    }

    /** {@return the mode that is set, or kept; empty where none is known} */
    public Optional<EswitchMode> mode() {
        return desired.or(this::presentMode);
    }

    /**
     * {@return the mode that a rollback restores; empty where a rollback leaves it alone} It is changed on request, or
     * by an older kernel, which leaves switchdev mode with the last VF.
     */
    public Optional<EswitchMode> former() {
        if (changes()) {
            return presentMode();
        }
        return vfs == desiredVfs || present.value().isEmpty()
                ? Optional.empty()
                : presentMode().filter(EswitchMode::hasRepresentors);
    }

    private boolean has(Order order) {
        return EswitchDrivers.order(driver).equals(Optional.of(order));
    }

    /** {@return whether the driver changes the mode only while there are no VFs, and there are some} */
    public boolean needsRemoval() {
        return changes() && has(Order.NO_VFS) && vfs > 0;
    }

    /** {@return whether VFs must have no driver while the mode changes} */
    public boolean needsUnbinding() {
        return changes() && has(Order.VFS_UNBOUND);
    }

    /** {@return whether the mode is set once no VF is left, before new ones are created} */
    public boolean isSetWithoutVfs() {
        return changes() && (has(Order.NO_VFS) || desiredVfs == 0);
    }

    /**
     * {@return whether the mode is set once new VFs are there, and have no driver} Older kernels leave switchdev mode
     * with the last VF (mlx5_eswitch_disable, bnxt_vf_reps_destroy), so the present mode is set again.
     */
    public boolean isSetWithNewVfs() {
        boolean takesItThen = has(Order.VFS_UNBOUND) || has(Order.VFS_STAY);
        return desiredVfs > 0
                && takesItThen
                && (changes() || mode().filter(EswitchMode::hasRepresentors).isPresent());
    }

    /** {@return why the mode cannot be changed, as the end of a sentence; empty where nothing is known against it} */
    public Optional<String> obstacle() {
        if (!changes()) {
            return Optional.empty();
        }
        if (!EswitchDrivers.mayHaveMode(driver)) {
            return Optional.of("has a driver (" + driver + ") whose eswitch has no mode, or whose order of steps vfnet "
                    + "does not know; it knows mlx5_core, ice and bnxt_en");
        }
        if (has(Order.FIXED)) {
            return Optional.of(
                    "has a driver (" + driver + ") that takes another eswitch mode with some of its firmware "
                            + "only, with abm and not with flower, so vfnet sets none; devlink dev eswitch set does");
        }
        return switch (present) {
            case Reading.Value<Eswitch> _ -> Optional.empty();
            case Reading.Absent<Eswitch>() ->
                Optional.of("has an eswitch mode that cannot be read: there is no devlink (package iproute2)");
            case Reading.Unreadable<Eswitch>(var problem) ->
                vfs == 0 && desiredVfs > 0
                        ? Optional.empty()
                        : Optional.of("has an eswitch mode that cannot be read, and so not be restored: " + problem
                                + (vfs == 0
                                        ? "; on older kernels there is none without VFs, so create some first"
                                        : ""));
        };
    }
}
