// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import vfnet.apply.kernel.Kernel;
import vfnet.apply.state.PortRestores;
import vfnet.mac.SavedAddresses;
import vfnet.mac.SavedGuids;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.VfSettings;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.PortRestore;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PfPort;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Loaded;
import vfnet.persistence.PortMatch;
import vfnet.persistence.PortSearch;
import vfnet.persistence.ValidationError;

/** The saved configuration, matched with the live state of the machine. */
public final class ConfigurationView {
    /** A placeholder that equals no entry of a file. */
    private static final SavedPort NO_PORT =
            new SavedPort(Optional.empty(), Optional.empty(), -1, Optional.empty(), 0, new TreeMap<>());

    private final ConfigurationFile file;
    private final Loaded loaded;
    private final PortSearch search;
    private final PortRestores restores;

    private ConfigurationView(ConfigurationFile file, Loaded loaded, PortSearch search, PortRestores restores) {
        this.restores = restores;
        this.file = file;
        this.loaded = loaded;
        this.search = search;
    }

    /**
     * {@return the saved configuration with a machine, for a command that only reads}
     *
     * @param inventory the live state of the machine
     * @param context the machine and its saved configuration
     */
    public static ConfigurationView beside(Inventory inventory, OperationContext context) {
        ConfigurationFile file = context.configurationFile();
        return of(file, file.load(), inventory, context);
    }

    /**
     * {@return the same for a command that changes the machine: a file that others than root may have written is not
     * used}
     *
     * @param inventory the live state of the machine
     * @param context the machine and its saved configuration
     */
    public static ConfigurationView forChange(Inventory inventory, OperationContext context) {
        ConfigurationFile file = context.configurationFile();
        Loaded loaded = file.load();
        Optional<Problem> unsafe = loaded instanceof Loaded.Read ? unsafe(file, context) : Optional.empty();
        return of(file, unsafe.<Loaded>map(Loaded.Unreadable::new).orElse(loaded), inventory, context);
    }

    /**
     * {@return why the file must be neither used nor rewritten by root; empty where it may} Who owns the file of a
     * snapshot does not matter.
     *
     * @param file the file of the saved configuration
     * @param context the machine and the environment of the operation
     */
    public static Optional<Problem> unsafe(ConfigurationFile file, OperationContext context) {
        return context.kernel().flatMap(_ -> file.unsafe(context.machine().sysroot()));
    }

    /**
     * {@return a configuration that was loaded before, with a machine that was read again}
     *
     * @param file the file of the saved configuration
     * @param loaded the saved configuration, and the errors in the file
     * @param inventory the live state of the machine
     * @param context the machine and the environment of the operation
     */
    public static ConfigurationView of(
            ConfigurationFile file, Loaded loaded, Inventory inventory, OperationContext context) {
        Optional<Kernel> kernel = context.kernel();
        IntPredicate isNameFinal = index -> kernel.isEmpty() || kernel.get().isNamed(index);
        return new ConfigurationView(
                file,
                loaded,
                new PortSearch(inventory, loaded.configuration(), isNameFinal),
                new PortRestores(context.machine().sysroot()));
    }

    /**
     * {@return the saved configuration, for a command that acts on it as root}
     *
     * @param file the file of the saved configuration
     * @param context the machine and the environment of the operation
     * @throws OperationException when it cannot be read, or others than root could have written it
     */
    public static Loaded trusted(ConfigurationFile file, OperationContext context) throws OperationException {
        Loaded loaded = file.load();
        Optional<Problem> wrong = loaded instanceof Loaded.Unreadable(Problem why)
                ? Optional.of(why)
                : loaded instanceof Loaded.Read ? unsafe(file, context) : Optional.empty();
        if (wrong.isPresent()) {
            throw new OperationException(Kind.FAILED, wrong.get() + ". Nothing was changed");
        }
        return loaded;
    }

    /** {@return the saved configuration; without ports where the file is missing or unreadable} */
    public Configuration configuration() {
        return loaded.configuration();
    }

    /**
     * {@return what is saved for this port; empty where nothing is}
     *
     * @param row the port
     */
    public Optional<SavedPort> of(PfRow row) {
        return search.entryOf(row.pfPort());
    }

    /**
     * {@return whether what is saved for a port is what it has; false where something of that is unknown}
     *
     * @param row the port
     * @param now the live state of the machine
     */
    public boolean isAsSaved(PfRow row, Inventory now) {
        return Rows.of(now).pfs().stream()
                .filter(row::isSamePort)
                .flatMap(port -> of(port).map(entry -> Drift.of(port, Reading.of(entry))).stream())
                .anyMatch(Drift::isNone);
    }

