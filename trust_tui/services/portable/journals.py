"""Files of other journals and habit trackers, read day by day: jrnl's JSON, Daylio's CSV, Loop's checkmarks.

What they hold becomes check-ins and victories of one person. Which column becomes what is said in words
before anything is taken in.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trust_tui.services.problems import Problem
from trust_tui.store.codec import decode

NOTHING = "Nothing was taken in."

_LARGEST_TABLE = 16 * 1024 * 1024
"""The largest table in a zip, in bytes, once it is unpacked."""


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as another program kept it.

    Attributes:
        day: Its day.
        feelings: Words for a feeling.
        note: What becomes a private note.
        victory: What becomes a victory, or "".
    """

    day: date
    feelings: tuple[str, ...] = ()
    note: str = ""
    victory: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """A file of another program.

    Attributes:
        program: What wrote it.
        mapping: What becomes what, in words, one line each.
        entries: What is in it.
    """

    program: str
    mapping: tuple[str, ...]
    entries: tuple[Written, ...]


def read_journal(data: bytes) -> Journal:
    """Return what is in a file of another program.

    Raises:
        Problem: If it is none that is known, or it is damaged.
    """
    if data.startswith(b"PK\x03\x04"):
        return _loop(_checkmarks(data))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _jrnl(data)
    rows = _rows(data)
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    if {"full_date", "mood"} <= set(header):
        return _daylio(header, rows[1:])
    if header[:1] == ["date"] and len(header) > 1:
        return _loop(rows)
    raise Problem(
        "This file is none that can be taken in here: an export of trust-tui, jrnl's JSON, Daylio's CSV, or "
        f"the zip or the Checkmarks.csv of Loop Habit Tracker. {NOTHING}"
    )


def _jrnl(data: bytes) -> Journal:
    try:
        found = decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        raise Problem(f"This file is damaged: it is not whole. {NOTHING}") from None
    entries = found.get("entries") if isinstance(found, dict) else None
    if not isinstance(entries, list):
        raise Problem(f"This file was written neither by trust-tui nor by jrnl. {NOTHING}")
    return Journal(
        "jrnl",
        (
            "title and body become a private note of that day",
            "the title of what is starred becomes a victory",
            "time and tags are left out",
        ),
        tuple(_jrnl_entry(entry, number) for number, entry in enumerate(entries, 1)),
    )


def _jrnl_entry(entry: Any, number: int) -> Written:
    if not isinstance(entry, dict):
        raise _damaged(number)
    title, body = (_text(entry.get(name), number) for name in ("title", "body"))
    starred = entry.get("starred", False)
    if not isinstance(starred, bool):
        raise _damaged(number)
    note = "\n".join(part.strip() for part in (title, body) if part.strip())
    return Written(_day(entry.get("date"), number), note=note, victory=title.strip() if starred else "")


def _daylio(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Journal:
    def entries() -> Iterator[Written]:
        for number, row in enumerate(rows, 1):
            cells = dict(zip(header, row, strict=False))
            if len(row) < len(header):
                raise _damaged(number)
            done = ", ".join(
                part for each in cells.get("activities", "").split("|") if (part := each.strip())
            )
            parts = (_plain(cells.get("note_title", "")), _plain(cells.get("note", "")), done)
            note = "\n".join(part for part in parts if part)
            mood = cells["mood"].strip()
            yield Written(_day(cells["full_date"].strip(), number), (mood,) if mood else (), note)

    return Journal(
        "Daylio",
        (
            "mood becomes the feeling of that day's check-in",
            "note_title, note and activities become a private note",
            "everything else is left out",
        ),
        tuple(entries()),
    )


def _loop(rows: Sequence[Sequence[str]]) -> Journal:
    header = [cell.strip() for cell in rows[0]] if rows else []
    if not header or header[0].casefold() != "date":
        raise Problem(f"This is no list of checkmarks of Loop Habit Tracker. {NOTHING}")
    body = rows[1:]
    if any(len(row) != len(header) for row in body):
        # It writes names as they are: one with a comma in it moves everything behind it.
        raise Problem(
            "The columns of this file do not fit its first line. A habit with a comma in its name does that: "
            f"give it another name in Loop Habit Tracker and export again. {NOTHING}"
        )
    columns = [column for column, name in enumerate(header) if column and name]
    in_words = any(cell.strip() in _WORDS - {""} for row in body for cell in row[1:])
    yes = "YES_MANUAL" if in_words else "2"
    known = _WORDS if in_words else _NUMBERS
    ticked = [column for column in columns if all(row[column].strip() in known for row in body)]

    def entries() -> Iterator[Written]:
        for number, row in enumerate(body, 1):
            done = [header[column] for column in ticked if row[column].strip() == yes]
            yield Written(_day(row[0].strip(), number), victory=", ".join(done))

    left_out = [header[column] for column in columns if column not in ticked]
    also = (f"numbers are left out: {', '.join(left_out)}",) if left_out else ()
    return Journal(
        "Loop Habit Tracker",
        (
            "what was ticked off on a day becomes one victory of that day, with the names of the habits",
            "what was not ticked off stays blank",
            *also,
        ),
        tuple(each for each in entries() if each.victory),
    )


_WORDS = frozenset({"YES_MANUAL", "YES_AUTO", "NO", "SKIP", "UNKNOWN", ""})
_NUMBERS = frozenset({"-1", "0", "1", "2", "3", ""})
"""What a habit that is ticked off holds, in newer and in older files. Anything else counts something."""


def _checkmarks(data: bytes) -> list[list[str]]:
    """Return the one table of the zip that is wanted. Nothing else of it is unpacked, and nothing to disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = archive.getinfo("Checkmarks.csv")
            if entry.file_size > _LARGEST_TABLE:
                raise Problem(f"This zip holds more than can be taken in here. {NOTHING}")
            with archive.open(entry, mode="r") as file:
                table = file.read(_LARGEST_TABLE + 1)
    except KeyError:
        raise Problem(f"There is no Checkmarks.csv in this zip. {NOTHING}") from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Problem(f"This zip is damaged or locked. {NOTHING}") from None
    if len(table) > _LARGEST_TABLE:
        raise Problem(f"This zip holds more than can be taken in here. {NOTHING}")
    return _rows(table)


def _rows(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Problem(f"This file is no table that can be read. {NOTHING}") from None
    return [row for row in rows if any(cell.strip() for cell in row)]


def _plain(text: str) -> str:
    """Return a note without the few marks that Daylio puts into it."""
    for mark in ("<br>", "<br/>", "<br />"):
        text = text.replace(mark, "\n")
    return text.strip()


def _text(value: Any, number: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _damaged(number)
    return value


def _day(value: Any, number: int) -> date:
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _damaged(number)


def _damaged(number: int) -> Problem:
    return Problem(f"Entry {number} of this file cannot be understood. {NOTHING}")
