// SPDX-License-Identifier: LGPL-3.0-or-later
/** What a command prints for Proxmox VE alone. */
package vfnet.cli.proxmox;
