// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.usecase;

import vfnet.operations.configuration.SavingOutcome;
import vfnet.operations.live.PortOutcome;
import vfnet.operations.select.VfSelection;

/**
 * The result of configuring single VFs.
 *
 * @param choice the VFs
 * @param outcome the result for their port
 * @param saving what was saved
 */
public record VfOutcome(VfSelection choice, PortOutcome outcome, SavingOutcome saving) {}
