# SPDX-License-Identifier: LGPL-3.0-or-later
"""Makes vfnet's saved configuration of what a play wants and of what the host has."""

from ansible.errors import AnsibleFilterError

# The saved configuration's numbers and switches (config.schema.json). Ansible hands both on as text where they come from
# -e, from the environment, or from a template below ansible-core 2.19.
NUMBERS = ("vf_count", "dev_port", "vf_index", "id", "qos", "min_tx_rate", "max_tx_rate")
SWITCHES = ("bridge_sync", "spoof_check", "trust", "query_rss")
ON, OFF = ("true", "yes", "on", "y", "t", "1"), ("false", "no", "off", "n", "f", "0")


def vfnet_configuration(ports, listed, restore="always", bridge_sync=False):
    """The wanted ports, with who they are and where they sit as 'vfnet list --json' says it.

    Ports without "restore" or "bridge_sync" get that of the role; "always" and false are what the file means without them.
    """
    general = {**({} if restore == "always" else {"restore": restore}), **({"bridge_sync": True} if bridge_sync else {})}
    return {"version": 1, "ports": [{**general, **_identified(port, listed["physical_functions"])} for port in ports]}


def _identified(port, found):
    for candidate in found:
        if candidate["interface"] is not None and candidate["interface"] == port["interface"]:
            known = {key: candidate[key] for key in ("permanent_mac_address", "pci_address", "dev_port")
                     if candidate[key] is not None}
            return _typed({**known, **port})
    names = ", ".join(sorted(str(candidate["interface"] or candidate["pci_address"]) for candidate in found))
    raise AnsibleFilterError("this host has no port %s; it has %s" % (port["interface"], names or "none"))


def _typed(value, key=None):
    """The same, with numbers and switches in place of their texts; what is neither is left for vfnet to refuse."""
    if isinstance(value, dict):
        return {name: _typed(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_typed(part) for part in value]
    text = value.strip() if isinstance(value, str) else ""
    if key in NUMBERS and text.isascii() and text.isdigit():
        return int(text)
    if key in SWITCHES and text.lower() in ON + OFF:
        return text.lower() in ON
    return value


def vfnet_addressed(configuration, planned):
    """The configuration, with the address of each VF as 'vfnet apply --dry-run --json' plans it."""
    ports = [_addressed(port, _addresses(plan)) for port, plan in zip(configuration["ports"], planned["ports"])]
    return {**configuration, "ports": ports}


def _addresses(plan):
    change = plan["change"] or {"addresses": []}
    return {vf["vf_index"]: vf["mac_address"] for vf in change["addresses"] if vf["mac_address"] is not None}


def _addressed(port, addresses):
    named = {vf["vf_index"]: vf for vf in port.get("vfs", [])}
    vfs = []
    for index in range(port["vf_count"]):
        vf = {"vf_index": index, **named.get(index, {})}
        if index in addresses:
            vf.setdefault("mac_address", addresses[index])
        vfs.append(vf)
    return {**port, "vfs": vfs + [vf for index, vf in named.items() if index >= port["vf_count"]]}


class FilterModule:
    """What Ansible looks for."""

    def filters(self):
        return {"vfnet_configuration": vfnet_configuration, "vfnet_addressed": vfnet_addressed}
