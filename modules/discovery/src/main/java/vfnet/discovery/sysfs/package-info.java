// SPDX-License-Identifier: LGPL-3.0-or-later
/** What sysfs and procfs say of PCI functions, their interfaces and processes. */
package vfnet.discovery.sysfs;
