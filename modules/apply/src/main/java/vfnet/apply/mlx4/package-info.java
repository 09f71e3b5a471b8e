// SPDX-License-Identifier: LGPL-3.0-or-later
/** ConnectX-3, whose driver creates VFs by parameters of its module alone. */
package vfnet.apply.mlx4;
