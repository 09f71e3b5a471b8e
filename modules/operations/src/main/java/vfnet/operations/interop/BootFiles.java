// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vfnet.discovery.Discovery;
import vfnet.interop.SourceFile;
import vfnet.interop.boot.BootFile;
import vfnet.model.Problem;
import vfnet.model.host.OtherTool;
import vfnet.model.host.ThirdPartySetting;
import vfnet.model.inventory.Inventory;
import vfnet.operations.FileFailure;
import vfnet.operations.OperationContext;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.system.SearchPath;
import vfnet.system.Sysroot;
import vfnet.system.SystemFiles;

/**
 * The files that a boot runs, and in which lines about VFs may be: those in which vfnet doctor finds such lines, units
 * and the scripts that they start among them, and the usual ones, which may have lines of ip alone.
 */
public final class BootFiles {
    private static final Set<OtherTool> TOOLS = Set.of(
            OtherTool.UDEV_RULE,
            OtherTool.BOOT_SCRIPT,
            OtherTool.SERVICE,
            OtherTool.CRON,
            OtherTool.IFUPDOWN,
            OtherTool.DISPATCHER,
            OtherTool.SYSFS_CONF,
            OtherTool.TMPFILES);

    private final Sysroot sysroot;
    private final Map<Path, BootFile> files = new LinkedHashMap<>();
    private final List<Problem> unread = new ArrayList<>();

    private BootFiles(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    /**
     * {@return the files of a machine}
     *
     * @param context the machine
     * @param inventory its cards
     */
    public static BootFiles of(OperationContext context, Inventory inventory) {
        BootFiles found = new BootFiles(context.machine().sysroot());
        for (ThirdPartySetting setting :
                Discovery.hostFacts(context.machine(), inventory).otherTools()) {
            if (TOOLS.contains(setting.tool())) {
                found.add(found.sysroot.place(setting.file()), setting.file());
                setting.lines().forEach(found::addScript);
            }
        }
        SystemFiles usual = new SystemFiles(found.sysroot);
        List<SearchPath> places = new ArrayList<>(usual.interfaces());
        usual.texts().forEach((tool, own) -> places.addAll(TOOLS.contains(tool) ? own : List.of()));
        places.forEach(found::addAll);
        return found;
    }

    /**
     * {@return a file that the user names, or all in a folder}
     *
     * @param context the machine
     * @param place the file or folder
     * @throws OperationException when there is none, or it cannot be read
     */
    public static BootFiles at(OperationContext context, Path place) throws OperationException {
        BootFiles found = new BootFiles(context.machine().sysroot());
        ThirdPartyFiles all = new ThirdPartyFiles(found.sysroot, new SearchPath(List.of(place), "*"));
        if (all.isFolder(place)) {
            all.plain().forEach(file -> found.put(Path.of(file.name()), file));
        } else {
            all.at(place).plain().forEach(file -> found.put(place, file));
        }
        if (found.files.isEmpty()) {
            throw new OperationException(
                    Kind.FAILED, place + " holds no file that a boot could run; name another FILE or DIR");
        }
        return found;
    }

    /** A line of a script that the file starts has the script before it: {@code /usr/local/sbin/vfs.sh: echo ...}. */
    private void addScript(String line) {
        int end = line.indexOf(": ");
        if (line.startsWith("/") && end > 0) {
            add(sysroot.place(line.substring(0, end)), line.substring(0, end));
        }
    }

    private void addAll(SearchPath places) {
        for (Path folder : places.folders()) {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(file -> places.accepts(file.getFileName().toString()) && !Files.isDirectory(file))
                        .sorted()
                        .forEach(file -> add(file, file.toString()));
            } catch (IOException e) {
                // Most machines have only some of these folders.
            }
        }
    }

    private void add(Path path, String name) {
        if (!files.containsKey(path)) {
            try {
                put(path, new SourceFile(path.toString(), ThirdPartyFiles.text(sysroot, path)));
            } catch (IOException e) {
                unread.add(new Problem(name, "cannot be read: " + FileFailure.message(e)));
            }
        }
    }

    private void put(Path path, SourceFile file) {
        files.put(path, new BootFile(file, BootFile.Kind.of(file.name())));
    }

    /** {@return the files} */
    public List<BootFile> files() {
        return List.copyOf(files.values());
    }

    /** {@return those that cannot be read} */
    public List<Problem> unread() {
        return List.copyOf(unread);
    }
}
