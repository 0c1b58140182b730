"""Private notes with a passphrase of their own, taken in: one key for each person, and nothing readable."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, TypeGuard

from trust_tui.model.checkin import PrivateNote
from trust_tui.model.notes import NoteKey
from trust_tui.model.versions import Version
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    from trust_tui.model.records import Record
    from trust_tui.services.desk import Desk
    from trust_tui.services.note_keys import NoteKeys
    from trust_tui.services.portable.merging import Plan
    from trust_tui.services.portable.ours import OurFile
    from trust_tui.store import Transaction


def check_keys(made: Plan, here: Collection[Record], file: OurFile, after: Collection[Record]) -> None:
    """Refuse what would leave notes that their author cannot open, and note whose here are to be sealed.

    Raises:
        Problem: If notes here and in the file have different keys, or one of them has none any more.
    """
    were, come, are = _keys(here), _keys(_of_file(file)), _keys(after)
    for author in {*were, *come}:
        if len(are.get(author, ())) > 1:
            raise Problem(
                "Private notes in this file have another passphrase of their own than those here. Take one "
                "of the two away first, and make the file anew. Nothing was taken in."
            )
        if author in were and author not in are:
            raise Problem(
                "Private notes in this file have no passphrase of their own any more, and those here do. "
                "Take it away here first. Nothing was taken in."
            )
        if author not in are and any(_is_note(each, author) for each in made.puts):
            raise Problem(
                "Private notes in this file are sealed with a passphrase that was taken away here. Take it "
                "away there too, and make the file anew. Nothing was taken in."
            )
        if author not in were and any(_is_note(each, author) for each in here):
            made.sealed_now.append(author)


def sealed_here(desk: Desk, keys: NoteKeys, file: OurFile, made: Plan) -> Iterator[Record]:
    """Yield what comes in as it is to be kept: a note sealed where its author's notes are."""
    come = _keys(_of_file(file))
    for record in made.puts:
        author = record.author
        if author in come or not _is_note(record, author) or keys.of(author) is None:
            yield record
        # One revision on, so that the same file taken in once more finds it done.
        elif isinstance(record, Version):
            text = keys.sealed(author, str(record.body.get("text", "")))
            yield record.changed(desk.clock(), body={**record.body, "text": text})
        else:
            text = keys.sealed(author, record.text)
            yield record.changed(desk.clock(), text=text)


def seal_what_is_here(desk: Desk, tx: Transaction, file: OurFile, made: Plan) -> None:
    """Seal the notes that were here before the file brought a key for them."""
    if not made.sealed_now:
        return
    from trust_tui.store.notes import Texts, seal

    came, keys = {each.id for each in made.puts}, _keys(_of_file(file))
    for author in made.sealed_now:
        # The copies here know nothing of it yet.
        seal(tx, keys[author][0].changed(desk.clock(), settled=False), Texts(), leave=came)


def _of_file(file: OurFile) -> Iterable[Record]:
    return (record for records in file.records.values() for record in records)


def _keys(records: Iterable[Record]) -> dict[str, list[NoteKey]]:
    """Return the keys that seal, by whose they are."""
    found: dict[str, list[NoteKey]] = {}
    for each in records:
        if isinstance(each, NoteKey) and each.deleted is None:
            found.setdefault(each.author, []).append(each)
    return found


def _is_note(record: Record, author: str) -> TypeGuard[PrivateNote | Version]:
    """Say whether it holds words of somebody's private notes."""
    is_note = isinstance(record, PrivateNote) or (
        isinstance(record, Version) and record.of_kind == PrivateNote.kind
    )
    return is_note and record.author == author
