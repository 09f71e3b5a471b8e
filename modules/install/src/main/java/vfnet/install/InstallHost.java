package vfnet.install;

import java.nio.file.Path;

/**
 * What an installation needs of the host besides its files.
 *
 * @param javaHome  the folder of the Java that runs this program: vfnet's image, or some other
 * @param systemctl the host's
 */
public record InstallHost(Path javaHome, Systemctl systemctl) {}
