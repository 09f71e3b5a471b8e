package vfnet.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import vfnet.apply.Kernel;
import vfnet.mac.SavedAddresses;
import vfnet.model.Configuration;
import vfnet.model.Inventory;
import vfnet.model.MacAddress;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.SavedPort;
import vfnet.model.VfSettings;
import vfnet.persistence.ConfigurationFile;
import vfnet.persistence.Flaw;
import vfnet.persistence.Loaded;
import vfnet.persistence.PortMatch;
import vfnet.persistence.PortSearch;

/** The saved configuration beside the machine as it is. */
final class Saved {
    /** Equal to no entry of a file. */
    private static final SavedPort NO_PORT = new SavedPort(Optional.empty(), Optional.empty(), -1, Optional.empty(), 0,
            new TreeMap<>());

    private final ConfigurationFile file;
    private final Loaded loaded;
    private final PortSearch search;

    private Saved(ConfigurationFile file, Loaded loaded, PortSearch search) {
        this.file = file;
        this.loaded = loaded;
        this.search = search;
    }

    /** @throws CommandFailure when {@code --config} names no path */
    static Saved beside(Inventory inventory, Session session) throws CommandFailure {
        ConfigurationFile file = session.configurationFile();
        return of(file, file.load(), inventory, session);
    }

    /**
     * The same for a command that changes the machine: a file that others than root may have written is not used.
     *
     * @throws CommandFailure when {@code --config} names no path
     */
    static Saved forChange(Inventory inventory, Session session) throws CommandFailure {
        ConfigurationFile file = session.configurationFile();
        Loaded loaded = file.load();
        Optional<Problem> unsafe = loaded instanceof Loaded.Read ? unsafe(file, session) : Optional.empty();
        return of(file, unsafe.<Loaded>map(Loaded.Unreadable::new).orElse(loaded), inventory, session);
    }

    /** Why the file must not be acted upon, nor rewritten. Whose the file of a snapshot is says nothing. */
    static Optional<Problem> unsafe(ConfigurationFile file, Session session) {
        return session.kernel().flatMap(_ -> file.unsafe(session.machine().sysroot()));
    }

    /** What was loaded before, beside a machine that was read again. */
    static Saved of(ConfigurationFile file, Loaded loaded, Inventory inventory, Session session) {
        Optional<Kernel> kernel = session.kernel();
        IntPredicate isNameFinal = index -> kernel.isEmpty() || kernel.get().isNamed(index);
        return new Saved(file, loaded, new PortSearch(inventory, loaded.configuration(), isNameFinal));
    }

    /**
     * What is saved, for a command that acts on it as root.
     *
     * @throws CommandFailure when it cannot be read, or others than root could have written it
     */
    static Loaded trusted(ConfigurationFile file, Session session) throws CommandFailure {
        Loaded loaded = file.load();
        Optional<Problem> wrong = loaded instanceof Loaded.Unreadable(Problem why) ? Optional.of(why)
                : loaded instanceof Loaded.Read ? unsafe(file, session) : Optional.empty();
        if (wrong.isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, wrong.get() + ". Nothing was changed");
        }
        return loaded;
    }

    Configuration configuration() {
        return loaded.configuration();
    }

    /** What is saved for this port. */
    Optional<SavedPort> of(PfRow row) {
        return search.entryOf(row.pf(), row.port());
    }

    /** The same; unreadable where the file is. */
    Reading<SavedPort> reading(PfRow row) {
        if (loaded instanceof Loaded.Unreadable(Problem why)) {
            return Reading.unreadable(why);
        }
        return of(row).map(Reading::of).orElseGet(Reading::absent);
    }

    PortMatch find(SavedPort entry) {
        return search.find(entry);
    }

    /** The saved addresses, seen from the port of an entry. */
    SavedAddresses addresses(Optional<SavedPort> entry) {
        Map<Integer, MacAddress> own = new HashMap<>();
        entry.ifPresent(port -> port.vfs().values().forEach(vf ->
                vf.settings().address().ifPresent(address -> own.put(vf.index(), address))));
        return new SavedAddresses(own, configuration().addressesBeside(entry.orElse(NO_PORT)));
    }

    /**
     * The same for a command that leaves VFs as they are: one that has an address keeps it, and what is saved for it
     * goes to nobody else.
     */
    SavedAddresses addressesOfNewVfs(PfRow row) {
        SavedAddresses all = addresses(of(row));
        Map<Integer, MacAddress> ofNew = new HashMap<>(all.ofPort());
        row.port().flatMap(port -> port.vfSettings().value()).ifPresent(live -> live.forEach((index, settings) -> {
            if (settings.address().isPresent()) {
                ofNew.remove(index);
            }
        }));
        List<MacAddress> reserved = new ArrayList<>(all.elsewhere());
        all.ofPort().forEach((index, address) -> {
            boolean isItsOwn = row.port().flatMap(port -> port.vfSettings().value())
                    .map(live -> live.get(index)).flatMap(VfSettings::address).filter(address::equals).isPresent();
            if (!ofNew.containsKey(index) && !isItsOwn) {
                reserved.add(address);
            }
        });
        return new SavedAddresses(ofNew, Set.copyOf(reserved));
    }

    /** What is wrong with the file, for a command that goes on without what cannot be used. */
    List<Problem> problems() {
        if (loaded instanceof Loaded.Unreadable(Problem why)) {
            return List.of(why);
        }
        List<Problem> problems = new ArrayList<>();
        if (loaded instanceof Loaded.Read read) {
            for (Flaw flaw : read.flaws()) {
                problems.add(problem(flaw));
            }
        }
        return problems;
    }

    /**
     * Where another card sits in the place of a saved one. It is not the saved port, whatever it is called: that must be said
     * by whoever shows or changes it.
     */
    List<Problem> replaced(List<PfRow> rows) {
        List<Problem> problems = new ArrayList<>(0);
        for (SavedPort entry : configuration().ports()) {
            if (find(entry) instanceof PortMatch.Refused(String words, Optional<PortMatch.Found> there) && there.filter(other ->
                    rows.stream().anyMatch(row -> row.pf() == other.pf() && row.port().equals(other.port()))).isPresent()) {
                problems.add(new Problem(entry.title(), words));
            }
        }
        return problems;
    }

    /** A flaw with its file. */
    Problem problem(Flaw flaw) {
        return new Problem(file.path() + ", " + flaw.place(), flaw.what());
    }
}
