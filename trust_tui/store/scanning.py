"""Documents out of a table's JSON, also without decoding all of it.

The first screen asks for a few days out of years. A table as `snapshot.build` writes it has one document a
line and no blanks, so whoever has a certain value in a certain field has these very bytes in their line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from trust_tui.store import codec
from trust_tui.store.codec import Doc

_PLAIN = re.compile(r"[\w .:+-]*", re.ASCII)

_PIECE = 1 << 17
"""Bytes that are decoded in one go: about a millisecond, in which no other thread gets its turn."""

_MANY = 64
"""Values that are looked for one by one at each place: for more, decoding is quicker."""


def scanned(raw: bytes, name: str, values: Collection[str]) -> Mapping[str, Doc] | None:
    """Return the documents in which a field says one of `values`, by number, in the order they came.

    There may be others among them, which say it elsewhere. None where the table has to be decoded to tell:
    for values that JSON may write in more than one way, and where documents are not on lines of their own.
    """
    if len(values) > _MANY or not all(_PLAIN.fullmatch(value) for value in values):
        return None
    wanted = b"|".join(re.escape(codec.encode(value)) for value in values)
    found: dict[str, Doc] = {}
    for line in _lines(raw, re.compile(re.escape(codec.encode(name)) + b":(?:" + wanted + b")")):
        try:
            found |= codec.decode(b"{" + line + b"}")
        except ValueError:
            return None
    return found


def decoded(raw: bytes) -> dict[str, Doc]:
    """Return all documents, by number, in the order they came.

    Years of them are decoded piece by piece, so that a key which comes meanwhile need not wait for all.
    """
    try:
        return _in_pieces(raw)
    except ValueError:  # its documents are not on lines of their own
        whole: dict[str, Doc] = codec.decode(raw)
        return whole


def _in_pieces(raw: bytes) -> dict[str, Doc]:
    rows: dict[str, Doc] = {}
    at, end = len(b"{\n"), len(raw) - len(b"\n}")
    with codec.uncollected(len(raw)):
        while at < end:
            until = raw.find(b",\n", at + _PIECE, end)
            until = end if until < 0 else until
            rows |= codec.decode(b"{%b}" % raw[at:until])
            at = until + 2
    return rows


def said(raw: bytes, name: str) -> Collection[str]:
    """Return every text that a field says anywhere, once each, in the order they came.

    There may be others among them, said by a field of that name within another one.
    """
    texts = re.compile(re.escape(codec.encode(name)) + rb':("(?:[^"\\]|\\.)*")')
    # Joined, they are decoded at once: an evening of ten years ago is one of thousands of days.
    return dict.fromkeys(codec.decode(b"[" + b",".join(dict.fromkeys(texts.findall(raw))) + b"]"))


def _lines(raw: bytes, wanted: re.Pattern[bytes]) -> Iterator[bytes]:
    at = 0
    while (hit := wanted.search(raw, at)) is not None:
        begin = raw.rfind(b"\n", 0, hit.start()) + 1
        end = raw.find(b"\n", hit.end())
        at = end if end >= 0 else len(raw)
        yield raw[begin:at].removesuffix(b",")
