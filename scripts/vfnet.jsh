// vfnet as a toolkit: a session on its modules, opened by scripts/jshell. Nothing here changes a machine.
import module java.base;
import module vfnet.model;
import module vfnet.discovery;
import module vfnet.machine;
import module vfnet.mac;
import module vfnet.persistence;
import module vfnet.apply;
import module vfnet.operations;
import module vfnet.interop;
import module vfnet.system;
import module vfnet.doctor;
import com.github.freva.asciitable.*;
import java.lang.reflect.RecordComponent;

// What stood behind the script's name on the command line.
List<String> arguments = List.of();

// One of them, counted from 0; what it is says the error when it is missing.
String argument(int number, String what) {
    if (number >= arguments.size()) {
        throw new NoSuchElementException(what + " is missing");
    }
    return arguments.get(number);
}

// The network cards of this host, their VFs and who uses each.
Inventory live() throws InvalidSysrootException {
    return Discovery.inventory(Discovery.live());
}

// The same of a snapshot: its file, or the folder that it was unpacked to.
Inventory captured(String place) throws IOException, InvalidSysrootException {
    Path path = Path.of(place);
    if (Files.isDirectory(path)) {
        return Discovery.inventory(MachineFolder.view(path));
    }
    try (UnpackedMachine machine = UnpackedMachine.of(path)) {
        return Discovery.inventory(machine.view());
    }
}

// The snapshot that VFNET_SYSROOT names, or this host.
Inventory machine() throws IOException, InvalidSysrootException {
    String place = System.getenv().getOrDefault("VFNET_SYSROOT", "");
    return place.isEmpty() ? live() : captured(place);
}

// What a PF is called: by its interfaces, or by its PCI address where it has none.
String name(PhysicalFunction pf) {
    return pf.ports().isEmpty() ? pf.function().address().toString()
            : pf.ports().stream().map(port -> port.networkInterface().name().text()).collect(Collectors.joining("/"));
}

// The PF that is called so: an interface's name or a PCI address.
PhysicalFunction pf(Inventory inventory, String called) {
    return inventory.physicalFunctions().stream().filter(pf -> pf.function().address().toString().equals(called)
            || pf.ports().stream().anyMatch(port -> port.networkInterface().name().text().equals(called))).findFirst()
            .orElseThrow(() -> new NoSuchElementException("no port '" + called + "'; there are "
                    + inventory.physicalFunctions().stream().map(pf -> name(pf)).toList()));
}

// The port of a PF that is called so: its only one, or the one of that name.
Port port(PhysicalFunction pf, String called) {
    return pf.ports().stream().filter(port -> port.networkInterface().name().text().equals(called)).findFirst()
            .or(() -> pf.ports().stream().findFirst())
            .orElseThrow(() -> new NoSuchElementException(called + " has no network interface, so nothing makes its addresses"));
}

// The addresses that VFs 0 to count-1 of a port have, or will have once they are made.
List<VfAddress> addresses(Inventory inventory, String called, int count) {
    PhysicalFunction pf = pf(inventory, called);
    return AddressPlan.of(inventory, pf, port(pf, called), count, SavedAddresses.NONE);
}

// The plan for a machine that is open.
PlanResult planned(MachineView view, SetRequest request) throws OperationException {
    return SetOperation.plan(OperationContext.of(view, Optional.empty()), request, new ChangeListener() {}).port().planned();
}

// What 'vfnet set PORT COUNT' would do on the machine that machine() shows, or why it would refuse. Nothing is done.
PlanResult plan(String called, int count) throws IOException, OperationException {
    SetRequest request = new SetRequest(called, count, Optional.empty(), Duration.ofMinutes(3), false);
    String place = System.getenv().getOrDefault("VFNET_SYSROOT", "");
    if (Files.isRegularFile(Path.of(place))) {
        try (UnpackedMachine machine = UnpackedMachine.of(Path.of(place))) {
            return planned(machine.view(), request);
        }
    }
    return planned(place.isEmpty() ? Discovery.live() : MachineFolder.view(Path.of(place)), request);
}

// How a value looks in a table: None for what is not there, ? for what could not be read.
String cell(Object value) {
    String text = switch (value) {
        case Optional<?> optional -> optional.map(content -> cell(content)).orElse("None");
        case Reading<?> reading -> reading.fold(content -> cell(content), () -> "None", why -> "?");
        case Collection<?> several -> several.stream().map(one -> cell(one)).collect(Collectors.joining(", "));
        case InterfaceName own -> own.text();
        case Driver driver -> driver.name();
        default -> value.toString();
    };
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
}

// Prints records as a table: a column a component, a line a record.
void table(Collection<?> rows) throws ReflectiveOperationException {
    List<String[]> lines = new ArrayList<>();
    Column[] columns = {};
    for (Object row : rows) {
        RecordComponent[] components = row.getClass().getRecordComponents();
        columns = Stream.of(components).map(component -> new Column()
                .header(component.getName().replace('_', ' ').replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT))
                .headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT).maxWidth(Integer.MAX_VALUE)).toArray(Column[]::new);
        String[] line = new String[components.length];
        for (int i = 0; i < line.length; i++) {
            line[i] = cell(components[i].getAccessor().invoke(row));
        }
        lines.add(line);
    }
    AsciiTable.builder().border(AsciiTable.NO_BORDERS).data(columns, lines.toArray(String[][]::new)).asString().lines()
            .map(line -> line.substring(1).stripTrailing()).forEach(IO::println);
}
