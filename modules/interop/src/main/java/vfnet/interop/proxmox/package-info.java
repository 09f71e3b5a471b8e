// SPDX-License-Identifier: LGPL-3.0-or-later
/** PCI resource mappings of a Proxmox VE cluster. */
package vfnet.interop.proxmox;
