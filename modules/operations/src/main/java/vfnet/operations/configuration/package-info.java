// SPDX-License-Identifier: LGPL-3.0-or-later
/** Changes of the saved configuration, as transactions: lock, load, plan, save. */
package vfnet.operations.configuration;
