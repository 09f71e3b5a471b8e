# SPDX-License-Identifier: LGPL-3.0-or-later
"""The claims, in the order of the verdicts. Machines are started in the order in which they come up here: the two whose
claims take longest first."""
from claims import (  # noqa: F401
    listing, story, reboot, package, making, in_use, hidden_users, odd_ports, returning, settings, confirming, peers, libvirt, other_cards, traffic,
    bridging, processors, doctor, many, bad_boots, virtio,
    switching)
