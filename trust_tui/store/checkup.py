"""Looks at the files of a ledger, without ever changing one, and says what is wrong and what to do."""

from __future__ import annotations

import os
import shlex
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from trust_tui.store.beside import set_aside
from trust_tui.store.disk import FILE_MODE, FOLDER_MODE, Disk
from trust_tui.store.errors import ELSEWHERE, path_text, without_locks
from trust_tui.store.folders import APP
from trust_tui.store.paths import Places

_PATIENCE = 1.0
"""Seconds to wait for a program that is writing: a save takes about a millisecond."""

_POLL = 0.01

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        words: What is wrong.
        advice: What to do about it.
        is_grave: Whether the ledger cannot be read as it is.
    """

    words: str
    advice: str
    is_grave: bool = False


def look_at_files(places: Places, disk: Disk) -> Iterator[Finding]:
    """Yield what is wrong with kinds, owners and permissions of everything that belongs to a ledger."""
    for path in (places.journal, places.lock):
        if disk.is_there(path) and not disk.is_plain_file(path):
            yield Finding(
                f"{path_text(path)} is a link or a folder, and should be a file of its own.",
                "Move it away while no trust-tui is open; it is made anew.",
            )
    if sys.platform != "win32":
        yield from _locks(places.lock, disk)
        yield from _permissions(places, disk)
        yield from _owners(places)
        yield from _open_folder(places.ledger.parent)


@contextmanager
def while_nobody_writes(places: Places, disk: Disk) -> Iterator[bool]:
    """Keep other programs from writing for a moment, without making a file.

    Yields:
        False where somebody has been writing all the time, as a program that hangs does.
    """
    if sys.platform == "win32" or not disk.is_plain_file(places.lock):
        yield True
        return
    try:
        descriptor = disk.open(places.lock)
    except OSError:  # may be read and not written: then nobody here can write
        yield True
        return
    try:
        is_quiet = _locked(descriptor, disk)
    except OSError:  # cannot be locked: `look_at_files` tells it
        is_quiet = True
    try:
        yield is_quiet
    finally:
        disk.close(descriptor)


def _locked(descriptor: int, disk: Disk) -> bool:
    until = time.monotonic() + _PATIENCE
    while not disk.try_lock(descriptor):
        if time.monotonic() >= until:
            return False
        time.sleep(_POLL)
    return True


def _locks(path: Path, disk: Disk) -> Iterator[Finding]:
    if not disk.is_plain_file(path):
        return
    try:
        descriptor = disk.open(path)
    except OSError:  # may be read and not written
        return
    try:
        disk.try_lock(descriptor)
    except OSError as problem:
        why = without_locks(problem, path)
        yield Finding(f"{why[:1].upper()}{why[1:]}.", f"{ELSEWHERE}.")
    finally:
        disk.close(descriptor)


def _permissions(places: Places, disk: Disk) -> Iterator[Finding]:
    own = [places.ledger, places.journal, places.lock, places.key, *set_aside(places, disk)]
    folders = [places.drafts, places.backups]
    # The usual folder is the program's own; one that somebody chose may hold other things for other people.
    if places.ledger.parent.name == APP:
        folders.append(places.ledger.parent)
    inner = [path for folder in folders[:2] for path in _inside(folder, disk)]
    for paths, mode in (([*own, *inner], FILE_MODE), (folders, FOLDER_MODE)):
        wide = [path for path in paths if _mode(path) & _OTHERS]
        if wide:
            yield _too_wide(wide, mode)


def _too_wide(wide: list[Path], mode: int) -> Finding:
    first, more = path_text(wide[0]), len(wide) - 1
    what = f"{first} and {more} more" if more else first
    names = " ".join(shlex.quote(path_text(path)) for path in wide)
    return Finding(
        f"{what}: other people of this computer may look into {'them' if more else 'it'}.",
        f"chmod {mode:o} {names}\n"
        "Where that changes nothing, as on many USB sticks, keep the ledger on another disk.",
    )


def _owners(places: Places) -> Iterator[Finding]:
    me = os.getuid()
    mine = [places.ledger, places.journal, places.lock, places.drafts, places.backups]
    strange = [path for path in mine if (owner := _owner(path)) is not None and owner != me]
    if me and strange:
        names = " ".join(shlex.quote(path_text(path)) for path in strange)
        yield Finding(
            f"{path_text(strange[0])} belongs to another user of this computer, as after a start with sudo.",
            f"sudo chown -R {me} {names}",
        )


def _open_folder(folder: Path) -> Iterator[Finding]:
    mode = _mode(folder)
    if mode & (stat.S_IWGRP | stat.S_IWOTH) and not mode & stat.S_ISVTX:
        yield Finding(
            f"Other people of this computer may put files in {path_text(folder)}, or take some away.",
            f"chmod go-w {shlex.quote(path_text(folder))}",
        )


def _inside(folder: Path, disk: Disk) -> list[Path]:
    try:
        return [folder / name for name in disk.names(folder)]
    except OSError:
        return []


def _mode(path: Path) -> int:
    """Return the permissions of a file or folder, or 0 where there is none."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _owner(path: Path) -> int | None:
    try:
        return path.stat().st_uid
    except OSError:
        return None
