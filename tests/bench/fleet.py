# SPDX-License-Identifier: LGPL-3.0-or-later
"""Writes documents of `vfnet list --json` for many hosts: fleet.py LIST.json HOSTS VFS FOLDER.

LIST.json is one host's document; each host gets its ports and this many copies of its first VF, with addresses of
their own, half of them with a user.
"""
import copy
import json
import os
import sys


def address(first, number, index):
    return "%02x:%02x:%02x:%02x:00:%02x" % (first, number >> 8, number & 255, index >> 8, index & 255)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        host = json.load(file)
    hosts, vfs, folder = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    first = host["virtual_functions"][0]
    for number in range(hosts):
        for index, port in enumerate(host["physical_functions"]):
            port["permanent_mac_address"] = port["mac_address"] = address(4, number, index)
        host["virtual_functions"] = []
        for index in range(vfs):
            vf = copy.deepcopy(first)
            vf["vf_index"] = index
            vf["pci_address"] = "0000:02:%02x.%x" % (16 + index // 8, index % 8)
            vf["mac_address"] = vf["admin_mac_address"] = address(2, number, index)
            vf["in_use_unseen"] = []
            vf["in_use_by"] = [{"kind": "vfio_process", "pid": 7, "command": "kvm", "vm_name": "vm", "vm_id": 7}][index % 2:]
            host["virtual_functions"].append(vf)
        name = os.path.join(folder, "host-%04d" % number)
        os.makedirs(name)
        with open(os.path.join(name, "list.json"), "w", encoding="utf-8") as file:
            json.dump(host, file)


if __name__ == "__main__":
    main()
