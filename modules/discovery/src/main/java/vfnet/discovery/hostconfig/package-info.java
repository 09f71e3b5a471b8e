// SPDX-License-Identifier: LGPL-3.0-or-later
/** What the host's configuration files say of VFs: modprobe, udev, systemd, NetworkManager, netplan, scripts. */
package vfnet.discovery.hostconfig;
