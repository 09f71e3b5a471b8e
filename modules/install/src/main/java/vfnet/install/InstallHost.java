// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install;

import java.nio.file.Path;

/**
 * What an installation needs of the host besides its files.
 *
 * @param javaHome the folder of the Java that runs this program: vfnet's image, or another
 * @param systemctl the host's
 * @param index the index of the host's manual
 * @param training makes the cache of an image that has none
 */
public record InstallHost(Path javaHome, Systemctl systemctl, ManualIndex index, CacheTraining training) {}
