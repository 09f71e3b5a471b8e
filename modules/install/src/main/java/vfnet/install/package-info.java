// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * Installs the runtime image with its boot service, manual pages and completions, and removes exactly that. A plan is
 * made first, as for VFs; a manifest records what was installed, and an interrupted installation is completed by the
 * next run.
 */
package vfnet.install;
