package vfnet.install;

import vfnet.model.HostPlaces;
import java.nio.file.Files;
import vfnet.model.Sysroot;

/** What starts a machine's services. */
public enum InitSystem {
    /** systemd. */
    SYSTEMD,
    /** Another one, or none that is known. */
    OTHER;

    /**
     * Looks at a tree. One without any init is a machine still to be filled: systemd is what it most likely gets.
     *
     * @param root the tree
     * @return what starts its services
     */
    public static InitSystem of(Sysroot root) {
        boolean systemd = isBooted(root) || new HostPlaces(root).systemdPrograms().stream().anyMatch(Files::exists);
        return systemd || new HostPlaces(root).initPrograms().stream().noneMatch(DurableFiles::exists) ? SYSTEMD : OTHER;
    }

    /** Whether systemd runs this machine now. */
    static boolean isBooted(Sysroot root) {
        return Files.isDirectory(new HostPlaces(root).bootedBySystemd());
    }
}
