"""Everything that the program ever writes, found and removed. Whatever else lies there stays.

The order is such that it can be stopped anywhere: what is left opens as a ledger, or as a first start, and
erasing goes on from there. Copies go first, then the journal, then the ledger, then its key; last the lock,
which keeps other windows from writing until there is nothing left to write to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from trust_tui.store import backups, identity
from trust_tui.store.beside import was_kept
from trust_tui.store.disk import Disk, temporary_for
from trust_tui.store.errors import reason
from trust_tui.store.folders import APP
from trust_tui.store.lock import FileLock
from trust_tui.store.paths import Places

_DRAFT = re.compile(r"draft-[a-z0-9-]+\.draft(\.age)?(\.unreadable(-\d+)?)?(\.age)?")
_OLD_KEY = re.compile(r"\.old(-\d+)?")


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the program has written, and what else lies in its folders.

    Attributes:
        ledger: The ledger, links to it, its journal, its key and its lock.
        copies: Backups, and everything that was kept beside the ledger.
        drafts: What was typed and not saved.
        rest: Settings, the log, the id of this machine.
        strangers: Files in the program's own folders that are not the program's.
    """

    ledger: tuple[Path, ...]
    copies: tuple[Path, ...]
    drafts: tuple[Path, ...]
    rest: tuple[Path, ...]
    strangers: tuple[Path, ...]

    @property
    def own(self) -> tuple[Path, ...]:
        """Everything that goes."""
        return self.ledger + self.copies + self.drafts + self.rest


@dataclass
class Outcome:
    """What erasing did not take away.

    Attributes:
        left: Files and folders of the program that could not be removed, and what the system said.
        strangers: Files in the program's own folders that are not the program's.
    """

    left: dict[Path, str] = field(default_factory=dict)
    strangers: tuple[Path, ...] = ()


def look(places: Places, disk: Disk, *, with_settings: bool = True) -> Holdings:
    """Find everything there is. Folders that cannot be looked into count as empty.

    Args:
        places: Where the ledger is.
        disk: The file system.
        with_settings: Whether settings, log and id are this ledger's alone, and go with it.
    """
    parts = (places.ledger, places.journal, places.key, places.lock, *_links(places.shown))
    ledger = [path for path in parts if _is_there(path, disk)]
    copies, drafts = [*_asides(places, disk), *_backups(places, disk)], _drafts(places, disk)
    rest = _rest(places, disk) if with_settings else []
    own = {*ledger, *copies, *drafts, *rest, *_folders(places, with_settings=with_settings)}
    strangers = [
        folder / name
        for folder in _folders(places, with_settings=with_settings)
        for name in _names(folder, disk)
        if folder / name not in own
    ]
    return Holdings(*map(tuple, (ledger, copies, drafts, rest, dict.fromkeys(strangers))))


def erase(places: Places, disk: Disk, *, with_settings: bool = True) -> Outcome:
    """Remove everything that `look` finds, and the folders that are empty then.

    What cannot be removed does not keep the rest from going.

    Raises:
        LedgerBusy: If another program holds the ledger for too long. Nothing was removed.
    """
    removal = _Removal(places, disk)
    with ExitStack() as lock:
        with suppress(OSError):  # no folder any more, or nobody may write there: then nobody writes
            lock.enter_context(FileLock(places.lock, disk).held())
        removal.of(_copies_and_drafts(places, disk))
        for path in (places.journal, places.ledger, places.key):
            removal.of([path])
        removal.of(_copies_and_drafts(places, disk))  # what other windows wrote until just now
        if with_settings:
            removal.of(_rest(places, disk))
        removal.of([places.lock])
    removal.of([places.lock])  # where a file that is held cannot be removed
    removal.of(_copies_and_drafts(places, disk))
    removal.of(_links(places.shown))  # they lead to all of the above, should this have to be done again
    removal.of_folders(_folders(places, with_settings=with_settings))
    removal.outcome.strangers = look(places, disk, with_settings=with_settings).strangers
    return removal.outcome


