// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The formats of other tools: text to ports of the saved configuration, and ports to text. Each has a
 * {@link vfnet.interop.PortWriter}, a {@link vfnet.interop.PortReader}, or both.
 *
 * <table>
 *
 * <caption>What is read, what is written, what cannot be expressed</caption>
 *
 * <tr><th>format</th><th>read</th><th>written</th><th>cannot be expressed</th><th>checked against</th></tr>
 *
 * <tr><td>systemd, .link ({@link vfnet.interop.link.LinkImport}, {@link vfnet.interop.link.LinkExport})</td>
 *
 * <td>SR-IOVVirtualFunctions=, [SR-IOV] and its keys, of the first file that matches the port, with its drop-ins;
 * [Match] by PermanentMACAddress=, MACAddress=, Path=, OriginalName=, Driver=, Type= and Kind=; udev's record of the
 * file that it applied. Other conditions are said and not evaluated</td>
 *
 * <td>a drop-in of the file that means this port alone; else a file that comes before the one that applies and
 * carries its [Link] over</td>
 *
 * <td>rates, drivers, labels, a VLAN 0 with a priority; the addresses that VFs of igb and ixgbe have on the host</td>
 *
 * <td>systemd 252.39 and 257.13 of Debian 12 and 13, run (tests/lab, claim 18); src/shared/net-condition.c,
 * conf-parser.c, netif-sriov.c and src/udev/net/link-config.c of the repository's main branch, read</td></tr>
 *
 * <tr><td>systemd, .network ({@link vfnet.interop.link.LinkImport})</td>
 *
 * <td>[SR-IOV] of the first file that matches the port, for the VFs that are there; it counts before the .link
 * file's</td>
 *
 * <td>nothing</td><td>the number of VFs</td><td>the same sources, read</td></tr>
 *
 * <tr><td>netplan ({@link vfnet.interop.netplan.NetplanImport}, {@link vfnet.interop.netplan.NetplanExport})</td>
 *
 * <td>virtual-function-count, link, vlans of renderer sriov, macaddress of VFs; match by name, macaddress and driver,
 * set-name; the first document of each file</td>
 *
 * <td>virtual-function-count and set-name under the ID that the host has for the port, or a definition of its own;
 * VLANs of VFs whose names can be predicted</td>
 *
 * <td>addresses, VLAN priorities and 802.1ad, spoof check, trust, link state, query RSS, rates, drivers, labels, 0
 * VFs; more than 256 VFs; alternative names of a port that needs set-name</td>
 *
 * <td>netplan 0.106 and 1.1.2 of Debian 12 and 13, run (tests/lab, claim 19; the tests have the machine's own read
 * what is written); 1.2 by netplan_cli/cli/sriov.py, read</td></tr>
 *
 * <tr><td>NetworkManager ({@link vfnet.interop.keyfile.KeyfileImport},
 * {@link vfnet.interop.keyfile.KeyfileExport})</td>
 *
 * <td>[sriov] total-vfs and vf.N of profiles that name a port by mac-address or interface-name; autoprobe-drivers and
 * eswitch-* are reported</td>
 *
 * <td>[sriov] total-vfs and vf.N with mac, spoof-check, trust, min-tx-rate, max-tx-rate, vlans, in a profile without
 * addresses; commands of nmcli for a port that NetworkManager has a profile for, by name or by [match]</td>
 *
 * <td>link state, query RSS, drivers, labels; a second profile of a port that has one</td>
 *
 * <td>NetworkManager 1.42.4 and 1.52.1 of Debian 12 and 13, run (tests/lab, claim 20); nmcli of the
 * machine rewrites what is exported in the tests</td></tr>
 *
 * <tr><td>lines that a boot runs ({@link vfnet.interop.boot.BootImport})</td>
 *
 * <td>sriov_numvfs by echo, printf, tee, udev, tmpfiles and sysfs.conf; ip link set vf: mac, vlan, qos, proto,
 * spoofchk, trust, state, rate, min_tx_rate, max_tx_rate, query_rss; literal variables, for, tests for files, and
 * sh -c</td>
 *
 * <td>nothing</td>
 *
 * <td>whatever a shell computes or decides, functions, sriov_drivers_autoprobe, max_vfs</td>
 *
 * <td>POSIX.1-2017, Shell Command Language; ip/iplink.c of iproute2; udev(7), tmpfiles.d(5), systemd.service(5),
 * interfaces(5), crontab(5), sysfs.conf(5); nothing is run</td></tr>
 *
 * <tr><td>nmstate ({@link vfnet.interop.nmstate.NmstateImport}, {@link vfnet.interop.nmstate.NmstateExport})</td>
 *
 * <td>total-vfs and vfs of ethernet.sr-iov, of interfaces that are to be up, by name or mac-address; drivers-autoprobe
 * is reported</td>
 *
 * <td>the same, by name, or by mac-address where no name is saved</td>
 *
 * <td>link state, query RSS, drivers, labels, a priority without a VLAN</td>
 *
 * <td>rust/src/lib/ifaces/sriov.rs of nmstate 2 at d2248623, read; nothing of nmstate was run</td></tr>
 *
 * <tr><td>sriov-network-operator ({@link vfnet.interop.kubernetes.OperatorImport},
 * {@link vfnet.interop.kubernetes.OperatorExport})</td>
 *
 * <td>SriovNetworkNodePolicy: numVfs, deviceType, resourceName, priority, nicSelector without netFilter, of
 * nodeSelector the host name; the vfGroups of a SriovNetworkNodeState</td>
 *
 * <td>a policy with externallyManaged for each port and group of labels, with a range of VFs. It creates no VFs, so the
 * saved configuration stays</td>
 *
 * <td>two ranges or drivers of one port in one group; drivers other than vfio-pci; the number at the end of a
 * label</td>
 *
 * <td>config/crd/bases, api/v1/helper.go and pkg/webhook/validate.go at 0d2faf1c, read; the tests have a schema of the
 * same fields; nothing of the operator was run</td></tr>
 *
 * <tr><td>sriov-network-device-plugin, sriov-cni, KubeVirt ({@link vfnet.interop.kubernetes.DevicePluginExport})</td>
 *
 * <td>nothing</td>
 *
 * <td>a ConfigMap with a resource for each group of labels, by pfNames, rootDevices and drivers; a
 * NetworkAttachmentDefinition for each, with what its VFs have alike; permittedHostDevices for those on vfio-pci. It
 * creates no VFs, so the saved configuration stays</td>
 *
 * <td>VFs without a driver; two groups whose names differ in punctuation alone</td>
 *
 * <td>pkg/resources/deviceSelectors.go at 02ba2a9d, whose selection the tests repeat; sriov-cni,
 * docs/configuration-reference.md at 1bf2f23f and LoadConf; nothing of these was run</td></tr>
 *
 * <tr><td>dra-driver-sriov ({@link vfnet.interop.kubernetes.DraExport})</td>
 *
 * <td>nothing</td>
 *
 * <td>DeviceAttributes for each group of labels, and a SriovResourcePolicy of the node, by pciAddresses and
 * drivers</td>
 *
 * <td>VFs that do not exist now, or have no driver. It creates no VFs, so the saved configuration stays</td>
 *
 * <td>v1alpha1 as README.md and demo/resource-policies at 3bc336ca have it, read; nothing of it was run</td></tr>
 *
 * <tr><td>OpenStack nova ({@link vfnet.interop.nova.NovaExport})</td>
 *
 * <td>nothing</td>
 *
 * <td>[pci] device_spec with address, physical_network by the group of the label, and trusted</td>
 *
 * <td>VFs that do not exist now. It creates no VFs, so the saved configuration stays</td>
 *
 * <td>nova/pci/devspec.py at 01d7a39e, read; nothing of nova was run</td></tr>
 *
 * <tr><td>driverctl ({@link vfnet.interop.driverctl.DriverctlImport})</td>
 *
 * <td>the overrides of VFs that are there, of the bus pci</td>
 *
 * <td>nothing</td><td>the number of VFs, which it does not have</td>
 *
 * <td>driverctl 0.111 of Debian 12, its script, read</td></tr>
 *
 * <tr><td>unRAID ({@link vfnet.interop.unraid.UnraidImport})</td>
 *
 * <td>sriov.cfg: the number of VFs of each PF; sriovvfs.cfg: vfio-pci and the address of each VF that is there</td>
 *
 * <td>nothing</td><td>all other settings, which it does not have</td>
 *
 * <td>SriovHelpers.php of unRAID's web interface, read; nothing of unRAID was run</td></tr>
 *
 * <tr><td>Proxmox VE ({@link vfnet.interop.proxmox.ProxmoxExport}, {@link vfnet.interop.proxmox.MappingFile})</td>
 *
 * <td>the cluster's pci.cfg: the entries of other nodes, which are kept</td>
 *
 * <td>PCI resource mappings, one for each group of labels, with id, iommugroup, node, path and subsystem-id</td>
 *
 * <td>VFs that do not exist now. It creates no VFs, so the saved configuration stays</td>
 *
 * <td>src/PVE/Mapping/PCI.pm of pve-guest-common and src/PVE/SectionConfig.pm of pve-common, read; nothing of Proxmox
 * was run</td></tr>
 *
 * </table>
 */
package vfnet.interop;
