"""The ledger's file is replaced under the running program: by a sync tool, an editor, a person."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from tests.store.faults.entries import leftovers, moment, opened, places_in, save, saved_in, texts
from trust_tui.store import Ledger, LedgerReplaced, Places
from trust_tui.store.disk import Disk


@pytest.fixture
def mine(tmp_path: Path) -> Ledger:
    """A running ledger with one entry in its file and one in its journal."""
    first = opened(tmp_path)
    save(first, "folded")
    first.close(moment())
    ledger = opened(tmp_path)
    save(ledger, "fresh")
    return ledger


def _put_in_place(other: Path, folder: Path) -> bytes:
    """Put another ledger's file over the one in `folder`. Return what it holds."""
    ledger = places_in(folder).ledger
    copy = folder / "incoming"
    shutil.copyfile(other, copy)
    copy.replace(ledger)
    return ledger.read_bytes()


def _made_elsewhere(folder: Path, *entries: str) -> Path:
    folder.mkdir()
    ledger = opened(folder)
    for text in entries:
        save(ledger, text)
    ledger.close(moment())
    return places_in(folder).ledger


def _refuses_to_overwrite(mine: Ledger, folder: Path, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(LedgerReplaced) as told:
        save(mine, "later")
    assert str(places_in(folder).ledger) in str(told.value)
    mine.maintain(moment())
    mine.close(moment())
    assert places_in(folder).ledger.read_bytes() == content
    # What this window knew is still in it, and can be kept.
    assert texts(mine) == {"folded", "fresh"}
    copy = tmp_path / "kept.json"
    mine.save_copy(copy)
    rescued = tmp_path / "rescued"
    rescued.mkdir()
    shutil.copyfile(copy, places_in(rescued).ledger)
    assert saved_in(rescued) == {"folded", "fresh"}


def _without_an_entry(places: Places) -> None:
    with TinyDB(places.ledger) as db:
        db.table("topic").remove(where("text") == "folded")


def _moved_away(places: Places) -> None:
    places.ledger.rename(places.ledger.with_name("moved.json"))


@pytest.mark.parametrize(
    ("change", "words", "not_words"),
    [(_without_an_entry, "has changed", "moved"), (_moved_away, "has moved", "has changed")],
)
def test_what_another_program_did_is_said_as_it_is(
    mine: Ledger, tmp_path: Path, change: Callable[[Places], None], words: str, not_words: str
) -> None:
    places = places_in(tmp_path)
    change(places)
    with pytest.raises(LedgerReplaced) as told:
        mine.catch_up()
    mine.close(moment())
    for message in (str(told.value), *mine.notices()):
        assert f"Another program {words} {places.ledger}" in message
        assert not_words not in message
        assert "Everything is saved" not in message


def test_a_foreign_ledger_is_not_overwritten(mine: Ledger, tmp_path: Path) -> None:
    other = _made_elsewhere(tmp_path / "other", "somebody else's")
    content = _put_in_place(other, tmp_path)
    _refuses_to_overwrite(mine, tmp_path, content, tmp_path)


class Overtaken(Disk):
    """A disk on which somebody puts another file in the ledger's place just as it is written anew."""

    def __init__(self, put_in_place: Callable[[], object]) -> None:
        self.put_in_place_first = put_in_place

    def write_beside(self, path: Path, data: bytes) -> Path:
        temporary = super().write_beside(path, data)
        self.put_in_place_first()
        return temporary


def test_what_comes_while_the_file_is_written_anew_is_not_overwritten(mine: Ledger, tmp_path: Path) -> None:
    other = _made_elsewhere(tmp_path / "other", "somebody else's")
    ledger = opened(tmp_path, Overtaken(lambda: _put_in_place(other, tmp_path)))

    ledger.close(moment())

    assert places_in(tmp_path).ledger.read_bytes() == other.read_bytes()
    assert leftovers(tmp_path) == []
    _refuses_to_overwrite(mine, tmp_path, other.read_bytes(), tmp_path)


def test_an_older_copy_is_not_overwritten(tmp_path: Path) -> None:
    first = opened(tmp_path)
    save(first, "folded")
    first.close(moment())
    older = tmp_path / "older.json"
    shutil.copyfile(places_in(tmp_path).ledger, older)
    second = opened(tmp_path)
    save(second, "fresh")
    second.close(moment())
    mine = opened(tmp_path)

    content = _put_in_place(older, tmp_path)

    _refuses_to_overwrite(mine, tmp_path, content, tmp_path)


def test_something_that_is_no_ledger_is_not_overwritten(mine: Ledger, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("a shopping list")
    content = _put_in_place(notes, tmp_path)
    _refuses_to_overwrite(mine, tmp_path, content, tmp_path)


def test_a_newer_copy_of_the_same_ledger_is_taken_up(mine: Ledger, tmp_path: Path) -> None:
    # Carried to another machine, written there, and brought back with all that was here.
    away = tmp_path / "away"
    away.mkdir()
    for path in (places_in(tmp_path).ledger, places_in(tmp_path).journal):
        shutil.copyfile(path, away / path.name)
    there = opened(away)
    save(there, "from there")
    there.close(moment())
    _put_in_place(places_in(away).ledger, tmp_path)

    save(mine, "from here")

    assert texts(mine) == {"folded", "fresh", "from there", "from here"}
    mine.close(moment())
    assert saved_in(tmp_path) == {"folded", "fresh", "from there", "from here"}


def test_the_same_content_in_a_new_file_is_no_reason_to_stop(mine: Ledger, tmp_path: Path) -> None:
    # A backup program that restores what is there already, or an editor that saves without a change.
    _put_in_place(places_in(tmp_path).ledger, tmp_path)
    save(mine, "later")
    mine.close(moment())
    assert saved_in(tmp_path) == {"folded", "fresh", "later"}


def test_a_ledger_that_vanished_is_not_begun_anew(mine: Ledger, tmp_path: Path) -> None:
    places_in(tmp_path).ledger.unlink()
    with pytest.raises(LedgerReplaced):
        save(mine, "later")
    mine.close(moment())
    assert texts(mine) == {"folded", "fresh"}
    mine.save_copy(tmp_path / "kept.json")
    assert (tmp_path / "kept.json").stat().st_size > 0
