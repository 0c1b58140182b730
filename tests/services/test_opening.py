"""From a path to everything people can do, and out again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.services.companion import Companion
from trust_tui.services.opening import (
    Places,
    find_places,
    note_failure,
    open_companion,
    open_demo,
    path_text,
)
from trust_tui.services.problems import LedgerDamaged, LedgerError

WORDS = "words that nobody else shall read"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})


@pytest.fixture
def lived_in(places: Places, clock: MovedClock) -> Companion:
    """Ana and Ben on a disk, with a check-in of hers."""
    companion = open_companion(places, clock)
    ana, _ = companion.people.set_up("Ana", "Ben").people
    companion.checkins.save(ana, TODAY, Answers(need="to talk", private=WORDS))
    return companion


def first_day(companion: Companion) -> Answers:
    return companion.checkins.day(companion.couple.people[0], TODAY).answers


# Places.


def test_the_ledger_that_was_named_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TRUST_TUI_FILE", str(tmp_path / "env.json"))
    assert find_places(tmp_path / "named.json").ledger == tmp_path / "named.json"
    assert find_places(None).ledger == tmp_path / "env.json"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="other systems have folders of their own")
def test_else_it_is_the_usual_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRUST_TUI_FILE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert find_places(None).ledger == tmp_path / "data" / "trust-tui" / "ledger.json"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "no/such/folder/ours.json", "x" * 300])
def test_a_place_that_cannot_be_is_named_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(LedgerError) as told:
        find_places(tmp_path / name)
    assert str(tmp_path) in str(told.value)


# Opening and closing.


def test_a_new_ledger_begins_empty_and_has_no_file_before_something_is_saved(
    places: Places, clock: MovedClock
) -> None:
    companion = open_companion(places, clock)
    assert companion.couple.people == ()
    assert not companion.is_demo
    companion.close()
    assert not places.ledger.exists()


def test_it_is_all_there_tomorrow_whether_or_not_it_was_closed(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    clock.move(days=1)
    not_closed = open_companion(places, clock)
    assert first_day(not_closed) == Answers(need="to talk", private=WORDS)
    not_closed.close()
    assert first_day(open_companion(places, clock)) == Answers(need="to talk", private=WORDS)


def test_a_draft_is_there_tomorrow_too(lived_in: Companion, places: Places, clock: MovedClock) -> None:
    ana, ben = lived_in.couple.people
    lived_in.drafts.keep(ben, TODAY, Answers(need="half a sen"))
    again = open_companion(places, clock)
    assert again.drafts.waiting(ben, TODAY) == Answers(need="half a sen")
    assert again.drafts.waiting(ana, TODAY) is None


def test_this_machine_goes_by_the_same_id_each_time(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    assert lived_in.device
    assert open_companion(places, clock).device == lived_in.device


def test_another_window_sees_what_was_saved_and_can_write_too(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    other = open_companion(places, clock)
    _, ben = other.couple.people
    other.checkins.save(ben, TODAY, Answers(need="his"))

    assert lived_in.ledger.catch_up()
    theirs = lived_in.checkins.day(lived_in.couple.people[0], TODAY).theirs
    assert theirs is not None
    assert theirs.need == "his"
    assert not lived_in.ledger.catch_up()


def test_after_it_is_closed_a_plain_tinydb_opens_it(lived_in: Companion, places: Places) -> None:
    lived_in.close()
    with TinyDB(places.ledger) as db:
        assert [doc["need"] for doc in db.table("checkin").all()] == ["to talk"]
        assert [doc["visibility"] for doc in db.table("private_note").all()] == ["private"]


def test_what_is_closed_can_be_read_and_says_why_it_takes_nothing_more(lived_in: Companion) -> None:
    ana, _ = lived_in.couple.people
    lived_in.close()
    with pytest.raises(LedgerError, match="closed"):
        lived_in.checkins.save(ana, TODAY, Answers(need="more"))
    assert first_day(lived_in).need == "to talk"


def test_tidying_keeps_a_backup_and_changes_nothing(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    before = first_day(lived_in)
    lived_in.tidy()
    lived_in.tidy()
    assert len(list(places.backups.iterdir())) == 1
    assert first_day(lived_in) == first_day(open_companion(places, clock)) == before
    assert lived_in.ledger.notices() == []


def test_trouble_with_tidying_is_told_once_and_costs_nothing(lived_in: Companion, places: Places) -> None:
    places.backups.write_text("a file where the folder should be")
    lived_in.tidy()
    lived_in.tidy()

    (notice,) = lived_in.ledger.notices()
    assert path_text(places.backups) in notice
    assert WORDS not in notice
    assert first_day(lived_in).need == "to talk"


def test_a_ledger_that_cannot_be_read_is_refused_in_words_and_left_alone(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    lived_in.close()
    spoiled = places.ledger.read_bytes()[:-30]
    places.ledger.write_bytes(spoiled)
    with pytest.raises(LedgerDamaged) as told:
        open_companion(places, clock)
    assert path_text(places.ledger) in str(told.value)
    assert WORDS not in str(told.value)
    assert places.ledger.read_bytes() == spoiled


# The demo.


def test_the_demo_is_full_and_touches_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: MovedClock
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    demo = open_demo(clock)
    first, second = demo.couple.people
    demo.checkins.save(second, clock().day, Answers(need="looking around"))
    demo.drafts.keep(first, clock().day, Answers(need="half a sen"))
    demo.tidy()
    demo.close()

    assert demo.is_demo
    assert demo.checkins.day(second, clock().day).theirs is not None
    assert list(tmp_path.iterdir()) == []


def test_each_demo_is_a_new_one(clock: MovedClock) -> None:
    one = open_demo(clock)
    one.checkins.save(one.couple.people[1], clock().day, Answers(need="looking around"))
    other = open_demo(clock)
    assert other.checkins.day(other.couple.people[1], clock().day).mine is None


# What went wrong inside.


def boom() -> Exception:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as inner:
            raise ValueError(f"about {WORDS}") from inner
    except ValueError as error:
        error.add_note(WORDS)
        return error


def test_a_failure_is_noted_with_its_place_and_without_anybodys_words(
    places: Places, clock: MovedClock
) -> None:
    said = note_failure(places, boom(), clock())
    noted = places.log.read_text()
    assert path_text(places.log) in said
    assert WORDS not in noted + said
    assert "ValueError" in noted
    assert "KeyError" in noted
    assert "boom" in noted
    assert "2026-11-22 20:00:00Z" in noted

    note_failure(places, boom(), clock())
    assert places.log.read_text().count("ValueError") == 2


def test_where_nothing_can_be_noted_nothing_is_promised(places: Places, clock: MovedClock) -> None:
    places.state.parent.mkdir(parents=True, exist_ok=True)
    places.state.write_text("a file where the folder should be")
    assert note_failure(places, boom(), clock()) == ""
