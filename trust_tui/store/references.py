"""Whether the entries of a ledger fit together: what one says of another, the other has to be there for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from trust_tui.model.boundaries import Agreement
from trust_tui.model.people import Person
from trust_tui.model.records import OURS
from trust_tui.model.versions import Version
from trust_tui.store.codec import Doc
from trust_tui.store.salvage import is_readable
from trust_tui.store.state import State

PEOPLE = frozenset({"author", "to", "whose", "for_whom", "worded_by", "floor", "broke", "hurt", "present"})
"""The fields that name people of the couple."""

ENTRIES = frozenset(
    {
        "of", "breach", "draw", "from_apology", "from_repair", "professional", "promise", "renewed", "renews",
        "review", "seen", "session", "talk", "topics", "victory",
    }
)  # fmt: skip
"""The fields that name other entries. A card may be one of ours, so that it names none."""

_DAYS = frozenset({(Agreement.kind, "review")})
"""What is called like one of them and names a day."""


@dataclass(frozen=True, slots=True)
class Loose:
    """What does not fit together. Removed entries count as there: they are only not shown.

    Attributes:
        unreadable: Entries that this program cannot understand.
        orphans: Entries that belong to one that is not there.
        unsigned: Entries that name somebody who is nobody here.
        lost_pasts: Earlier versions of an entry that is not there.
        doubles: Entries that share their name with another one.
    """

    unreadable: int = 0
    orphans: int = 0
    unsigned: int = 0
    lost_pasts: int = 0
    doubles: int = 0


def loose(state: State) -> Loose:
    """Look through all entries of a ledger in the present form."""
    documents = [(name, doc) for name, table in state.tables.items() for doc in table.rows.values()]
    ids = [doc.get("id") for _, doc in documents if isinstance(doc, dict)]
    known = {each for each in ids if isinstance(each, str)}
    people = {OURS, *(doc.get("id") for name, doc in documents if name == Person.kind and doc)}
    counts = dict.fromkeys(Loose.__dataclass_fields__, 0)
    for name, doc in documents:
        if not is_readable(name, doc):
            counts["unreadable"] += 1
        elif not _all_in(doc, (field for field in ENTRIES if (name, field) not in _DAYS), known):
            counts["lost_pasts" if name == Version.kind else "orphans"] += 1
        elif not _all_in(doc, PEOPLE, people):
            counts["unsigned"] += 1
    counts["doubles"] = len(ids) - len({str(each) for each in ids})
    return Loose(**counts)


def _all_in(doc: Doc, fields: Iterable[str], known: set[Any]) -> bool:
    return all(name in known for field in fields for name in _names(doc.get(field)))


def _names(value: Any) -> Iterator[str]:
    """Yield what a field names; an empty one names nothing."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each:
            yield each
