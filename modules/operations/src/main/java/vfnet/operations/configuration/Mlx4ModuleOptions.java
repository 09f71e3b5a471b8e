// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.apply.mlx4.Mlx4OptionsFile;
import vfnet.apply.mlx4.Mlx4Parameters;
import vfnet.model.VfDriver;
import vfnet.model.VfMethod;
import vfnet.model.VfRanges;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.model.desired.SavedVf;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PfPort;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Sriov;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.persistence.PortSearch;
import vfnet.system.Sysroot;

/**
 * What a saved configuration requires of the file in modprobe.d that makes ConnectX-3 cards create their VFs.
 *
 * @param file the file
 * @param parameters its content; empty when no such card is saved, and there must be no file
 * @param changes whether its content changes
 * @param remarks what the user should know, one line each
 */
public record Mlx4ModuleOptions(
        Mlx4OptionsFile file, Optional<Mlx4Parameters> parameters, boolean changes, List<String> remarks) {

    static boolean isByModule(PhysicalFunction pf) {
        return pf.sriov()
                .value()
                .flatMap(Sriov::method)
                .filter(VfMethod.MODULE_PARAMETER::equals)
                .isPresent();
    }

    /**
     * For the configuration that is about to be saved. Empty where the machine has no such card and no such file.
     *
     * @throws OperationException when the saved numbers contradict each other, or another program wrote the file
     */
    static Optional<Mlx4ModuleOptions> of(Inventory inventory, Configuration configuration, Sysroot sysroot)
            throws OperationException {
        Mlx4OptionsFile file = Mlx4OptionsFile.of(sysroot);
        try {
            Optional<Mlx4Parameters> parameters = parameters(inventory, configuration, sysroot);
            boolean outside = file.isOutside(sysroot);
            if (parameters.isEmpty() && outside) {
                return Optional.empty();
            }
            if (outside) {
                throw new OperationException(
                        Kind.FAILED,
                        file.folder() + " is a link that leads out of " + sysroot.root()
                                + ", and nothing is written there. Nothing was saved");
            }
            boolean changes = !file.says(parameters);
            if (file.isForeign() && parameters.isPresent()) {
                throw new OperationException(
                        Kind.FAILED, file.path() + " was not written by vfnet; take it away first. Nothing was saved");
            }
            boolean concerned =
                    parameters.isPresent() || changes && !file.isForeign() && allAreThere(inventory, configuration);
            return concerned
                    ? Optional.of(new Mlx4ModuleOptions(
                            file, parameters, changes, remarks(file, parameters, inventory, configuration)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new OperationException(
                    Kind.FAILED, file.path() + " cannot be read: " + FileFailure.message(e) + ". Nothing was saved", e);
        }
    }

    private static Optional<Mlx4Parameters> parameters(
            Inventory inventory, Configuration configuration, Sysroot sysroot) throws OperationException {
        Optional<SavedPort> first = Optional.empty();
        Optional<Mlx4Parameters> parameters = Optional.empty();
        for (SavedPort entry : configuration.ports()) {
            Optional<PhysicalFunction> card = card(inventory, configuration, entry);
            if (card.isPresent()
                    && first.filter(known -> known.count() != entry.count()).isPresent()) {
                throw new OperationException(
                        Kind.FAILED,
                        entry.title() + " has " + VfRanges.count(entry.count()) + " and "
                                + first.get().title() + " "
                                + VfRanges.count(first.get().count()) + ", but mlx4_core has one number for all "
                                + "its cards and ports; save them with the same. Nothing was saved");
            }
            if (card.isPresent() && first.isEmpty()) {
                first = Optional.of(entry);
                parameters = Optional.of(
                        Mlx4Parameters.of(card.get(), entry.count(), bound(entry), Mlx4Parameters.running(sysroot)));
            }
        }
        return parameters;
    }

    /** An absent port may be one of such a card: then the file stays. */
    private static boolean allAreThere(Inventory inventory, Configuration configuration) {
        PortSearch search = new PortSearch(inventory, configuration, index -> true);
        return configuration.ports().stream()
                .allMatch(entry -> search.find(entry).found().isPresent());
    }

    /** The card of an entry, where its VFs are created by the module's parameter. */
    private static Optional<PhysicalFunction> card(Inventory inventory, Configuration configuration, SavedPort entry) {
        return new PortSearch(inventory, configuration, index -> true)
                .find(entry)
                .found()
                .map(PfPort::pf)
                .filter(Mlx4ModuleOptions::isByModule);
    }

    /** The number of VFs, from VF 0 on, up to the last that is neither for VMs nor without a driver. */
    private static int bound(SavedPort entry) {
        int bound = 0;
        for (int index = 0; index < entry.count(); index++) {
            SavedVf vf = entry.vf(index);
            bound = vf.driver().orElseGet(VfDriver.Auto::new) instanceof VfDriver.Auto ? index + 1 : bound;
        }
        return bound;
    }

    private static List<String> remarks(
            Mlx4OptionsFile file, Optional<Mlx4Parameters> parameters, Inventory inventory, Configuration configuration)
            throws IOException {
        List<String> remarks = new ArrayList<>();
        for (Path other : parameters.isPresent() ? file.others() : List.<Path>of()) {
            boolean later = other.getFileName()
                            .toString()
                            .compareTo(file.path().getFileName().toString())
                    > 0;
            remarks.add(other + " sets parameters of mlx4_core, too, and "
                    + (later ? "comes later, so it counts" : "comes earlier, so this one counts")
                    + "; take that line out of it");
        }
        for (PhysicalFunction pf :
                parameters.isPresent() ? inventory.physicalFunctions() : List.<PhysicalFunction>of()) {
            boolean saved = configuration.ports().stream()
                    .anyMatch(entry -> card(inventory, configuration, entry).equals(Optional.of(pf)));
            if (isByModule(pf) && !saved) {
                remarks.add(pf.function().address()
                        + " is not saved, and gets as many VFs all the same: mlx4_core has one number for "
                        + "all its cards");
            }
        }
        return remarks;
    }

    /** @throws OperationException when it cannot be written */
    void save() throws OperationException {
        try {
            if (changes) {
                file.write(parameters);
            }
        } catch (IOException e) {
            throw new OperationException(
                    Kind.INCOMPLETE,
                    file.path() + " cannot be written: " + FileFailure.message(e)
                            + "; the rest was saved, so run the command again once it can",
                    e);
        }
    }
}
