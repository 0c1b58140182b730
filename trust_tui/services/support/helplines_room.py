"""The room of the helplines. What it shows is shipped with the program; nothing there waits for anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trust_tui.model.people import Person


class HelplinesRoom:
    """Has nothing of its own to say: `trust_tui.services.helplines` knows the numbers."""

    def glance(self, reader: Person) -> str:  # noqa: ARG002 - every room is asked for one
        """Nothing waits here."""
        return ""
