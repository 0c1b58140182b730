"""Other programs' days: what becomes what, which days are left alone, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import pytest

from tests.services.conftest import TODAY
from trust_tui.model.checkin import Answers, CheckIn, PrivateNote
from trust_tui.model.kept import Victory
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.portable.journals import Journal, read_journal
from trust_tui.services.problems import Problem

JRNL = {
    "tags": {"@us": 1},
    "entries": [
        {
            "title": "A long walk.",
            "body": "We talked by the river. @us",
            "date": "2026-11-20",
            "time": "21:14",
            "tags": ["@us"],
            "starred": True,
        },
        {
            "title": "And later",
            "body": "",
            "date": "2026-11-20",
            "time": "23:05",
            "tags": [],
            "starred": False,
        },
        {
            "title": "Rain",
            "body": "all day",
            "date": "2026-11-21",
            "time": "09:00",
            "tags": [],
            "starred": False,
        },
    ],
}
DAYLIO = (
    "\ufefffull_date,date,weekday,time,mood,activities,note_title,note\n"
    '2026-11-21,November 21,Saturday,22:00,good,"walk | music ","A day","One<br>two, with ""quotes"""\n'
    '2026-11-20,November 20,Friday,21:00,meh,"","",""\n'
    '2026-11-20,November 20,Friday,08:00,rad,"","",""\n'
)
LOOP = (
    "Date,Call home,Read,Water,\n"
    "2026-11-21,YES_MANUAL,YES_MANUAL,2500,\n"
    "2026-11-20,NO,YES_AUTO,1000,\n"
    "2026-11-19,SKIP,YES_MANUAL,UNKNOWN,\n"
)
OLDER_LOOP = "Date,Call home,Read,\n2015-01-25,2,1,\n2015-01-24,0,2,\n"


def jrnl() -> Journal:
    return read_journal(json.dumps(JRNL, indent=2).encode())


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), text)
    return packed.getvalue()


def notes(companion: Companion, person: Person) -> dict[date, str]:
    return {each.day: each.text for each in companion.ledger.all(PrivateNote, author=person.id)}


def feelings(companion: Companion, person: Person) -> dict[date, tuple[str, ...]]:
    return {each.day: each.feelings for each in companion.ledger.all(CheckIn, author=person.id)}


def victories(companion: Companion) -> set[tuple[date, str]]:
    return {(each.day, each.text) for each in companion.ledger.all(Victory)}


def test_jrnl_becomes_private_notes_and_what_is_starred_a_victory(companion: Companion, ana: Person) -> None:
    companion.portable.take_days_in(jrnl(), ana)

    assert notes(companion, ana) == {
        date(2026, 11, 20): "A long walk.\nWe talked by the river. @us\n\nAnd later",
        date(2026, 11, 21): "Rain\nall day",
    }
    assert victories(companion) == {(date(2026, 11, 20), "A long walk.")}
    # An empty check-in would only open what the other wrote on that day.
    assert feelings(companion, ana) == {}
    assert companion.checkins.day(ana, date(2026, 11, 21)).answers.private == "Rain\nall day"


def test_a_note_from_elsewhere_is_not_for_the_other(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ben, date(2026, 11, 21), Answers(need="closed words"))
    companion.portable.take_days_in(jrnl(), ana)

    assert "Rain" not in repr(companion.checkins.day(ben, date(2026, 11, 21)))
    assert companion.checkins.day(ana, date(2026, 11, 21)).theirs is None


def test_daylio_becomes_check_ins_with_the_mood_as_a_feeling(companion: Companion, ana: Person) -> None:
    companion.portable.take_days_in(read_journal(DAYLIO.encode()), ana)

    assert feelings(companion, ana) == {date(2026, 11, 21): ("good",), date(2026, 11, 20): ("meh", "rad")}
    assert notes(companion, ana) == {date(2026, 11, 21): 'A day\nOne\ntwo, with "quotes"\nwalk, music'}
    assert all(each.written_on == TODAY for each in companion.ledger.all(CheckIn))


@pytest.mark.parametrize("packed", [False, True])
def test_loop_becomes_one_victory_a_day(companion: Companion, ana: Person, packed: bool) -> None:
    data = zipped(Habits_csv="x", Checkmarks_csv=LOOP, Scores_csv="y") if packed else LOOP.encode()
    journal = read_journal(data)
    companion.portable.take_days_in(journal, ana)

    assert victories(companion) == {(date(2026, 11, 21), "Call home, Read"), (date(2026, 11, 19), "Read")}
    assert "numbers are left out: Water" in journal.mapping