    /** The same as {@link #of(PfRow)}; unreadable where the file is. */
    Reading<SavedPort> reading(PfRow row) {
        if (loaded instanceof Loaded.Unreadable(Problem why)) {
            return Reading.unreadable(why);
        }
        return of(row).map(Reading::of).orElseGet(Reading::absent);
    }

    /**
     * {@return when a port was last brought to its saved state since the host started; empty where it was not}
     *
     * @param row the port
     */
    public Optional<PortRestore> restored(PfRow row) {
        return restores.read(row.function().address(), row.devPort());
    }

    /**
     * {@return which port of the machine the entry means}
     *
     * @param entry an entry of this configuration
     */
    public PortMatch find(SavedPort entry) {
        return search.find(entry);
    }

    /**
     * {@return the saved addresses, seen from the port of an entry: its own VFs' by index, and those of all others}
     *
     * @param entry the port's entry; empty where nothing is saved for it
     */
    public SavedAddresses addresses(Optional<SavedPort> entry) {
        Map<Integer, MacAddress> own = new HashMap<>();
        entry.ifPresent(port -> port.vfs()
                .values()
                .forEach(vf -> vf.settings().address().ifPresent(address -> own.put(vf.index(), address))));
        return new SavedAddresses(own, configuration().addressesBeside(entry.orElse(NO_PORT)));
    }

    /**
     * {@return the same for a command that does not change VFs} One that has an address keeps it, and the address saved
     * for it is given to no other.
     *
     * @param row the port
     */
    public SavedAddresses addressesOfNewVfs(PfRow row) {
        SavedAddresses all = addresses(of(row));
        Map<Integer, MacAddress> ofNew = new HashMap<>(all.ofPort());
        row.live()
                .port()
                .flatMap(port -> port.vfSettings().value())
                .ifPresent(live -> live.forEach((index, settings) -> {
                    if (settings.address().isPresent()) {
                        ofNew.remove(index);
                    }
                }));
        List<MacAddress> reserved = new ArrayList<>(all.elsewhere());
        all.ofPort().forEach((index, address) -> {
            boolean isItsOwn = row.live()
                    .port()
                    .flatMap(port -> port.vfSettings().value())
                    .map(live -> live.get(index))
                    .flatMap(VfSettings::address)
                    .filter(address::equals)
                    .isPresent();
            if (!ofNew.containsKey(index) && !isItsOwn) {
                reserved.add(address);
            }
        });
        return new SavedAddresses(ofNew, Set.copyOf(reserved));
    }

    /**
     * {@return the saved GUIDs, seen from the port of an entry}
     *
     * @param entry the port's entry; empty where nothing is saved for it
     */
    public SavedGuids guids(Optional<SavedPort> entry) {
        return ReservedGuids.of(configuration(), entry.orElse(NO_PORT));
    }

    /**
     * {@return the same for a command that does not change VFs} One that has GUIDs keeps them, and those saved for it
     * are given to no other.
     *
     * @param row the port
     */
    public SavedGuids guidsOfNewVfs(PfRow row) {
        return ReservedGuids.ofNewVfs(guids(of(row)), row.live());
    }

    /** {@return the errors in the file, for a command that goes on without the faulty entries} */
    public List<Problem> problems() {
        if (loaded instanceof Loaded.Unreadable(Problem why)) {
            return List.of(why);
        }
        List<Problem> problems = new ArrayList<>();
        if (loaded instanceof Loaded.Read read) {
            for (ValidationError flaw : read.flaws()) {
                problems.add(problem(flaw));
            }
        }
        return problems;
    }

    /**
     * {@return a problem for each saved port that another card has replaced} That card is not the saved port, whatever
     * its name, and a command that shows or changes it must say so.
     *
     * @param rows the ports that are shown or changed
     */
    public List<Problem> replaced(List<PfRow> rows) {
        List<Problem> problems = new ArrayList<>(0);
        for (SavedPort entry : configuration().ports()) {
            if (find(entry) instanceof PortMatch.Refused(String reason, Optional<PfPort> there)
                    && there.filter(other -> rows.stream()
                                    .anyMatch(row ->
                                            row.pf() == other.pf() && row.port().equals(other.port())))
                            .isPresent()) {
                problems.add(new Problem(entry.title(), reason));
            }
        }
        return problems;
    }

    /** An error with its file. */
    Problem problem(ValidationError flaw) {
        return new Problem(file.path() + ", " + flaw.place(), flaw.what());
    }
}
