"""Erasing everything: what goes, what stays and why, and doing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.store import Disk, LedgerError, Places, path_text
from trust_tui.store import erasing as store
from trust_tui.store.disk import temporary_for
from trust_tui.store.folders import home_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trust_tui.store import Seal

_TAKEN_ALONG = re.compile(r"(export|summary)-\d{4}-\d\d-\d\d(-\d+)?\.(csv|html|ics|json|md|zip)")
"""The names that are suggested for what people take along."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing would do, before anybody says yes to it. Holds no word that anybody wrote.

    Attributes:
        goes: What goes, each with the number of its files.
        folders: Where that is.
        elsewhere: Files in the home folder or the present one that look as if they were taken along.
        strangers: Files in the program's folders that are not the program's.
        keeps_settings: Whether settings and log stay, because another ledger uses them.
    """

    goes: tuple[str, ...]
    folders: tuple[str, ...]
    elsewhere: tuple[str, ...]
    strangers: tuple[str, ...]
    keeps_settings: bool


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of it.

    Attributes:
        left: What is still there though it should have gone, with the reason.
        strangers: What is still there because it is not the program's.
    """

    left: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


class Erasing:
    """Erases one ledger with all that belongs to it.

    No passphrase is asked for: whoever may call this may remove the files as well, and people who have
    forgotten theirs must be able to.

    Args:
        places: Where everything is.
        env: The environment, in which the usual ledger and the home folder are looked for.
        seal: How the ledger is written, where it is open here: nothing of it is written afterwards.
        disk: The file system.
    """

    def __init__(
        self, places: Places, env: Mapping[str, str], seal: Seal | None = None, disk: Disk | None = None
    ) -> None:
        self._places = places
        self._env = env
        self._seal = seal
        self._disk = disk or Disk()

    def plan(self) -> Plan:
        """Look what there is."""
        alone = self._is_alone
        found = store.look(self._places, self._disk, with_settings=alone)
        words = load("erase.json")["goes"]
        folders = dict.fromkeys(path.parent for path in found.own)
        groups = {name: getattr(found, name) for name in words}
        return Plan(
            goes=tuple(f"{words[name]}: {_files(len(paths))}" for name, paths in groups.items() if paths),
            folders=_shown(folder for folder in folders if folder.parent not in folders),
            elsewhere=_shown(self._taken_along()),
            strangers=_shown(found.strangers),
            keeps_settings=not alone,
        )

    def erase(self) -> Erased:
        """Erase it. What cannot be removed does not keep the rest from going.

        Raises:
            LedgerBusy: If another program has been writing all the time. Nothing was erased.
        """
        if self._seal is None:
            return self._erase()
        with self._seal.turn:
            erased = self._erase()
            self._seal.has_begun = True  # a draft of a ledger that was never saved is not written either
            return erased

    def _erase(self) -> Erased:
        outcome = store.erase(self._places, self._disk, with_settings=self._is_alone)
        left = tuple(f"{path_text(path)} ({why})" for path, why in outcome.left.items())
        return Erased(left, _shown(outcome.strangers))

    @property
    def _is_alone(self) -> bool:
        """Whether no other ledger, the usual one, needs the settings."""
        env = {name: value for name, value in self._env.items() if name != "TRUST_TUI_FILE"}
        try:
            usual = Places.resolve(None, env)
        except LedgerError:
            return True
        if usual.ledger == self._places.ledger:
            return True
        return not store.look(usual, self._disk, with_settings=False).own

    def _taken_along(self) -> list[Path]:
        folders = dict.fromkeys(folder for folder in (home_folder(self._env), Path.cwd()) if folder)
        found = []
        for folder in folders:
            try:
                names = self._disk.names(folder)
            except OSError:
                continue
            found += [folder / name for name in names if _TAKEN_ALONG.fullmatch(temporary_for(name) or name)]
        return found


def plan_words(plan: Plan) -> list[tuple[str, list[str]]]:
    """Return what is said before anybody says yes: headings, each with lines below it."""
    words = load("erase.json")
    parts = [
        (
            words["goes_title"],
            [f"- {line}" for line in plan.goes] + [f"  {folder}" for folder in plan.folders],
        ),
        (words["stays_title"], [f"- {line}" for line in words["stays"]]),
    ]
    for name, paths in (("elsewhere", plan.elsewhere), ("strangers", plan.strangers)):
        if paths:
            parts.append((words[name], [f"  {path}" for path in paths]))
    notes = [words["shared"]] if plan.keeps_settings else []
    return [*parts, ("", [*notes, words["windows"], words["danger"]])]


def outcome_words(erased: Erased) -> list[str]:
    """Return what is said afterwards, line by line."""
    words = load("erase.json")
    lines = (
        [words["left"], *(f"  {path}" for path in erased.left), words["left_advice"]] if erased.left else []
    )
    lines = lines or [words["done"]]
    if erased.strangers:
        lines += [words["strangers"], *(f"  {path}" for path in erased.strangers)]
    return lines


def is_word(typed: str) -> bool:
    """Say whether this is the word that confirms it."""
    return bool(typed.strip().casefold() == load("erase.json")["word"])


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _shown(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(map(path_text, paths))
