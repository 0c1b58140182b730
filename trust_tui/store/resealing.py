"""Everything that lies around a ledger, sealed after its passphrase was set, or unsealed before it goes.

Each file is written anew under another name, for good, before the old one goes: whenever this stops half
way, nothing is lost, and the next start of a sealed ledger finishes it. What the disk keeps of a file that
was removed, and what other programs have copied, is out of reach.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from trust_tui.store import backups, drafts
from trust_tui.store.beside import leftovers, set_aside
from trust_tui.store.disk import Disk, temporary_for
from trust_tui.store.errors import path_text
from trust_tui.store.paths import Places
from trust_tui.store.sealing import MAGIC, PLAIN, SUFFIX, Sealer, Unsealable

SEALED_LINE = base64.b64encode(MAGIC)[:24]
"""How a sealed line of a journal begins, behind its head."""

Step = Callable[[Path], None]


def seal_all(places: Places, disk: Disk, sealer: Sealer) -> list[str]:
    """Seal whatever is readable beside a sealed ledger. Call it under the lock.

    Returns:
        What people should be told: which files could not be sealed.
    """
    left: list[Path] = []
    for folder, steps in (
        (places.backups, _of_backups),
        (places.drafts, _of_drafts),
        (places.ledger.parent, _of_asides),
    ):
        try:
            found = [*steps(places, disk, sealer)]
        except OSError:
            left.append(folder)
            continue
        for path, step in found:
            try:
                step(path)
            except OSError:
                left.append(path)
    _settle(places, disk)
    told = link_words(places, disk)
    if left:
        more = f" and {len(left) - 1} more" if len(left) > 1 else ""
        which = f"{path_text(left[0])}{more}"
        told.append(f"{which} can still be read: sealing was not possible yet. The next start tries again.")
    return told


def unseal_all(places: Places, disk: Disk, sealer: Sealer) -> list[Path]:
    """Write what is sealed beside a ledger so that everybody can read it.

    Returns:
        What stays sealed, because it is damaged or holds lines of a sealed journal.

    Raises:
        OSError: If something could not be written. What was done until then is sealed again by `seal_all`.
    """
    stays: list[Path] = []
    for path in [*backup_files(places, disk), *_drafts(places, disk), *kept_files(places, disk)]:
        data = disk.read(path)
        if not data.startswith(MAGIC):
            if SEALED_LINE in data:
                stays.append(path)
            continue
        try:
            content = sealer.unseal(data)
        except Unsealable:
            stays.append(path)
            continue
        disk.write_whole(_readable_name(path, content), content)
        if path.name.endswith(SUFFIX):
            disk.unlink(path)
    _settle(places, disk)
    return stays


def anything_sealed(places: Places, disk: Disk) -> bool:
    """Say whether something lies there that takes a key to read it."""
    return any(
        disk.read(path).startswith(MAGIC)
        for path in [*backup_files(places, disk), *_drafts(places, disk), *kept_files(places, disk)]
    )


def _of_backups(places: Places, disk: Disk, sealer: Sealer) -> Iterator[tuple[Path, Step]]:
    yield from ((path, disk.unlink) for path in _temporary(places.backups, disk))
    for path in backup_files(places, disk):
        if not path.name.endswith(SUFFIX):
            yield path, partial(_seal, disk, sealer)


def _of_drafts(places: Places, disk: Disk, sealer: Sealer) -> Iterator[tuple[Path, Step]]:
    yield from ((path, disk.unlink) for path in _temporary(places.drafts, disk))
    for path in _drafts(places, disk):
        if not path.name.endswith(SUFFIX):
            yield path, partial(_seal_draft, disk, sealer)


def _of_asides(places: Places, disk: Disk, sealer: Sealer) -> Iterator[tuple[Path, Step]]:
    yield from ((path, disk.unlink) for path in leftovers(places, disk))
    for path in kept_files(places, disk):
        if not path.name.endswith(SUFFIX):
            yield path, partial(_seal, disk, sealer)


def _temporary(folder: Path, disk: Disk) -> list[Path]:
    """Return what dead runs left, or windows that do not know of the passphrase yet."""
    found = ((name, temporary_for(name)) for name in disk.names(folder))
    return [folder / name for name, of in found if of and not of.endswith(SUFFIX)]


def _seal(disk: Disk, sealer: Sealer, path: Path) -> None:
    data = disk.read(path)
    if not data.startswith(MAGIC):
        _replace(disk, sealer, path, path.with_name(path.name + SUFFIX), data)


def _seal_draft(disk: Disk, sealer: Sealer, path: Path) -> None:
    data = disk.read(path)
    target = path
    with suppress(ValueError):
        target = path.with_name(drafts.file_name(drafts.decoded(data)[0], sealer))
    if target == path or disk.is_there(target):  # one that was typed since is the newer one
        target = path.with_name(path.name + SUFFIX)
    _replace(disk, sealer, path, target, data)


def _replace(disk: Disk, sealer: Sealer, path: Path, target: Path, data: bytes) -> None:
    disk.write_whole(target, sealer.seal(data))
    disk.unlink(path)


def _readable_name(path: Path, content: bytes) -> Path:
    name = path.name.removesuffix(SUFFIX)
    if name.endswith(drafts.DRAFT):
        with suppress(ValueError):
            name = drafts.file_name(drafts.decoded(content)[0], PLAIN)
    return path.with_name(name)


def backup_files(places: Places, disk: Disk) -> list[Path]:
    """Return the backups."""
    return _files(_named_backups(places, disk), disk)


def _drafts(places: Places, disk: Disk) -> list[Path]:
    return _files(_named_drafts(places, disk), disk)


def kept_files(places: Places, disk: Disk) -> list[Path]:
    """Return what was set aside or copied beside the ledger."""
    return _files(set_aside(places, disk), disk)


def _named_backups(places: Places, disk: Disk) -> list[Path]:
    return [places.backups / name for name in disk.names(places.backups) if backups.named(name)]


def _named_drafts(places: Places, disk: Disk) -> list[Path]:
    return [places.drafts / name for name in disk.names(places.drafts) if not temporary_for(name)]


def _files(paths: list[Path], disk: Disk) -> list[Path]:
    return [path for path in paths if disk.is_plain_file(path)]


def _no_files(places: Places, disk: Disk) -> list[Path]:
    """Return what has such a name and is a link or a folder. It is never followed: it may lead anywhere."""
    named: list[Path] = []
    for find in (_named_backups, _named_drafts, set_aside):
        with suppress(OSError):
            named += [path for path in find(places, disk) if not disk.is_plain_file(path)]
    return named


def link_words(places: Places, disk: Disk) -> list[str]:
    """Return what people should be told of what is no file and has the name of one of these."""
    return [
        f"{path_text(path)} is a link or a folder, so it was left as it is: what is in it may still be "
        "readable. Please move it away."
        for path in _no_files(places, disk)
    ]


def _settle(places: Places, disk: Disk) -> None:
    """Make it last that the old names are gone."""
    for folder in (places.backups, places.drafts, places.ledger.parent):
        with suppress(OSError):
            disk.sync_folder(folder)
