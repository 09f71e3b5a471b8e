# SPDX-License-Identifier: LGPL-3.0-or-later
"""The configuration that a machine is as it shall be with: reads `vfnet list --json`, prints it for etc/vfnet/config.json."""
import json
import sys

machine = json.load(sys.stdin)
vfs = {}
for vf in machine["virtual_functions"]:
    vfs.setdefault(vf["parent_interface"], []).append(
        {"vf_index": vf["vf_index"], "mac_address": vf["mac_address"], "trust": vf["trust"], "driver": "auto"})
ports = [{"interface": pf["interface"], "permanent_mac_address": pf["permanent_mac_address"],
          "pci_address": pf["pci_address"], "vf_count": pf["active_vfs"], "vfs": vfs.get(pf["interface"], [])}
         for pf in machine["physical_functions"]]
json.dump({"version": 1, "ports": ports}, sys.stdout)
