// SPDX-License-Identifier: LGPL-3.0-or-later
/** Names of devices as other tools write them, and cards that are known by their IDs. */
package vfnet.doctor.match;
