"""All of it is there again at the next start, and what was private still is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.support import Became, Went
from trust_tui.services.companion import Companion
from trust_tui.services.support.practices import PracticeWords
from trust_tui.services.support.professionals import ProfessionalWords
from trust_tui.services.support.sessions import SessionWords
from trust_tui.store import Ledger, MemoryDrafts, Places


def everything(companion: Companion, reader: Person) -> tuple[object, ...]:
    """All that somebody may see."""
    return (
        companion.professionals.all(reader),
        companion.sessions.all(reader, TODAY),
        companion.questions.all(reader),
    )


def test_everything_is_there_again_and_what_was_private_still_is(clock: MovedClock, tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    companion = Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())
    ana, ben = companion.people.set_up("Ana", "Ben").people
    maren = companion.professionals.add(ana, ProfessionalWords("Maren", phone="01632 960 114"))
    words = SessionWords(TODAY - timedelta(7), maren.id, (ana.id,), "one thing", date(2026, 12, 3))
    session = companion.sessions.add(ana, words)
    practice = companion.sessions.practices.add(ben, session.id, PracticeWords("walk", by=TODAY))
    companion.sessions.practices.say(ben, practice.id, Went.PARTLY, "rain")
    companion.sessions.add(ana, replace(words, visibility=Visibility.PRIVATE, took_away="a secret"))
    question = companion.questions.add(ana, "why", maren.id)
    companion.questions.say(ben, question.id, Became.KEPT)
    companion.questions.add(ana, "a secret question", visibility=Visibility.PRIVATE)
    seen = [
        (
            companion.professionals.all(each),
            companion.sessions.all(each, TODAY),
            companion.questions.all(each),
        )
        for each in (ana, ben)
    ]
    companion.close()

    again = Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())
    ana, ben = again.couple.people
    assert seen == [everything(again, each) for each in (ana, ben)]
    assert len(again.sessions.all(ana, TODAY)) == 2
    assert "secret" not in repr(everything(again, ben))
    again.close()
