"""A power cut at every moment of a recording: is everything that was called saved still there?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.store.faults.medium import Medium
from tests.store.faults.recording import Acknowledged, FolderSynced, RecordingDisk, State, Synced

Check = Callable[[Path, frozenset[str]], None]
"""Opens what lies in a folder and raises unless all that was acknowledged is there."""


@dataclass(frozen=True)
class Verdict:
    """What the power cuts showed.

    Attributes:
        states: How many different states were tried.
        loss: What went wrong first, or None.
    """

    states: int
    loss: str | None


def cut_everywhere(
    disk: RecordingDisk, check: Check, work: Path, tried: set[tuple[int, int]] | None = None
) -> Verdict:
    """Cut the power at every moment of a recording and check each state once.

    Args:
        disk: The recording.
        check: Called with each state laid out in a folder, and with what was acknowledged by then.
        work: An empty folder to lay states out in.
        tried: What an earlier recording has tried with the same check; it grows.
    """
    medium = Medium.holding(disk.before)
    promised: set[str] = set()
    tried = set() if tried is None else tried
    before = len(tried)
    for moment, effect in enumerate(disk.effects):
        medium.take(effect)
        if isinstance(effect, Acknowledged):
            promised.add(effect.what)
        elif isinstance(effect, Synced | FolderSynced):
            continue  # leaves fewer possibilities, and those were tried
        for state in medium.after_a_power_cut():
            key = (hash(frozenset(state.items())), hash(frozenset(promised)))
            if key in tried:
                continue
            tried.add(key)
            folder = work / str(len(tried))
            lay_out(state, folder)
            try:
                check(folder, frozenset(promised))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what a person would meet
                where = {str(path): content and len(content) for path, content in state.items()}
                return Verdict(
                    len(tried) - before, f"cut after {moment}: {type(error).__name__}: {error}\n{where}"
                )
    return Verdict(len(tried) - before, None)


def lay_out(state: State, folder: Path) -> None:
    """Make a folder that holds `state`."""
    folder.mkdir(mode=0o700)
    for path in sorted(state, key=lambda path: len(path.parts)):
        content = state[path]
        if content is None:
            (folder / path).mkdir(mode=0o700)
        else:
            (folder / path).write_bytes(content)
            (folder / path).chmod(0o600)
