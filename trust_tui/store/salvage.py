"""Reads out of a damaged ledger whatever can still be read. Writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from trust_tui.model.kinds import KINDS
from trust_tui.store import codec, journal, mapping, snapshot
from trust_tui.store.codec import Doc
from trust_tui.store.disk import Disk
from trust_tui.store.errors import LedgerDamaged
from trust_tui.store.migrations import migrate
from trust_tui.store.paths import Places
from trust_tui.store.sealing import PLAIN, Sealer
from trust_tui.store.state import Change, State, Table

_BOM = b"\xef\xbb\xbf"
_TABLE_LINE = re.compile(rb'("(?:[^"\\]|\\.)*"):\{')
_DOC_LINE = re.compile(rb'"([0-9]{1,18})":(\{.*\}),?')

_Tables = dict[str, dict[str, Doc]]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read.

    Attributes:
        state: All of it, as a ledger.
        records: How many entries that is.
        left_out: How many entries could be seen there and not be read. They stay in the damaged file.
    """

    state: State
    records: int
    left_out: int


def salvage(places: Places, disk: Disk, sealer: Sealer = PLAIN) -> Salvaged | None:
    """Read what can be read of a ledger and its journal, or return None where there is nothing of ours.

    Nothing is guessed: an entry is taken as it stands there, or left out. Of a sealed file that is what
    comes before the damage.
    """
    data = sealer.unseal_part(_bytes_of(disk, places.ledger))
    meta, tables, left_out = _whole(data) or _line_by_line(data)
    schema = meta.get("schema", snapshot.SCHEMA)
    if schema > snapshot.SCHEMA:
        return None  # only a newer program can tell what may be read of it
    ledger = meta.get("ledger", "")
    owner = ledger if snapshot.is_intact(data) else ""
    lines = list(_journal_lines(_bytes_of(disk, places.journal), owner, sealer))
    for _, _, change in lines:
        _apply(change, tables)
    state = State(
        ledger or next((owner for owner, _, _ in lines), "") or snapshot.new_ledger_id(),
        max([meta.get("seq", 0), *(seq for _, seq, _ in lines)]),
        schema,
        {name: Table(rows) for name, rows in tables.items() if rows},
    )
    return _readable(state, left_out)


def count(state: State) -> int:
    """Return how many entries of the kinds we know a ledger holds."""
    return sum(len(table.rows) for name, table in state.tables.items() if name in KINDS)


def unreadable(state: State) -> int:
    """Return how many entries a ledger holds that this program cannot read."""
    return sum(
        not is_readable(name, doc) for name, table in state.tables.items() for doc in table.rows.values()
    )


def is_readable(kind: str, doc: Any) -> bool:
    """Say whether a document is one that this program can read; of unknown kinds, whether it may be one."""
    if kind not in KINDS:
        return isinstance(doc, dict)
    try:
        mapping.to_record(KINDS[kind], doc)
    except mapping.FieldProblem:
        return False
    return True


def _readable(state: State, left_out: int) -> Salvaged | None:
    try:
        state = migrate(state)
    except LedgerDamaged:
        return None
    tables: dict[str, Table] = {}
    for name, table in state.tables.items():
        rows = {number: doc for number, doc in table.rows.items() if is_readable(name, doc)}
        left_out += len(table.rows) - len(rows)
        if rows:
            tables[name] = Table(rows)
    state = replace(state, tables=tables)
    records = count(state)
    return Salvaged(state, records, left_out) if records else None


def _bytes_of(disk: Disk, path: Path) -> bytes:
    try:
        return disk.read(path)
    except OSError:
        return b""


def _whole(data: bytes) -> tuple[dict[str, Any], _Tables, int] | None:
    """Return a file that is still one JSON text, whatever its checksum says."""
    try:
        content = codec.decode(data.removeprefix(_BOM))
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return {}, {}, 0
    meta = _meta(content.pop(snapshot.META, None))
    tables: _Tables = {}
    for name, rows in content.items():
        for number, doc in rows.items() if isinstance(rows, dict) else ():
            if number.isdecimal():
                table = tables.setdefault(_table_of(name, doc), {})
                table[_place(table, number, doc)] = doc
    return meta, tables, 0


