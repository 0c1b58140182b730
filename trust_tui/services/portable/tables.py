"""Tables for a spreadsheet: one CSV file per kind of entry, all of them in one zip.

In a zip because it is one file: it is written whole or not at all, and only its owner may read it. Each table
begins with a byte order mark: without it, Excel takes UTF-8 for something else, and whatever else reads CSV
knows to pass over it. The tables hold what is there now, and days rather than times of the clock.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from trust_tui.model.kinds import KINDS
from trust_tui.model.records import COMMON, OURS, Record
from trust_tui.model.schedule import Schedule
from trust_tui.store.codec import encode
from trust_tui.store.mapping import to_json

if TYPE_CHECKING:
    from trust_tui.services.portable.gather import Gathered

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, or skip and look at what follows."""

_FIRST = ("day", "who")
_LAST = ("visibility", "id", "rev")
_LEFT_OUT = {"turn", "spoken"}
"""How long each of two people spoke helps a talk along. It is no number to compare them by."""

_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The same entries make the same bytes: a zip knows no earlier day."""


def render_csv(gathered: Gathered) -> bytes:
    """Return the tables as a zip."""
    names = {person.id: person.name for person in gathered.couple.people}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, kind in KINDS.items():
            records = gathered.live(kind)
            if records:
                entry = zipfile.ZipInfo(f"{name}.csv", _SAME_DAY)
                entry.external_attr = 0o600 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, _table(kind, records, names))
    return packed.getvalue()


def safe_cell(text: str) -> str:
    """Return a text that a spreadsheet shows and never works out."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _table(kind: type[Record], records: list[Any], names: Mapping[str, str]) -> bytes:
    own = [each.name for each in fields(kind) if each.name not in COMMON | _LEFT_OUT]
    has_extra = any(record.extra for record in records)
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([*_FIRST, *own, *_LAST, *(["extra"] if has_extra else [])])
    for record in records:
        who = "both of us" if record.author == OURS else record.author
        row = [record.day, who, *(getattr(record, name) for name in own)]
        cells = [_cell(value, names) for value in row]
        cells += [_cell(getattr(record, name), {}) for name in _LAST]
        writer.writerow(map(safe_cell, [*cells, _cell(record.extra, {})] if has_extra else cells))
    # Half a character, as a broken paste may leave it, has no bytes: a question mark stands for it.
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _cell(value: Any, names: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Schedule):
        return value.words
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(_cell(each, names) for each in value)
    if isinstance(value, Mapping):
        return encode(to_json(value)).decode() if value else ""
    text = str(value)
    return names.get(text, text)
