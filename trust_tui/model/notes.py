"""Private notes that only their author can open, by a passphrase of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trust_tui.model.records import Record


class SealedText(str):
    """The words of a private note that nobody has opened: an age file in letters, carried along as it is.

    A kind of text of its own, so that nobody takes it for words that somebody typed.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteKey(Record):
    """What seals the private notes of its author, and what opens them once their passphrase is said.

    One that was removed still opens copies from before; nothing is sealed with it any more.

    Attributes:
        recipient: What notes are sealed to. It opens nothing.
        wrapped: What opens them, sealed with the passphrase: an age file in letters.
        settled: Whether every copy of the ledger has been brought up to it.
    """

    kind: ClassVar[str] = "note_key"

    recipient: str
    wrapped: str
    settled: bool = False
