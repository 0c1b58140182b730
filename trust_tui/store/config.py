"""The settings file: a few lines of TOML that people may edit by hand, comments and all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from trust_tui.model.text import one_line
from trust_tui.store.disk import Disk
from trust_tui.store.errors import PlaceProblem, path_text, reason

_BOM = b"\xef\xbb\xbf"


class KeySetting(NamedTuple):
    """Other keys for a command. What commands and keys there are is not known here.

    Attributes:
        command: The id of the command.
        keys: The names of its keys, with commas between.
        where: The file and the line, for a message.
    """

    command: str
    keys: str
    where: str


class Settings(NamedTuple):
    """What a person set, or the defaults.

    Attributes:
        theme: The name of the colours.
        country: The two letters of the country whose helplines come first; "" shows them all.
        keys: Other keys than the usual ones, in the order of the file.
        problems: What in the file could not be used, in words for the person who edited it.
        lock_after: Minutes without a key after which a ledger with a passphrase locks itself, or "off".
        date_format: How dates are written; "" for the usual way.
        week_starts: The day that weeks begin with; "" for the usual one.
    """

    theme: str = "evening"
    country: str = ""
    keys: tuple[KeySetting, ...] = ()
    problems: tuple[str, ...] = ()
    lock_after: str = ""
    date_format: str = ""
    week_starts: str = ""


TEXTS = frozenset({"theme", "country", "lock_after", "date_format", "week_starts"})
"""The settings that are a text."""


class Config:
    """The settings file. It need not exist; a mistake in one line does not cost the others."""

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self._path = path
        self._disk = disk or Disk()

    def load(self) -> Settings:
        """Return the settings, with a line about each thing in the file that could not be used."""
        name = path_text(self._path)
        try:
            text = self._text()
        except FileNotFoundError:
            return Settings()
        except UnicodeDecodeError:
            return Settings(problems=(f"{name} is not a text file in UTF-8; the usual settings apply.",))
        except OSError as error:
            return Settings(
                problems=(f"{name} could not be read ({reason(error)}); the usual settings apply.",)
            )
        content, mistakes = _parsed(text)
        known, strange = _known(content, text)
        keys, odd = _keys(content.get("keys", {}), text)
        return Settings(
            **known,
            keys=tuple(KeySetting(command, value, f"{name}, {line}") for command, value, line in keys),
            problems=tuple(f"{name}, {problem}" for problem in mistakes + strange + odd),
        )

    def where(self, key: str) -> str:
        """Return the file and the line of a setting, for a message about what it says."""
        try:
            return f"{path_text(self._path)}, {_line_of(self._text(), key)}"
        except (OSError, UnicodeDecodeError):
            return path_text(self._path)

    def set(self, key: str, value: str) -> None:
        """Write one setting; everything else in the file stays as it was, comments too.

        Raises:
            LedgerError: If the file could not be read or written. It is then as it was.
            KeyError: If there is no such setting.
        """
        if key not in TEXTS:
            raise KeyError(key)
        # A link, as people have who carry their settings around, stays one.
        path = Path(os.path.realpath(self._path))
        try:
            changed = _with(self._text(missing_ok=True), key, value)
            self._disk.make_folders(path.parent)
            self._disk.write_whole(path, changed.encode())
        except OSError as error:
            raise PlaceProblem(
                f"Your choice could not be kept in {path_text(self._path)} ({reason(error)}). "
                "It holds until you quit."
            ) from error
        except (ValueError, RecursionError) as error:
            raise PlaceProblem(
                f"{path_text(self._path)} has a mistake in it, so your choice could not be kept there. "
                "It holds until you quit. Mend the file, or move it away, and choose again."
            ) from error

    def _text(self, *, missing_ok: bool = False) -> str:
        try:
            return self._disk.read(self._path).removeprefix(_BOM).decode()
        except FileNotFoundError:
            if missing_ok:
                return ""
            raise


def _with(text: str, key: str, value: str) -> str:
    """Return the TOML `text` with one setting changed.

    Raises:
        ValueError: If `text` is not TOML.
    """
    # Slow to import, and needed on the rare day on which somebody changes a setting.
    import tomllib

    import tomlkit

    tomllib.loads(text)  # is stricter than tomlkit about what it lets through
    document = tomlkit.parse(text)
    document[key] = value
    return tomlkit.dumps(document)


def _parsed(text: str) -> tuple[dict[str, object], list[str]]:
    """Return what `text` says, and what is wrong with the lines that had to be left out."""
    import tomllib  # of use only where there is a file

    lines = text.split("\n")  # as TOML counts them; splitlines would split at more
    mistakes: list[str] = []
    while True:
        try:
            return tomllib.loads("\n".join(lines)), mistakes
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            number = re.search(r"\(at line (\d+),", str(error))
            if number is None or len(mistakes) == _PATIENCE:
                return {}, [*mistakes, "is not valid TOML from some line on; the usual settings apply."]
            line = int(number[1])
            mistakes.append(f"line {line} is not valid TOML and was left out.")
            lines[line - 1] = ""


_PATIENCE = 20
"""Mistakes after which a file is no settings file at all."""


def _known(content: dict[str, object], text: str) -> tuple[dict[str, str], list[str]]:
    """Return the settings in `content`, without the keys, and what is wrong with the rest."""
    known: dict[str, str] = {}
    problems: list[str] = []
    for key, value in content.items():
        where = _line_of(text, key)
        if key == "keys":
            continue
        if key not in TEXTS:
            names = ", ".join(sorted({*TEXTS, "keys"}))
            problems.append(f"{where}: “{one_line(key)}” is not a setting. There are: {names}.")
        elif not isinstance(value, str):
            problems.append(f"{where}: “{key}” wants a text in quotes.")
        else:
            known[key] = value
    return known, problems


def _keys(table: object, text: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return command, keys and line of each entry of the table of keys, and what is wrong with the rest."""
    if not isinstance(table, dict):
        return [], [f"{_line_of(text, 'keys')}: “keys” wants a table: a line [keys], and the keys below it."]
    found: list[tuple[str, str, str]] = []
    problems: list[str] = []
    for command, value in _flat(table):
        where = _line_of(text, command, f"keys.{command}", command.rpartition(".")[2], "keys")
        if isinstance(value, str):
            found.append((command, value, where))
        else:
            problems.append(f"{where}: “{one_line(command)}” wants a text in quotes.")
    return found, problems


def _flat(table: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Yield names and values; without quotes, TOML makes a table of what stands before the dot of a name."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{rest}", deeper) for rest, deeper in _flat(value))
        else:
            yield name, value


def _line_of(text: str, *names: str) -> str:
    """Return the line on which the first of these names that can be found stands."""
    for name in names:
        start = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[=.\]]""")
        for number, line in enumerate(text.split("\n"), 1):
            if start.match(line):
                return f"line {number}"
    return "somewhere"
