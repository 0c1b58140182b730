"""What lies ahead, as a calendar program reads it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.boundaries import BoundaryWords
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.schedule import Schedule, understood
from trust_tui.model.support import Session
from trust_tui.services.companion import Companion
from trust_tui.services.portable import Form

TYPED = (
    "tomorrow",
    "tomorrow at 18:00",
    "every day",
    "every weekday at 07:30",
    "fridays until march",
    "fridays at 18:00 until march",
    "every two weeks on monday and thursday",
    "every 3 days",
    "the last friday of every month",
    "every month on the 31st",
    "the last day of every month",
    "every year on 29 february",
    "every monday, 10 times",
    "every other day at 09:00, 5 times",
)


def events(companion: Companion, name: str = "", since: date | None = None) -> dict[str, Any]:
    """Return the events of a calendar by their summary."""
    data = companion.portable.render(Form.ICS, companion.portable.scope(name, since=since))
    return {str(event["summary"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def days(event: Any, last: date) -> list[date]:
    """Return the days of an event as any program works them out."""
    start = event["dtstart"].dt
    begins = start if isinstance(start, datetime) else datetime.combine(start, time())
    if "rrule" not in event:
        return [begins.date()]
    rules = rruleset()
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=begins)
    rules.rrule(rule)  # type: ignore[arg-type]
    for each in event["exdate"].dts if "exdate" in event else ():
        rules.exdate(each.dt if isinstance(each.dt, datetime) else datetime.combine(each.dt, time()))
    return [day.date() for day in rules.between(begins, datetime.combine(last, time.max), inc=True)]


@pytest.mark.parametrize("typed", TYPED)
def test_a_promise_falls_on_the_same_days(companion: Companion, ana: Person, typed: str) -> None:
    schedule = understood(typed, TODAY)
    companion.promises.make(ana, "I am late", "call", "", "", schedule)
    (event,) = events(companion).values()
    last = TODAY + timedelta(days=3 * 366)

    assert days(event, last) == list(schedule.between(TODAY, last))
    assert isinstance(event["dtstart"].dt, datetime) == bool(schedule.at)
    assert b"TZID" not in event.to_ical()


def test_an_old_promise_goes_on_counting_from_its_beginning(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    schedule = Schedule(TODAY, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=5")
    companion.promises.make(ana, "", "call", "", "", schedule)
    clock.move(days=20)
    (event,) = events(companion).values()

    assert days(event, TODAY + timedelta(days=400)) == list(
        schedule.between(TODAY, TODAY + timedelta(days=400))
    )


def test_days_of_rest_are_taken_out(companion: Companion, ana: Person) -> None:
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=4)
    companion.promises.make(ana, "", "call", "", "", understood("every day at 18:00", TODAY))
    companion.promises.pause(ana, first, last, "away")
    (event,) = events(companion).values()

    assert days(event, TODAY + timedelta(days=6)) == [
        TODAY + timedelta(days=number) for number in (0, 1, 5, 6)
    ]


def test_what_is_over_stays_out(companion: Companion, ana: Person, clock: MovedClock) -> None:
    for typed, will in (("today", "once"), ("every day until 25 november", "for days"), ("fridays", "go on")):
        companion.promises.make(ana, "", will, "", "", understood(typed, TODAY))
    ended = companion.promises.make(ana, "", "not any more", "", "", understood("mondays", TODAY))
    companion.promises.withdraw(ana, ended)
    clock.move(days=7)

    assert set(events(companion)) == {"Ana: I will go on"}
    assert set(events(companion, since=TODAY)) == {
        "Ana: I will go on",
        "Ana: I will once",
        "Ana: I will for days",
    }


def test_sessions_and_what_is_only_for_one(companion: Companion, ana: Person, ben: Person) -> None:
    ahead = TODAY + timedelta(days=14)
    with companion.ledger.transaction() as tx:
        moment = companion.clock()
        tx.add(Session.new(author=ana.id, device="here", moment=moment, next_on=ahead))
        secret = Session.new(
            author=ben.id,
            device="here",
            moment=moment,
            professional="x",
            next_on=ahead,
            visibility=Visibility.PRIVATE,
        )
        tx.add(secret)

    assert len(events(companion, "Ana")) == 1
    assert events(companion)["Session"]["dtstart"].dt == ahead
    data = companion.portable.render(Form.ICS, companion.portable.scope("Ben")).decode()
    assert data.count("BEGIN:VEVENT") == 2


def test_a_boundary_on_its_day_of_review_without_its_words_in_the_title(
    companion: Companion, ana: Person, ben: Person
) -> None:
    in_a_month = TODAY + timedelta(days=30)
    words = BoundaryWords(fine="quiet evenings", not_fine="slammed doors", review_on=in_a_month)
    boundary = companion.boundaries.propose(ana, words)
    assert events(companion) == {}
    companion.boundaries.agree(ben, boundary.id, boundary.wording)
    event = events(companion)["A boundary to look at again"]

    assert event["dtstart"].dt == in_a_month
    assert "slammed doors" in str(event["description"])


def test_the_same_entries_make_the_same_bytes_and_tell_no_hours(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    made = companion.promises.make(ana, "", "call \x1b[2J [x](y); a, b", "", "", understood("fridays", TODAY))
    scope = companion.portable.scope()
    first = companion.portable.render(Form.ICS, scope)
    clock.move(hours=1)

    assert companion.portable.render(Form.ICS, scope) == first
    assert b"\x1b" not in first
    assert f"UID:{made.id}-promise@trust-tui".encode() in first.replace(b"\r\n ", b"")
    assert b"DTSTAMP:20261122T000000Z" in first


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("calcurse") is None, reason="calcurse is not installed")
def test_another_calendar_program_reads_it(companion: Companion, ana: Person, tmp_path: Path) -> None:
    """Calcurse works out the same days, with its own code."""
    for number, typed in enumerate(TYPED):
        companion.promises.make(ana, "", f"number {number};", "if, and", "", understood(typed, TODAY))
    file = tmp_path / "ours.ics"
    file.write_bytes(companion.portable.render(Form.ICS, companion.portable.scope()))

    def calcurse(*words: str) -> str:
        command = ["calcurse", "-D", str(tmp_path / "calcurse"), *words]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )
        return done.stdout

    report = calcurse("-i", str(file))
    assert f"{len(TYPED)} events" in report or "0 skipped" in report, report
    said = calcurse("-Q", "--from", "11/22/2026", "--days", "60")
    found: dict[str, set[int]] = {}
    for block in said.split("\n\n"):
        written, _, rest = block.strip().partition(":\n")
        if written:
            found[written] = {n for n in range(len(TYPED)) if f"number {n};" in rest}
    for back in range(60):
        day = TODAY + timedelta(days=back)
        expected = {n for n, typed in enumerate(TYPED) if understood(typed, TODAY).between(day, day)}
        assert found.get(f"{day:%m/%d/%y}", set()) == expected, day
