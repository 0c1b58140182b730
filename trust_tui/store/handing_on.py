"""Files that are handed on: written where somebody chose, new, whole or not at all, for their eyes only.

And read from there, whatever somebody named.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from trust_tui.store.disk import Disk
from trust_tui.store.errors import PlaceProblem, path_text, read_problem, reason, write_problem
from trust_tui.store.folders import home_folder

_ODD_NAME = frozenset(
    {errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EINVAL, errno.ELOOP}
)
"""The ways of an operating system to say that there can be no file of this name."""


def out_path(typed: str) -> Path:
    """Return the path that somebody typed: "~" is their home folder, and what is not whole begins there.

    Raises:
        PlaceProblem: If nothing was typed, it is no name of a file, or there is no home folder.
    """
    typed = typed.strip()
    if not typed:
        raise PlaceProblem("Where shall it go? Such as ~/summary.html.")
    if "\0" in typed or "\n" in typed:
        raise PlaceProblem("The name of a file has no such characters in it. Type it without.")
    if typed.endswith(("/", os.sep)) or Path(typed).name in {"", ".", "..", "~"}:
        raise PlaceProblem("This is a folder. Add a name for the file.")
    path = Path(typed)
    if path.is_absolute():
        return path
    home = home_folder(os.environ)
    if home is None:
        raise PlaceProblem("No home folder is known here. Type the whole path.")
    return home.joinpath(*path.parts[1:]) if path.parts[0] == "~" else home / path


def free_file(path: Path, disk: Disk | None = None) -> Path:
    """Return this path, or the first one like it that is free: "summary-2.html".

    Raises:
        PlaceProblem: If it cannot be looked for.
    """
    disk, number, free = disk or Disk(), 1, path
    try:
        while disk.is_there(free):
            number += 1
            free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    except (OSError, ValueError) as problem:
        raise PlaceProblem(f"There can be no file {path_text(path)} here. Choose another place.") from problem
    return free


def write_out(path: Path, data: bytes, disk: Disk | None = None) -> None:
    """Write a new file. Whatever has this name already is left alone; so is a link in its place.

    Raises:
        PlaceProblem: If the name is taken, or the folder is not there.
        DiskFull: If it does not fit. Nothing of it is left behind then.
        LedgerReadOnly: If nothing may be written there.
        WriteFailed: If the machine could not write. Nothing of it is left behind then.
    """
    disk = disk or Disk()
    free = free_file(path, disk)
    if free != path:
        name = path_text(Path(free.name))
        raise PlaceProblem(f"{path_text(path)} is there already and stays as it is. {name} is free.")
    try:
        disk.write_new(path, data)
    except FileExistsError as problem:
        raise PlaceProblem(f"{path_text(path)} is there already and stays as it is.") from problem
    except (OSError, ValueError) as problem:
        if not isinstance(problem, OSError):
            raise PlaceProblem(f"There can be no file {path_text(path)}. Choose another name.") from problem
        if problem.errno in _ODD_NAME:
            raise _no_place(path, problem) from problem
        raise write_problem(problem, path) from problem


LARGEST = 64 * 1024 * 1024
"""The largest file that is read, in bytes: more than two people write in a life."""


def read_in(path: Path, disk: Disk | None = None) -> bytes:
    """Return what is in a file.

    Raises:
        PlaceProblem: If it is not there, is no file, is too large, or cannot be read.
    """
    disk, text = disk or Disk(), path_text(path)
    try:
        found = disk.stat_key(path)
        if found is None:
            raise PlaceProblem(f"There is no file {text}.")
        if not path.is_file():  # a pipe would be waited for, and a device may never end
            raise PlaceProblem(f"{text} is no ordinary file.")
        if found[2] > LARGEST:
            raise PlaceProblem(f"{text} is larger than anything that can be taken in here.")
        return disk.read(path)
    except OSError as problem:
        raise read_problem(problem, path) from problem
    except ValueError as problem:
        raise PlaceProblem(f"No file can be called {text}.") from problem


def _no_place(path: Path, problem: OSError) -> PlaceProblem:
    folder = path_text(path.parent)
    if problem.errno == errno.ENOENT:
        return PlaceProblem(f"There is no folder {folder}. Choose one that is there.")
    return PlaceProblem(f"There can be no file {path_text(path)} ({reason(problem)}). Choose another name.")
