"""Brings every copy beside a ledger up to the keys of private notes: each is written whole before it counts.

Under the lock for one copy at a time, so that nobody has to wait for all of them. Whoever dies over it leaves
some as they were; the key in the ledger says so, and the next start goes on.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from trust_tui.model.checkin import PrivateNote
from trust_tui.model.notes import NoteKey
from trust_tui.store import snapshot
from trust_tui.store.beside import leftovers
from trust_tui.store.disk import Disk, temporary_for
from trust_tui.store.errors import LedgerError, path_text
from trust_tui.store.notes import Texts, brought_up_to
from trust_tui.store.ondisk import OnDisk
from trust_tui.store.paths import Places
from trust_tui.store.resealing import SEALED_LINE, backup_files, kept_files, link_words
from trust_tui.store.sealing import MAGIC, Sealer, Unsealable
from trust_tui.store.snapshot import SCHEMA

_GZIP = b"\x1f\x8b"
_LEVEL = 6


class _Unreadable(Exception):
    """A copy that cannot be gone through."""


def bring_up(keeper: OnDisk, places: Places, disk: Disk, keys: Sequence[NoteKey]) -> bool:
    """Bring all copies up to these keys. What cannot be becomes a notice.

    Returns:
        Whether no other attempt is needed: what is damaged stays as it is, what cannot be written may not.

    Raises:
        LedgerError: If the ledger could not be held meanwhile.
    """
    damaged: list[Path] = []
    refused: list[Path] = []
    texts = Texts()
    for path in _copies(keeper, places, disk, refused):
        with keeper.seal.turn, keeper.held_whole():
            try:
                _bring_up(path, disk, keeper.seal.sealer, keys, texts)
            except FileNotFoundError:
                continue  # it was thinned out meanwhile
            except _Unreadable:
                damaged.append(path)
            except OSError:
                refused.append(path)
    keeper.notices += [*_words(damaged, refused), *link_words(places, disk)]
    return not refused


def _copies(keeper: OnDisk, places: Places, disk: Disk, refused: list[Path]) -> list[Path]:
    """Return all copies, once what dead runs left of some is gone."""
    found: list[Path] = []
    with keeper.seal.turn, keeper.held_whole():
        for folder, files in ((places.backups, backup_files), (places.ledger.parent, kept_files)):
            try:
                found += files(places, disk)
            except OSError:
                refused.append(folder)
        with suppress(OSError):
            left = leftovers(places, disk)
            for folder in (places.backups, places.drafts):
                left += [folder / name for name in disk.names(folder) if temporary_for(name)]
            for path in left:
                disk.forget(path)
    return found


def _bring_up(path: Path, disk: Disk, sealer: Sealer, keys: Sequence[NoteKey], texts: Texts) -> None:
    data = disk.read(path)
    try:
        content = sealer.unseal(data) if data.startswith(MAGIC) else data
        is_packed = content.startswith(_GZIP)
        plain = _unpacked(content) if is_packed else content
        state = snapshot.parse(plain, path)
        if state.schema > SCHEMA:
            raise _Unreadable
        after = brought_up_to(state, keys, texts)
    except Unsealable:
        raise _Unreadable from None
    except LedgerError:
        # A line set aside, or a journal: most of them hold no note.
        if PrivateNote.kind.encode() in plain or SEALED_LINE in plain:
            raise _Unreadable from None
        return
    if after is state:
        return
    made = snapshot.build(after)
    made = gzip.compress(made, _LEVEL, mtime=0) if is_packed else made
    disk.write_whole(path, sealer.seal(made) if data.startswith(MAGIC) else made)


def _unpacked(content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        raise _Unreadable from None


def _words(damaged: list[Path], refused: list[Path]) -> list[str]:
    words = []
    if damaged:
        words.append(
            f"{_named(damaged)} could not be gone through, so private notes may still be readable there. "
            "Remove what you can spare."
        )
    if refused:
        words.append(
            f"{_named(refused)} could not be written, so private notes may still be readable there. "
            "The next start tries again."
        )
    return words


def _named(paths: list[Path]) -> str:
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{path_text(paths[0])}{more}"
