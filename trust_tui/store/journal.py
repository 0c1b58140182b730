"""The journal: what was saved since the ledger was last written as a whole, one line per transaction.

    0a1b2c3d 118 {"ledger":"…","seq":42,"put":{"checkin":{"7":{…}}},"drop":{}}

First a checksum of the rest, then how many bytes of JSON follow. A line counts once all of it is there.
In a sealed ledger an age file in letters takes the place of the JSON.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from trust_tui.store import codec
from trust_tui.store.errors import Damage, LedgerDamaged, path_text
from trust_tui.store.sealing import PLAIN, Sealer, Unsealable
from trust_tui.store.state import Change, Changes, State

_HEAD = re.compile(rb"([0-9a-f]{8}) ([1-9][0-9]{0,11}) ")
_ZEROS = re.compile(rb"\0+")
_UNFINISHED_HEAD = re.compile(rb"[0-9a-f]{0,8}|[0-9a-f]{8} [0-9]{0,12}")

SPOILER = b"\0" * 8
"""Takes the place of the beginning of a line that must not be taken for one."""

_SECTOR = 512
"""Bytes that a disk writes in one go, or not at all."""


class Replayed(NamedTuple):
    """What a journal says.

    Attributes:
        state: The state after its last line.
        length: How many bytes are good lines.
        tail: What follows them: a line that somebody began and never finished.
        entries: How many lines went beyond the state it was replayed on.
    """

    state: State
    length: int
    tail: bytes
    entries: int


def line(ledger: str, seq: int, change: Change, sealer: Sealer = PLAIN) -> bytes:
    """Return the line for one transaction.

    Raises:
        TypeError: If a document holds something that JSON has no form for.
    """
    payload = codec.encode(
        {
            "ledger": ledger,
            "seq": seq,
            "put": change.put,
            "drop": {name: list(numbers) for name, numbers in change.drop.items()},
        }
    )
    payload = sealer.seal_line(payload)
    rest = b"%d %s" % (len(payload), payload)
    return b"%s %s\n" % (_check(rest), rest)


def change_in(whole_line: bytes, sealer: Sealer = PLAIN) -> Change:
    """Return the change that `line` made a line of, sharing nothing with the original."""
    return _change(_decoded(whole_line, sealer))


def content_in(whole_line: bytes, sealer: Sealer = PLAIN) -> dict[str, Any] | None:
    """Return what a line says, or None where it is not good, or cannot be unsealed."""
    return next(_readable(whole_line.removesuffix(b"\n"), sealer), None)


def replay(data: bytes, state: State, path: Path, start: int = 0, sealer: Sealer = PLAIN) -> Replayed:
    """Go through the lines of a journal, from `state` on. Lines that `state` has seen are not applied again.

    Args:
        data: The journal's bytes, from the beginning of a line.
        state: What the lines go on from.
        path: The journal, for the message.
        start: Where in the journal the data begins.
        sealer: Reads the lines.

    Raises:
        LedgerDamaged: If a line is damaged that was once whole, if lines are missing, if one is not sealed as
            the ledger is, or if `state` should hold what a line put there and does not.
    """
    position = entries = 0
    seen, changes = Changes(), Changes()
    for whole_line in _good_lines(data, path, start):
        position += len(whole_line)
        try:
            content = _decoded(whole_line, sealer)
        except Unsealable:
            raise _foreign(path) from None
        if content["ledger"] != state.ledger:
            raise _foreign(path)
        if content["seq"] <= state.seq:
            seen.add(_change(content))
            continue
        if content["seq"] != state.seq + entries + 1:
            raise _gap(path, data, start, state.seq + entries, sealer)
        changes.add(_change(content))
        entries += 1
    if not all(state.table(name).holds(rows) for name, rows in seen.as_one().put.items()):
        raise _another_copy(path)
    return Replayed(state.after(changes.as_one(), entries), position, data[position:], entries)


def last_line(lines: bytes) -> bytes:
    """Return the last of good lines, or nothing where there is none."""
    return lines[lines.rfind(b"\n", 0, -1) + 1 :]


def newest(data: bytes, sealer: Sealer = PLAIN) -> int:
    """Return the highest sequence in a journal's good lines, whatever lies between them; 0 without any."""
    return max((content["seq"] for content in _readable(data, sealer)), default=0)


