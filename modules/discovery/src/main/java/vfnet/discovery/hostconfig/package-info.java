// SPDX-License-Identifier: LGPL-3.0-or-later
/** What the files of the host say of VFs: modprobe, udev, systemd, NetworkManager, netplan, scripts. */
package vfnet.discovery.hostconfig;
