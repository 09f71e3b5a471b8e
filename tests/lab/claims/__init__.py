"""The claims, in the order in which they are shown on a machine."""
from claims import (  # noqa: F401
    listing, making, in_use, settings, other_cards, traffic, processors, story, reboot, many, bad_boots)