def test_an_older_loop_has_numbers_for_words(companion: Companion, ana: Person) -> None:
    companion.portable.take_days_in(read_journal(OLDER_LOOP.encode()), ana)

    assert victories(companion) == {(date(2015, 1, 25), "Call home"), (date(2015, 1, 24), "Read")}


@pytest.mark.parametrize("what", ["jrnl", "daylio", "loop"])
def test_a_second_time_changes_nothing(companion: Companion, ana: Person, what: str) -> None:
    journal = {"jrnl": jrnl(), "daylio": read_journal(DAYLIO.encode()), "loop": read_journal(LOOP.encode())}[
        what
    ]
    assert not companion.portable.plan_days(journal, ana).changes_nothing
    companion.portable.take_days_in(journal, ana)

    again = companion.portable.plan_days(journal, ana)
    assert again.changes_nothing
    assert companion.portable.take_days_in(journal, ana).changes_nothing


def test_a_day_that_is_written_is_left_alone(companion: Companion, ana: Person) -> None:
    companion.checkins.save(ana, date(2026, 11, 20), Answers(("calm",), private="as I wrote it"))
    companion.checkins.save(ana, date(2026, 11, 21), Answers(need="gone"))
    companion.checkins.remove(ana, date(2026, 11, 21))
    journal = read_journal(DAYLIO.encode())
    plan = companion.portable.take_days_in(journal, ana)

    assert plan.left_alone == (date(2026, 11, 20), date(2026, 11, 21))
    assert feelings(companion, ana) == {date(2026, 11, 20): ("calm",)}
    assert notes(companion, ana) == {date(2026, 11, 20): "as I wrote it"}


def test_days_ahead_are_left_out(companion: Companion, ana: Person) -> None:
    ahead = (TODAY + timedelta(days=1)).isoformat()
    journal = read_journal(LOOP.replace("2026-11-21", ahead).encode())
    assert companion.portable.plan_days(journal, ana).ahead == 1


def test_a_text_that_is_too_long_is_refused_whole(companion: Companion, ana: Person) -> None:
    entries = [{"title": "x" * 15_000, "body": "", "date": "2026-11-20", "starred": False}] * 2
    with pytest.raises(Problem, match="2026-11-20 has 30,002 characters"):
        companion.portable.take_days_in(read_journal(json.dumps({"entries": entries}).encode()), ana)
    assert companion.ledger.all(PrivateNote) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "none that can be taken in"),
        (b"hello", "none that can be taken in"),
        (b"\xff\xfe\x00", "no table"),
        (b'{"entries": 5}', "neither by trust-tui nor by jrnl"),
        (b'{"entries": [', "not whole"),
        (b'{"entries": [{"title": 5, "date": "2026-11-20"}]}', "Entry 1"),
        (b'{"entries": [{"title": "x", "date": "20.11.2026"}]}', "Entry 1"),
        (b'{"entries": [{"title": "x", "date": "2026-02-30"}]}', "Entry 1"),
        (b"full_date,mood,note\n2026-11-20,good,x\n2026-11-21\n", "Entry 2"),
        (b"Date,A, B\n2026-11-20,YES_MANUAL\n", "comma in its name"),
        (b"PK\x03\x04nothing", "damaged"),
        (zipped(Habits_csv="x"), "no Checkmarks.csv"),
        (zipped(Checkmarks_csv="x,y\n1,2\n"), "no list of checkmarks"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(Problem, match=words) as caught:
        read_journal(data)
    assert str(caught.value).endswith("Nothing was taken in.")


def test_a_zip_that_would_swell_is_not_unpacked() -> None:
    bomb = zipped(Checkmarks_csv="Date,A,\n" + "2026-11-20,NO,\n" * 1_500_000)
    assert len(bomb) < 200_000
    with pytest.raises(Problem, match="more than can be taken in"):
        read_journal(bomb)


def test_only_one_table_of_a_zip_is_looked_at(companion: Companion, ana: Person) -> None:
    odd = zipped(
        **{"..__..__etc__Checkmarks_csv": "Date,Evil,\n2026-11-20,YES_MANUAL,\n"}, Checkmarks_csv=LOOP
    )
    companion.portable.take_days_in(read_journal(odd), ana)
    assert not any("Evil" in text for _, text in victories(companion))
