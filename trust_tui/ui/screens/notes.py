"""A passphrase of one's own for private notes: setting it, and opening them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.screens.passphrase import PassphraseForm, SecretPage

if TYPE_CHECKING:
    from trust_tui.services.notes import NoteLock


class NotesPage(SecretPage):
    """The passphrase of one person's private notes."""

    BINDINGS = bindings(Place.NOTES)

    def __init__(self, lock: NoteLock) -> None:
        super().__init__(lock, load("notes.json"), Place.NOTES)


def opening(lock: NoteLock) -> PassphraseForm:
    """Return what asks for the passphrase of somebody's private notes. Ends with None when left."""
    return PassphraseForm("open", ("present",), lock.unlock, load("notes.json"))
