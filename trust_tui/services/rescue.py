"""When the ledger cannot be read: what can take its place. Nothing happens without being asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from trust_tui.model.dates import day_words
from trust_tui.services.companion import Companion
from trust_tui.store import LedgerDamaged, Places, Seal
from trust_tui.store import rescue as store
from trust_tui.store.salvage import salvage

if TYPE_CHECKING:
    from trust_tui.model.moments import Clock
    from trust_tui.store.salvage import Salvaged


@dataclass
class Rescue:
    """What is wrong with a ledger, and the ways on.

    Attributes:
        damage: Why it was refused.
        places: Where it is.
        clock: Tells the present moment.
        reopen: Opens the ledger again, once something took its place.
        seal: How its files are read and written.
    """

    damage: LedgerDamaged
    places: Places
    clock: Clock
    reopen: Callable[[], Companion] = field(repr=False)
    seal: Seal = field(default_factory=Seal, repr=False)

    @property
    def reason(self) -> str:
        """What is wrong, in words."""
        return str(self.damage)

    @cached_property
    def _backup(self) -> store.Offer | None:
        return next((offer for offer in self._offers() if offer.is_good), None)

    def _offers(self) -> list[store.Offer]:
        return store.offers(self.places, sealer=self.seal.sealer)

    @cached_property
    def _salvaged(self) -> Salvaged | None:
        from trust_tui.store import Disk

        found = salvage(self.places, Disk(), self.seal.sealer)
        return found if found is not None and found.records else None

    @property
    def backup_words(self) -> str:
        """The newest good backup in words, or "" where there is none."""
        backup = self._backup
        if backup is None:
            return ""
        words = f"from {day_words(backup.day)}, with {_entries(backup.records)}"
        return f"{words}, up to the last save" if backup.later else words

    @property
    def salvage_words(self) -> str:
        """What can still be read, in words, or "" where that is nothing."""
        found = self._salvaged
        if found is None:
            return ""
        left = f"; {found.left_out} could not be read" if found.left_out else ""
        return f"{_entries(found.records)}{left}"

    def restore(self) -> Companion:
        """Set the damaged file aside and go on with the newest good backup.

        Raises:
            LedgerError: If that could not be done. Nothing was lost.
        """
        assert self._backup is not None  # noqa: S101 - the screen offers it only where there is one
        store.restore(self.places, self._backup.path, self.clock(), sealer=self.seal.sealer)
        return self.reopen()

    def salvage(self) -> Companion:
        """Set the damaged file aside and go on with what can be read.

        Raises:
            LedgerError: If that could not be done. Nothing was lost.
        """
        assert self._salvaged is not None  # noqa: S101 - the screen offers it only where there is something
        store.restore(self.places, self._salvaged.state, self.clock(), sealer=self.seal.sealer)
        return self.reopen()

    def begin_anew(self) -> Companion:
        """Set the damaged file aside and begin with an empty ledger.

        Raises:
            LedgerError: If that could not be done. Nothing was lost.
        """
        store.begin_anew(self.places, self.clock(), sealer=self.seal.sealer)
        return self.reopen()


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