def _table_of(name: str, doc: Any) -> str:
    """Return the table that a document belongs in: it may say itself where that has a name we do not know."""
    own = doc.get("type") if isinstance(doc, dict) and name not in KINDS else None
    return own if isinstance(own, str) and own in KINDS else name


def _line_by_line(data: bytes) -> tuple[dict[str, Any], _Tables, int]:
    """Return what the lines of a broken file hold: one document a line, so one bad byte costs one line."""
    meta: dict[str, Any] = {}
    tables: _Tables = {}
    name, left_out = "", 0
    for number, line in enumerate(data.removeprefix(_BOM).split(b"\n")):
        if number == 0 and line.startswith(b'{"_meta":'):
            content = _decoded(line.removesuffix(b",") + b"}")
            meta = _meta(content.get(snapshot.META)) if content else {}
        elif heading := _TABLE_LINE.fullmatch(line):
            name = _table_name(heading[1])
        elif found := _DOC_LINE.fullmatch(line):
            doc = _decoded(found[2])
            kind = str(doc.get("type", name)) if doc else name
            if doc and kind:
                tables.setdefault(kind, {})[found[1].decode()] = doc
            else:
                left_out += 1
        elif line.strip(b"\0 }],\r"):
            left_out += 1
    return meta, tables, left_out


def _table_name(data: bytes) -> str:
    """Return a table's name, or "" where it is damaged: its documents still say what they are."""
    try:
        return str(codec.decode(data))
    except ValueError:
        return ""


def _decoded(data: bytes) -> Doc | None:
    try:
        content = codec.decode(data)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _meta(table: Any) -> dict[str, Any]:
    """Return what a file says about itself, as far as it makes sense."""
    meta = table.get("1") if isinstance(table, dict) else None
    if not isinstance(meta, dict):
        return {}
    wanted = {"ledger": str, "seq": int, "schema": int}
    return {name: meta[name] for name, kind in wanted.items() if type(meta.get(name)) is kind}


def _journal_lines(data: bytes, ledger: str, sealer: Sealer) -> Iterator[tuple[str, int, Change]]:
    """Yield ledger, sequence and change of each whole line of one ledger.

    Args:
        data: The journal.
        ledger: The ledger it must belong to; where that is not known, the first line's.
        sealer: Reads the lines that are sealed.
    """
    for line in (part + b"\n" for part in data.split(b"\n")):
        content = journal.content_in(line, sealer)
        owner, seq = (content.get("ledger"), content.get("seq")) if content else (None, None)
        if not isinstance(owner, str) or not isinstance(seq, int) or owner != (ledger or owner):
            continue
        before = State(owner, seq - 1, snapshot.SCHEMA)
        try:
            # Says whether the line is, byte for byte, what was once written.
            if journal.replay(line, before, Path(), sealer=sealer).entries != 1:
                continue
        except LedgerDamaged:
            continue
        ledger = owner
        yield owner, seq, journal.change_in(line, sealer)


def _apply(change: Change, tables: _Tables) -> None:
    """Apply a change, except where the ledger is already further on."""
    for name, rows in change.put.items():
        table = tables.setdefault(name, {})
        for number, doc in rows.items():
            place = _place(table, number, doc)
            if _rev(doc) >= _rev(table.get(place)):
                table[place] = doc
    for name, numbers in change.drop.items():
        for number in numbers:
            tables.get(name, {}).pop(number, None)


def _place(table: dict[str, Doc], number: str, doc: Doc) -> str:
    """Return the number for a document: its own, unless another has that, as in a copy that was changed."""
    if number not in table or _id(table[number]) == _id(doc):
        return number
    moved = (each for each, other in table.items() if _id(other) == _id(doc))
    return next(moved, str(max(map(int, table)) + 1))


def _id(doc: Any) -> Any:
    return doc.get("id") if isinstance(doc, dict) else None


def _rev(doc: Any) -> int:
    rev = doc.get("rev", 0) if isinstance(doc, dict) else 0
    return rev if isinstance(rev, int) else 0
