"""Whatever the words are, each file of them is sound: nothing twice, nothing odd, nothing left over."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source import PACKAGE
from trust_tui.content import load
from trust_tui.model.checkin import SCALE
from trust_tui.model.text import one_line

FILES = sorted((PACKAGE / "content").glob("*.json"))
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
PAGES = sorted((PACKAGE / "content").glob("*.md"))


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object, unless it says something twice."""
    twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    assert twice == []
    return dict(pairs)


def test_there_are_words() -> None:
    assert len(FILES) >= 7
    assert PAGES


@EACH
def test_no_file_says_one_thing_twice(path: Path) -> None:
    assert json.loads(path.read_text("utf-8"), object_pairs_hook=once)


@EACH
def test_every_text_can_be_shown_as_it_stands(path: Path) -> None:
    odd = [text for text in texts(load(path.name)) if text != one_line(text)]
    assert odd == []


@pytest.mark.parametrize("path", [*FILES, *PAGES], ids=lambda path: path.name)
def test_letters_are_composed_and_no_mark_is_hidden(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cn"}} <= {"\n"}
    assert "\N{NO-BREAK SPACE}" not in text


@EACH
def test_nothing_was_left_for_later(path: Path) -> None:
    text = path.read_text("utf-8").lower()
    assert [word for word in ("todo", "fixme", "lorem", "xxx", "tbd") if word in text] == []


def test_no_line_of_the_demo_is_there_twice() -> None:
    said = Counter(line for pack in load("demo_lines.json")["packs"] for line in pack["lines"])
    assert [line for line, count in said.items() if count > 1] == []


def test_the_demo_knows_only_its_own_people_fields_and_days() -> None:
    story, packs = load("demo.json"), load("demo_lines.json")["packs"]
    people = {person["key"] for person in story["people"]}
    rows = [
        row
        for name in ("written", "edits", "private_notes", "topics", "victories", "setbacks")
        for row in story[name]
    ]
    assert {row["who"] for row in (*rows, *packs)} == people
    assert {pack["field"] for pack in packs} == {"appreciated", "need", "own"}
    assert {mood for pack in packs for mood in pack["mood"]} == {"low", "mid", "high"}
    assert all(0 <= row["day"] <= 364 for row in rows)
    assert all(row[scale] in SCALE for row in rows for scale in ("safe", "close") if scale in row)
