"""Whose private notes are sealed, and which of them are open in this sitting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trust_tui.model.notes import NoteKey, SealedText

if TYPE_CHECKING:
    from collections.abc import Callable

    from trust_tui.store import Ledger
    from trust_tui.store.sealed import Sealed

_ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----"


@dataclass
class NoteKeys:
    """Seals what somebody writes for themselves, and reads it while they have opened it.

    What opens is in memory alone, until `close`.

    Attributes:
        when_changed: Called whenever other notes can be read than before.
    """

    ledger: Ledger
    when_changed: list[Callable[[], None]] = field(default_factory=list, repr=False)
    _open: dict[str, Sealed] = field(default_factory=dict, repr=False)

    def of(self, person_id: str) -> NoteKey | None:
        """Return the key that seals a person's notes, or None where they set no passphrase for them."""
        return next(iter(self.ledger.all(NoteKey, author=person_id)), None)

    def is_closed(self, person_id: str) -> bool:
        """Say whether it takes a passphrase to read this person's notes now."""
        return self.of(person_id) is not None and self._opener(person_id) is None

    def let_in(self, person_id: str, opener: Sealed) -> None:
        """Read this person's notes from now on."""
        self._open[person_id] = opener
        self._say_so()

    @property
    def are_open(self) -> bool:
        """Whether anybody's notes are open now."""
        return bool(self._open)

    def close(self) -> None:
        """Forget what opens notes."""
        self._open.clear()
        self._say_so()

    def read(self, person_id: str, text: str) -> str:
        """Return the words of a note; a `SealedText` where they cannot be read now."""
        # One that was taken away counts: something typed before that, in another window, is sealed to it.
        ever = text.startswith(_ARMOR) and self.ledger.all(NoteKey, include_deleted=True, author=person_id)
        return self.opened(self._opener(person_id), text) if ever else text

    def opened(self, opener: Sealed | None, text: str) -> str:
        """Return the words of a sealed text; a `SealedText` where this does not open it."""
        if opener is not None:
            from trust_tui.store.notes import Unsealable

            try:
                return opener.opened_text(text)
            except Unsealable:
                pass
        return SealedText(text)

    def sealed(self, person_id: str, text: str) -> str:
        """Return what is to be kept of a person's words: sealed where they set a passphrase for them."""
        if isinstance(text, SealedText):
            return str(text)
        key = self.of(person_id)
        if key is None or not text:
            return text
        from trust_tui.store.notes import sealed_text

        return sealed_text(text, key)

    def sealed_by_now(self, person_id: str, text: str) -> str:
        """Return what is to be kept of words that were kept before, sealed once and not twice."""
        return text if text.startswith(_ARMOR) else self.sealed(person_id, text)

    def _say_so(self) -> None:
        for call in self.when_changed:
            call()

    def _opener(self, person_id: str) -> Sealed | None:
        opener, key = self._open.get(person_id), self.of(person_id)
        # In another window it may have been taken away meanwhile, and another one set.
        return (
            opener if opener is not None and key is not None and opener.recipient == key.recipient else None
        )
