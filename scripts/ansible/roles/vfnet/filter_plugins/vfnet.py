"""Makes vfnet's saved configuration of what a play wants and of what the host has."""

from ansible.errors import AnsibleFilterError


def vfnet_configuration(ports, listed):
    """The wanted ports, with who they are and where they sit as 'vfnet list --json' says it."""
    return {"version": 1, "ports": [_identified(port, listed["physical_functions"]) for port in ports]}


def _identified(port, found):
    for candidate in found:
        if candidate["interface"] is not None and candidate["interface"] == port["interface"]:
            known = {key: candidate[key] for key in ("permanent_mac_address", "pci_address", "dev_port")
                     if candidate[key] is not None}
            return {**known, **port}
    names = ", ".join(sorted(str(candidate["interface"] or candidate["pci_address"]) for candidate in found))
    raise AnsibleFilterError("this host has no port %s; it has %s" % (port["interface"], names or "none"))


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
