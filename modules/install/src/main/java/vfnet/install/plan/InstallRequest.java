// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.install.plan;

import java.util.List;
import vfnet.install.Layout;
import vfnet.install.files.ImageTree;
import vfnet.system.Sysroot;

/**
 * What is to be installed.
 *
 * @param layout the paths
 * @param version the version of the image
 * @param image the image
 * @param texts manual and completion
 * @param host the machine that this program runs on
 */
public record InstallRequest(Layout layout, String version, ImageTree image, List<Artifact> texts, Sysroot host) {

    /** Copies what it is given. */
    public InstallRequest {
        texts = List.copyOf(texts);
    }

    /** Whether it is installed on the running machine, and not into a tree for another. */
    boolean isLive() {
        return layout.root().equals(host);
    }
}
