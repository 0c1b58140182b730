"""Who helps the made-up couple: believable, filled, and within the rules."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from trust_tui.model.moments import Moment
from trust_tui.model.records import Record, Visibility
from trust_tui.model.support import (
    Practice,
    PracticeNote,
    Professional,
    Question,
    QuestionEvent,
    Session,
    Went,
)
from trust_tui.services.companion import Companion
from trust_tui.services.demo import records
from trust_tui.store import Ledger, MemoryDrafts

TODAY = date(2026, 11, 22)
NOW = Moment(datetime(2026, 11, 22, 12, tzinfo=UTC), TODAY, "Europe/Lisbon")
KINDS = (Professional, Session, Practice, PracticeNote, Question, QuestionEvent)


@pytest.fixture(scope="module")
def year() -> Companion:
    ledger = Ledger.in_memory()
    with ledger.transaction() as tx:
        for record in records(NOW):
            tx.add(record)
    return Companion(ledger, lambda: NOW, "demo", MemoryDrafts())


def test_every_room_has_something_for_each_of_them(year: Companion) -> None:
    for person in year.couple.people:
        assert year.professionals.glance(person) == "Maren Holt and others"
        assert year.sessions.glance(person) == "Next session on Thursday 3 December"
        assert year.questions.glance(person) == "3 questions to bring"
        sessions = year.sessions.all(person, TODAY)
        assert len(sessions) == 9
        assert {session.with_name for session in sessions} == {"Maren Holt"}
        assert year.sessions.practices.asking(person, TODAY)
    nora, sam = year.couple.people
    assert (len(year.questions.to_bring(nora)), len(year.questions.to_bring(sam))) == (4, 3)


def test_practice_went_every_way_there_is_and_something_got_in_the_way(year: Companion) -> None:
    notes = year.ledger.all(PracticeNote)
    assert {note.went for note in notes} == set(Went)
    assert any(note.went is Went.NOT and note.text for note in notes)


def test_nothing_was_said_before_it_could_be(year: Companion) -> None:
    written: dict[str, Record] = {each.id: each for kind in KINDS for each in year.ledger.all(kind)}
    for record in written.values():
        names = {each.name for each in fields(record)} & {"of", "professional"}
        for of in filter(None, (getattr(record, name) for name in names)):
            assert written[of].day <= record.day
            assert written[of].created_at < record.created_at
        assert record.day <= TODAY


def test_the_number_is_from_a_range_kept_free_for_stories(year: Companion) -> None:
    for each in year.ledger.all(Professional):
        # Ofcom keeps 01632 960000 to 960999 for drama.
        assert each.phone.startswith("01632 960 ") or not each.phone
        assert each.mail.endswith("@example.org") or not each.mail
        assert each.visibility is Visibility.SHARED
