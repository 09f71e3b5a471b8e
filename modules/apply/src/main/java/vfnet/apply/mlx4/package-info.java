// SPDX-License-Identifier: LGPL-3.0-or-later
/** ConnectX-3, whose driver creates VFs only by parameters of its module. */
package vfnet.apply.mlx4;
