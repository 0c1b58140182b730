"""Private notes sealed for their author: in a ledger, and in each copy of one.

A sealed text stands where the readable one stood, so that everything else carries it along as any other. A
person has one key at most that was not removed; while there is one, all of their notes are sealed with it.
What seals and opens is in `sealed`, which nobody imports who needs it not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.moments import Moment
from trust_tui.model.notes import NoteKey
from trust_tui.model.records import Record
from trust_tui.model.versions import Version
from trust_tui.store.errors import PassphraseProblem, WrongPassphrase
from trust_tui.store.ledger import Transaction
from trust_tui.store.passphrases import no_core_dumps, refuse_unfit
from trust_tui.store.sealing import Unsealable
from trust_tui.store.staged import Staged

if TYPE_CHECKING:
    from trust_tui.store.codec import Doc
    from trust_tui.store.sealed import Sealed
    from trust_tui.store.state import State

__all__ = ["PassphraseProblem", "Texts", "Unsealable", "WrongPassphrase"]

_WHOSE = "somebody's private notes in trust-tui"


class Texts:
    """Seals texts, each in the same way wherever the same entry stands: copies of one ledger stay alike."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, int, str], str] = {}

    def sealed(self, text: str, key: NoteKey, of: str, rev: int) -> str:
        """Return a text sealed to a key. An empty one says nothing and stays as it is.

        Args:
            text: The text.
            key: Whose key seals it.
            of: The id of the entry that says it.
            rev: That entry's revision.
        """
        if not text:
            return text
        place = (key.recipient, of, rev, text)
        if place not in self._known:
            self._known[place] = sealed_text(text, key)
        return self._known[place]


def sealed_text(text: str, key: NoteKey) -> str:
    """Return a text sealed to a key."""
    from trust_tui.store import sealed

    return sealed.sealed_text(text, key.recipient)


def fresh(passphrase: str) -> tuple[Sealed, str]:
    """Return what opens notes from now on, and the same wrapped in a passphrase. It takes about a second.

    Raises:
        PassphraseProblem: If it is none.
    """
    from trust_tui.store import sealed

    refuse_unfit(passphrase)
    no_core_dumps()
    opener = sealed.Sealed.fresh()
    return opener, wrapped(opener, passphrase)


def wrapped(opener: Sealed, passphrase: str) -> str:
    """Return what opens notes, wrapped in a passphrase. It takes about a second.

    Raises:
        PassphraseProblem: If it is none.
    """
    from trust_tui.store import sealed

    refuse_unfit(passphrase)
    return sealed.in_letters(sealed.wrapped(opener, passphrase, _WHOSE))


def opener_of(key: NoteKey, text: str) -> Sealed:
    """Return what opens the notes of a key. It takes about a second.

    Args:
        key: Whose notes.
        text: Their passphrase, or their recovery key.

    Raises:
        WrongPassphrase: If this does not open them. Nothing is counted.
    """
    from trust_tui.store import sealed

    if sealed.looks_like_recovery(text):
        opener = sealed.Sealed.of_recovery(text)
    else:
        opener = sealed.unwrapped([sealed.of_letters(key.wrapped)], text)
    if opener.recipient != key.recipient:
        raise WrongPassphrase("That opens something else, and not these notes. Nothing was changed.")
    no_core_dumps()
    return opener


def live_key(keys: Collection[NoteKey]) -> NoteKey | None:
    """Return the key among those of one person that seals their notes, or None."""
    return next((key for key in keys if key.deleted is None), None)


def seal(tx: Transaction, key: NoteKey, texts: Texts, leave: Collection[str] = ()) -> None:
    """Seal all notes of a key's owner, removed ones and earlier wordings too, and put the key beside them.

    Args:
        tx: Where they are.
        key: What they are sealed with.
        texts: Seals them.
        leave: The ids of entries that are sealed with it already.
    """

    def sealed(record: Record, text: str) -> str:
        return texts.sealed(text, key, record.id, record.rev)

    reword(tx, key, Moment(key.created_at, key.day, key.tz), sealed, leave)
    tx.put(key)


def reword(
    tx: Transaction,
    key: NoteKey,
    moment: Moment,
    say: Callable[[Record, str], str],
    leave: Collection[str] = (),
) -> None:
    """Let all notes of a key's owner, removed ones and earlier wordings too, be written otherwise.

    Each goes one revision on: who takes in an older export does not bring back what was readable then.
    """
    for note in tx.all(PrivateNote, include_deleted=True, author=key.author):
        if note.id not in leave and (text := say(note, note.text)) != note.text:
            tx.replace(note.changed(moment, text=text))
    for version in tx.all(Version, include_deleted=True, author=key.author):
        said = version.body.get("text")
        if version.of_kind != PrivateNote.kind or version.id in leave or not isinstance(said, str):
            continue
        if (text := say(version, said)) != said:
            tx.replace(version.changed(moment, body={**version.body, "text": text}))


def brought_up_to(state: State, keys: Sequence[NoteKey], texts: Texts) -> State:
    """Return a copy's state with the private notes of these keys' owners sealed, and their keys in it.

    It is the very same state where there is nothing to do: where a key is in it already, or where its notes
    are sealed with another one, which then opens them. A key that got another passphrase takes its place.

    Raises:
        LedgerError: If an entry in it cannot be understood.
    """
    staged = Staged(state)
    tx = Transaction(staged)
    for key in keys:
        own = tx.all(NoteKey, include_deleted=True, author=key.author)
        same = next((each for each in own if each.id == key.id), None)
        if same is not None:
            if same.deleted is None and same.rev < key.rev:
                tx.put(key)
        elif live_key(own) is None:
            seal(tx, key, texts)
            if state.schema == 1:
                _seal_first_form(staged, key, texts)
    change = staged.change
    return state.after(change, 0) if change else state


def _seal_first_form(staged: Staged, key: NoteKey, texts: Texts) -> None:
    """Seal what was private before notes were entries of their own, as backups from then have it."""
    for kind in (CheckIn.kind, Version.kind):
        for number, doc in [*staged.table(kind).rows.items()]:
            if doc.get("author") != key.author:
                continue
            said = doc.get("body") if kind == Version.kind else doc
            if isinstance(said, dict) and isinstance(text := said.get("private"), str) and text:
                private = {"private": texts.sealed(text, key, str(doc.get("id")), 1)}
                new: Doc = {**doc, "body": {**said, **private}} if said is not doc else {**doc, **private}
                staged.put(kind, number, new)