def _readable(data: bytes, sealer: Sealer) -> Iterator[dict[str, Any]]:
    """Yield what the good lines say, as far as they can be unsealed, whatever lies between them."""
    for part in data.split(b"\n"):
        if _is_good(part + b"\n"):
            with suppress(Unsealable):
                yield _decoded(part + b"\n", sealer)


def _good_lines(data: bytes, path: Path, start: int) -> Iterator[bytes]:
    """Yield the whole lines up to the first that is not.

    Raises:
        LedgerDamaged: If what follows is no unfinished line.
    """
    position = 0
    while position < len(data):
        end = data.find(b"\n", position) + 1
        if not end or not _is_good(data[position:end]):
            break
        yield data[position:end]
        position = end
    rest = data[position:]
    if rest and (_holds_a_good_line(rest) or not _is_unfinished(rest, start + position)):
        raise LedgerDamaged(
            f"{path_text(path)} cannot be read: an entry in it is damaged, at byte {start + position}. "
            "Nothing was touched.",
            Damage.JOURNAL,
        )


def _is_good(whole_line: bytes) -> bool:
    head = _HEAD.match(whole_line)
    return (
        head is not None
        and whole_line.endswith(b"\n")
        and len(whole_line) == head.end() + int(head[2]) + 1
        and head[1] == _check(whole_line[9:-1])
    )


def _is_unfinished(rest: bytes, at: int) -> bool:
    """Say whether a line was being written at the offset `at` when the writing stopped.

    Then a part of it is missing: its end, or whole sectors, which are zeros. A line that is complete and yet
    wrong was once saved: that is damage, and nobody may take it for something never finished.
    """
    if b"\0" in rest:
        return rest.startswith(SPOILER) or all(_never_arrived(zeros, at) for zeros in _ZEROS.finditer(rest))
    head = _HEAD.match(rest)
    if head is None:
        return _UNFINISHED_HEAD.fullmatch(rest) is not None
    return b"\n" not in rest and len(rest) < head.end() + int(head[2]) + 1


def _never_arrived(zeros: re.Match[bytes], at: int) -> bool:
    """Say whether zeros in something that begins at the offset `at` are sectors that were never written.

    In the last one there may be something of an earlier attempt before them. A single zero there is more
    likely the end of a line that was changed.
    """
    begins = zeros.start() == 0 or (at + zeros.start()) % _SECTOR == 0
    if zeros.end() == len(zeros.string):
        return begins or len(zeros[0]) > 1
    return begins and (at + zeros.end()) % _SECTOR == 0


def _holds_a_good_line(rest: bytes) -> bool:
    return any(_is_good(piece + b"\n") for piece in rest.split(b"\n")[1:-1])


def _gap(path: Path, data: bytes, start: int, seq: int, sealer: Sealer) -> LedgerDamaged:
    lines = b"".join(_good_lines(data, path, start))
    waiting = sum(content["seq"] > seq for content in _readable(lines, sealer))
    entries = "a newer entry waits" if waiting == 1 else f"{waiting} newer entries wait"
    return LedgerDamaged(
        f"An older copy of the ledger was put back while {entries} in {path_text(path)}. "
        "Nothing was touched: put the newer ledger back, or choose a backup.",
        Damage.OLDER_COPY,
    )


def _another_copy(path: Path) -> LedgerDamaged:
    return LedgerDamaged(
        f"Another copy of the ledger was put in its place: an entry in {path_text(path)} should be in it and "
        "is not. Nothing was touched: put the ledger back that was here, or choose a backup.",
        Damage.OLDER_COPY,
    )


def _foreign(path: Path) -> LedgerDamaged:
    return LedgerDamaged(
        f"{path_text(path)} belongs to another ledger than the one that lies beside it. "
        "Nothing was touched: put the ledger back that was here, or choose a backup.",
        Damage.OLDER_COPY,
    )


def _decoded(whole_line: bytes, sealer: Sealer) -> dict[str, Any]:
    head = _HEAD.match(whole_line)
    assert head is not None  # noqa: S101  only good lines come here
    content: dict[str, Any] = codec.decode(sealer.unseal_line(whole_line[head.end() : -1]))
    return content


def _change(content: dict[str, Any]) -> Change:
    return Change(content["put"], content["drop"])


def _check(data: bytes) -> bytes:
    return b"%08x" % zlib.crc32(data)
