"""The ledger's file: one whole JSON text in TinyDB's layout, one document a line, guarded by a checksum.

    {"_meta":{"1":{"check":"0a1b2c3d","format":"trust-tui ledger","schema":2,"seq":41,…}},
    "person":{
    "1":{…},
    "2":{…}
    },
    "checkin":{
    …
    }}

The checksum covers every byte that follows it, and the few bytes before it are compared as they are: no
byte can change unnoticed. The first line says where each table is, so that a table is decoded when it is
first used, and copied as it is when it never was.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from trust_tui import __version__
from trust_tui.store import codec
from trust_tui.store.errors import Damage, LedgerDamaged, path_text
from trust_tui.store.state import State, Table

SCHEMA = 2
"""The version of the records' form that this program reads and writes."""

FORMAT = "trust-tui ledger"
META = "_meta"

HEAD = 1 << 14
"""Bytes within which a file says where each table is."""

_OPENING = b'{"_meta":{"1":{"check":"'
_CHECKED_FROM = len(_OPENING) + 8


def new_ledger_id() -> str:
    """Return a random id for a ledger that begins."""
    return os.urandom(8).hex()


def build(state: State) -> bytes:
    """Return `state` as the content of a file."""
    return b"".join(parts(state))


def parts(state: State) -> list[bytes]:
    """Return `state` as the content of a file, in parts: no table that stayed as it was read is copied."""
    body: list[bytes] = []
    spans: dict[str, tuple[int, int, int]] = {}
    length = 0
    for name, table in state.tables.items():
        begin = (b",\n" if body else b"") + codec.encode(name) + b":"
        raw = table.raw
        content = raw if raw is not None else _lines(table.rows)
        spans[name] = (length + len(begin), len(content), _count(content))
        length += len(begin) + len(content)
        body += (begin, content)
    meta = codec.encode(
        {
            "format": FORMAT,
            "schema": state.schema,
            "seq": state.seq,
            "ledger": state.ledger,
            "written_by": __version__,
            "tables": spans,
        }
    )
    checked = [b'",', meta[1:], b"},\n" if body else b"}", *body, b"}\n"]
    # Put together once, if at all: each copy of years of life would keep the screen waiting.
    return [_OPENING, _check(*checked), *checked]


def parse(data: bytes, path: Path) -> State:
    """Return what a file holds.

    Args:
        data: The file's content.
        path: Where it came from, for the message.

    Raises:
        LedgerDamaged: If it is anything but a whole ledger, with what it is instead.
    """
    if not is_intact(data):
        raise damage(data, path)
    first_line = data.index(b"\n") + 1
    meta = _said_in(data[:first_line])
    if meta is None:
        raise damage(data, path)
    begins = ((first_line + start, length) for start, length, _count in meta["tables"].values())
    return _state(meta, [data[begin : begin + length] for begin, length in begins])


def lengths(head: bytes, size: int) -> list[int] | None:
    """Return how long the parts are that `of_parts` takes, all but the last.

    Args:
        head: How a file begins. It is believed for as long as it takes to read the file that way.
        size: The file's bytes.

    Returns:
        None where it does not begin as one that `build` returned, or tells of more than there is.
    """
    meta = _said_in(head[: head.find(b"\n") + 1]) if begins_well(head) else None
    if meta is None:
        return None
    found, at = [head.find(b"\n") + 1], 0
    for start, length, _count in meta["tables"].values():
        found += (start - at, length)
        at = start + length
    return found if min(found) >= 0 and sum(found) <= size else None


def of_parts(parts: Sequence[bytes]) -> State | None:
    """Return what a file holds, whose tables nobody has to copy: each is a part that was read by itself.

    Args:
        parts: The first line; what lies before each table, and the table; the rest.

    Returns:
        None unless all of it is, byte for byte, what `build` returned. `parse` says what it is instead.
    """
    meta = _said_in(parts[0]) if is_intact(*parts) else None
    return None if meta is None else _state(meta, parts[2::2])


def _state(meta: Mapping[str, Any], tables: Sequence[bytes]) -> State:
    named = {name: Table(raw=raw) for name, raw in zip(meta["tables"], tables, strict=True)}
    return State(meta["ledger"], meta["seq"], meta["schema"], named, meta["written_by"])


def is_intact(data: bytes, *more: bytes) -> bool:
    """Say whether `data`, with what comes after it, is, byte for byte, what `build` returned."""
    return data.startswith(_OPENING) and data[len(_OPENING) : _CHECKED_FROM] == _check(
        memoryview(data)[_CHECKED_FROM:], *more
    )


def begins_well(head: bytes) -> bool:
    """Say whether a file that begins like this may be what `build` returned."""
    return head.startswith(_OPENING)


def damage(data: bytes, path: Path) -> LedgerDamaged:
    """Return the error that says what a file without a right checksum is."""
    kind, what = _looks_like(data)
    return LedgerDamaged(f"{path_text(path)} cannot be opened: {what}. Nothing was touched.", kind)


def _looks_like(data: bytes) -> tuple[Damage, str]:
    if not data:
        return Damage.EMPTY, "it is empty, without a single byte"
    if not data.strip(b"\0"):
        return Damage.UNREADABLE, "it holds nothing but zero bytes, as a power cut may leave it"
    if data.startswith(b"\xef\xbb\xbf"):
        return Damage.CHANGED, "it begins with a byte order mark, so something else has written it"
    try:
        content = codec.decode(data)
    except (ValueError, RecursionError):
        if data.startswith(_OPENING) and not data.rstrip().endswith(b"}"):
            return Damage.UNREADABLE, "it ends too early; a part of it is missing"
        return Damage.UNREADABLE, "it is not readable JSON"
    if _meta(content) is None:
        return Damage.FOREIGN, "it is not a ledger of this program"
    return Damage.CHANGED, "something else has changed it: its checksum is off"


def _said_in(first_line: bytes) -> dict[str, Any] | None:
    """Return what the first line of a file says about it, or None if it is not one of ours."""
    try:
        return _meta(codec.decode(first_line[:-2] + b"}"))
    except (ValueError, RecursionError):
        return None


def _meta(content: Any) -> dict[str, Any] | None:
    """Return what a file says about itself, or None if it is not one of ours."""
    try:
        meta = content[META]["1"]
        fits = (
            meta["format"] == FORMAT
            and all(type(meta[name]) is int for name in ("schema", "seq"))
            and all(type(meta[name]) is str for name in ("ledger", "written_by"))
            and all([type(each) for each in span] == [int] * 3 for span in meta["tables"].values())
        )
    except (KeyError, TypeError, AttributeError):
        return None
    return meta if fits else None


def _lines(rows: Mapping[str, Any]) -> bytes:
    if not rows:
        return b"{}"
    encode = codec.encode
    return b"{\n" + b",\n".join(encode(number) + b":" + encode(doc) for number, doc in rows.items()) + b"\n}"


def _count(content: bytes) -> int:
    """Return how many documents a table has: one a line, between the lines of its braces."""
    return max(0, content.count(b"\n") - 1)


def _check(*parts: bytes | memoryview) -> bytes:
    check = 0
    for part in parts:
        check = zlib.crc32(part, check)
    return b"%08x" % check
