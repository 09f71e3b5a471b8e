/** What the files of the host say of VFs: modprobe, udev, systemd, NetworkManager, netplan, scripts. */
package vfnet.discovery.hostconfig;
