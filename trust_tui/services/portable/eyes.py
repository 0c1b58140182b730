"""What an export for people's eyes says of private notes that have a passphrase of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trust_tui.model.checkin import PrivateNote
from trust_tui.model.notes import NoteKey, SealedText
from trust_tui.model.versions import Version

if TYPE_CHECKING:
    from trust_tui.model.records import Record
    from trust_tui.services.note_keys import NoteKeys
    from trust_tui.services.portable.gather import Gathered

SEALED = "(sealed with a passphrase of its own)"
"""Stands for the words of a note that nobody opened."""


def to_be_read(gathered: Gathered, keys: NoteKeys) -> Gathered:
    """Return the same with the notes that are open in words. A key says nothing to anybody's eyes."""
    records = {
        name: [_read(each, keys) for each in found]
        for name, found in gathered.records.items()
        if name != NoteKey.kind
    }
    return replace(gathered, records=records)


def _read(record: Record, keys: NoteKeys) -> Record:
    if isinstance(record, PrivateNote):
        return replace(record, text=_words(record, record.text, keys))
    if isinstance(record, Version) and record.of_kind == PrivateNote.kind:
        text = record.body.get("text")
        if isinstance(text, str):
            return replace(record, body={**record.body, "text": _words(record, text, keys)})
    return record


def _words(record: Record, text: str, keys: NoteKeys) -> str:
    words = keys.read(record.author, text)
    return SEALED if isinstance(words, SealedText) else words
