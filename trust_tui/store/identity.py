"""This machine's name for itself, so that two machines' records can be told apart later."""

from __future__ import annotations

import os
import re
from pathlib import Path

from trust_tui.store.disk import Disk

FILE = "device"
"""Its name in the folder for state."""
_ID = re.compile(r"[0-9a-f]{16}")


def device_id(state_folder: Path, disk: Disk) -> str:
    """Return this machine's random id: the same each time, or a fresh one where none can be kept.

    It says nothing about the machine or the person, and losing it does no harm.
    """
    path = state_folder / FILE
    kept = _kept(path, disk)
    if kept:
        return kept
    fresh = os.urandom(8).hex()
    try:
        disk.make_folders(state_folder)
        disk.write_whole(path, fresh.encode() + b"\n")
    except OSError:
        pass  # an id for this run is enough to go on with
    return fresh


def _kept(path: Path, disk: Disk) -> str | None:
    try:
        text = disk.read(path).decode("ascii").strip()
    except (OSError, ValueError):
        return None
    return text if _ID.fullmatch(text) else None
