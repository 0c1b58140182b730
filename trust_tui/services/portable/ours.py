"""The lossless format: every record as the ledger has it, one on a line, always in the same bytes.

It holds no day and no version of the program: the same records make the same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from trust_tui.model.kinds import KINDS
from trust_tui.services.problems import Problem
from trust_tui.store.codec import decode, encode
from trust_tui.store.mapping import FieldProblem, to_doc, to_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trust_tui.model.records import Record
    from trust_tui.services.portable.gather import Gathered

FORMAT = "trust-tui export"
VERSION = 1
"""Goes up with whatever an older program could not take in without losing something."""


@dataclass(frozen=True, slots=True)
class OurFile:
    """What stands in such a file.

    Attributes:
        whose: "everything", "both", or the id of the person it was made for.
        since: Its first day, or None.
        records: The records by kind, in the order they were written.
    """

    whose: str
    since: date | None
    records: Mapping[str, Sequence[Record]]


def render_json(gathered: Gathered) -> bytes:
    """Return it as a file."""
    since = gathered.scope.since
    head = {
        "format": FORMAT,
        "version": VERSION,
        "whose": gathered.scope.whose,
        "since": since.isoformat() if since else None,
    }
    lines = [f"{_text(name)}:{_text(value)}," for name, value in head.items()]
    kinds = [
        f"{_text(name)}:[\n" + ",\n".join(_text(to_doc(record)) for record in records) + "\n]"
        for name, records in gathered.records.items()
    ]
    return ("{\n" + "\n".join(lines) + '\n"records":{\n' + ",\n".join(kinds) + "\n}\n}\n").encode()


def is_ours(data: bytes) -> bool:
    """Say whether a file looks like one of these, whole or not."""
    return FORMAT.encode() in data[:200]


def read_json(data: bytes) -> OurFile:
    """Return what stands in such a file.

    Raises:
        Problem: If it is damaged, or was written by a newer program. Nothing was taken in.
    """
    try:
        found = decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        raise Problem(
            "This file is damaged: it is not whole, or was changed. Nothing was taken in."
        ) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Problem("This file was not written by trust-tui. Nothing was taken in.")
    version = found.get("version")
    if type(version) is not int or version > VERSION:
        raise Problem("A newer trust-tui wrote this file. Update trust-tui first. Nothing was taken in.")
    since = found.get("since")
    try:
        first = None if since is None else date.fromisoformat(since)
    except (TypeError, ValueError):
        raise _damaged("since") from None
    whose, kinds = found.get("whose"), found.get("records")
    if not isinstance(whose, str) or not isinstance(kinds, dict):
        raise _damaged("records")
    return OurFile(whose, first, {name: _records(name, docs) for name, docs in kinds.items()})


def _records(name: str, docs: Any) -> list[Record]:
    kind = KINDS.get(name)
    if kind is None:
        raise Problem(
            "This file holds a kind of entry that this trust-tui does not know. Update it first. "
            "Nothing was taken in."
        )
    if not isinstance(docs, list):
        raise _damaged(name)
    records = []
    for number, doc in enumerate(docs, 1):
        try:
            records.append(to_record(kind, doc))
            encode(doc)  # what could not be written again cannot be kept
        except (FieldProblem, TypeError, ValueError, RecursionError):
            raise _damaged(f"{name}, number {number}") from None
    return records


def _damaged(where: str) -> Problem:
    return Problem(f"This file is damaged: “{where}” cannot be understood. Nothing was taken in.")


def _text(value: Any) -> str:
    return encode(value).decode()
