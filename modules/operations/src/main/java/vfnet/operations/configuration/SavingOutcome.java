// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was saved of a change to single VFs.
 *
 * @param done whether something was saved
 * @param failure why not, where it should have been
 * @param file the file of the saved configuration
 * @param changes what was saved or would be; none where nothing is to be
 */
public record SavingOutcome(boolean done, Optional<String> failure, Path file, List<PersistChange> changes) {}
