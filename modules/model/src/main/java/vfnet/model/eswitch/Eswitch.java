// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.model.eswitch;

import java.util.Optional;

/**
 * The attributes of a card's switch, as {@code devlink dev eswitch show} prints them.
 *
 * @param mode its mode
 * @param inlineMode how much of the headers VF drivers put into the descriptor: {@code none}, {@code link},
 *     {@code network} or {@code transport}; empty where the driver has no such attribute
 * @param encapMode whether it encapsulates: {@code none} or {@code basic}; empty where the driver has no such attribute
 */
public record Eswitch(EswitchMode mode, Optional<String> inlineMode, Optional<String> encapMode) {}
