"""The claims, in the order in which they are shown on a machine."""
from claims import listing, making, in_use, other_cards, traffic, processors  # noqa: F401
