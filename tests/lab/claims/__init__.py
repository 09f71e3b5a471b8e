"""The claims, in the order in which they are shown on a machine."""
from claims import listing, making, in_use, other_cards, traffic, processors, story, reboot, many, bad_boots  # noqa: F401
