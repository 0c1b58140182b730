"""Names as people say them."""

from __future__ import annotations


def possessive(name: str) -> str:
    """Return the name with its 's."""
    return f"{name}'s"