class _Removal:
    """Removes one thing after the other, and remembers what stays."""

    def __init__(self, places: Places, disk: Disk) -> None:
        self.outcome = Outcome()
        self._places = places
        self._disk = disk

    def of(self, paths: Iterable[Path]) -> None:
        """Remove files, and make it last before anything else goes."""
        folders = {}
        for path in paths:
            try:
                self._disk.unlink(path)
            except (FileNotFoundError, NotADirectoryError):
                pass
            except OSError as problem:
                self.outcome.left[path] = reason(problem)
                continue
            else:
                folders[path.parent] = True
            self.outcome.left.pop(path, None)
        for folder in folders:
            with suppress(OSError):
                self._disk.sync_folder(folder)

    def of_folders(self, folders: Iterable[Path]) -> None:
        """Remove those of these folders that are empty."""
        for folder in folders:
            if not _is_there(folder, self._disk) or _names(folder, self._disk):
                continue
            try:
                self._disk.rmdir(folder)
            except OSError as problem:
                self.outcome.left[folder] = reason(problem)
                continue
            with suppress(OSError):
                self._disk.sync_folder(folder.parent)


def _links(path: Path) -> list[Path]:
    """Return the links that lead from `path` to its file, the last one first."""
    found: list[Path] = []
    path = path.expanduser() if path.parts[:1] == ("~",) else path
    while path.is_symlink() and path not in found:
        found.append(path)
        path = path.parent / path.readlink()
    return found[::-1]


def _copies_and_drafts(places: Places, disk: Disk) -> list[Path]:
    return [*_asides(places, disk), *_drafts(places, disk), *_backups(places, disk)]


def _asides(places: Places, disk: Disk) -> list[Path]:
    """Return what was kept beside the ledger, keys of before, and what dead runs left."""
    folder, unfinished = places.ledger.parent, {places.ledger.name, places.key.name}
    found = []
    for name in _names(folder, disk):
        whole = temporary_for(name) or name
        if was_kept(whole, places) or _is_old_key(whole, places) or (whole != name and whole in unfinished):
            found.append(folder / name)
    return found


def _is_old_key(name: str, places: Places) -> bool:
    beginning = places.key.name
    return name.startswith(beginning) and bool(_OLD_KEY.fullmatch(name.removeprefix(beginning)))


def _backups(places: Places, disk: Disk) -> list[Path]:
    """Return the backups, with the copy of the key behind them: they cannot be opened without it."""
    names = [name for name in _names(places.backups, disk) if backups.named(temporary_for(name) or name)]
    keys = [
        name for name in _names(places.backups, disk) if (temporary_for(name) or name) == places.key_copy.name
    ]
    return [places.backups / name for name in (*names, *keys)]


def _drafts(places: Places, disk: Disk) -> list[Path]:
    names = _names(places.drafts, disk)
    return [places.drafts / name for name in names if _DRAFT.fullmatch(temporary_for(name) or name)]


def _rest(places: Places, disk: Disk) -> list[Path]:
    config = Path(os.path.realpath(places.config))
    own = {config, places.log, places.state / identity.FILE}
    temporary = [
        path.with_name(name)
        for path in own
        for name in _names(path.parent, disk)
        if temporary_for(name) == path.name
    ]
    return [path for path in (*sorted(own), *temporary, *_links(places.config)) if _is_there(path, disk)]


def _folders(places: Places, *, with_settings: bool) -> list[Path]:
    """Return the program's own folders, each before the one that it is in."""
    folders = [places.drafts, places.backups]
    outer = [places.ledger.parent]
    if with_settings:
        outer += [places.config.parent, places.state]
    # Somebody's own choice of a folder is theirs, whatever else lies in it.
    return [*folders, *dict.fromkeys(folder for folder in outer if folder.name == APP)]


def _names(folder: Path, disk: Disk) -> list[str]:
    try:
        return disk.names(folder)
    except OSError:
        return []


def _is_there(path: Path, disk: Disk) -> bool:
    try:
        return disk.is_there(path)
    except OSError:
        return False
