// SPDX-License-Identifier: LGPL-3.0-or-later
/** States of nmstate. */
package vfnet.interop.nmstate;
