"""A ledger in which everything that may come into a summary is there for both, and all that never may.

Each text is a word of its own that tells what it is: "ana-open-…" may be brought, "…-private-…" and
"…-closed-…" never may.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.services.conftest import MovedClock
from trust_tui.model.boundaries import BoundaryWords
from trust_tui.model.checkin import Answers
from trust_tui.model.checkpoints import Way
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.people import Person
from trust_tui.model.promises import Promise, Result
from trust_tui.model.records import Visibility
from trust_tui.model.schedule import understood
from trust_tui.model.support import Became, Went
from trust_tui.model.talks import Talk, TalkKind, TalkWords
from trust_tui.services.companion import Companion
from trust_tui.services.support.practices import PracticeWords
from trust_tui.services.support.professionals import ProfessionalWords
from trust_tui.services.support.sessions import SessionWords

PRIVATE = Visibility.PRIVATE
CLOSED_BACK = 3
"""So many days ago only one of them checked in."""


def words(person: Person, *names: str, kind: str = "open") -> list[str]:
    """Return a word of its own for each of these."""
    return [f"{person.name.lower()}-{kind}-{name}" for name in names]


def fill(companion: Companion, clock: MovedClock, today: date) -> None:
    """Let everybody who writes here write something of each kind, some of it for nobody else."""
    clock.move(days=-8)
    for person in companion.couple.people:
        _promise(companion, person, today)
        _boundary(companion, person)
    clock.move(days=8)
    for person in companion.couple.people:
        _days(companion, person, today)
        _hard(companion, person, today)
        _support(companion, person, today)
    for person in companion.couple.people:
        _answers(companion, person, today)
    if not companion.couple.is_solo:
        _talk(companion)


def _days(companion: Companion, person: Person, today: date) -> None:
    for back in (1, 2, 5):
        feeling, appreciated, need, own = words(
            person, *(f"{n}{back}" for n in ("felt", "appr", "need", "own"))
        )
        private = words(person, f"note{back}", kind="private")[0]
        answers = Answers((feeling,), 2, 4, appreciated, need, own, private)
        companion.checkins.save(person, today - timedelta(back), answers)
    # What grows out of a day stays closed with it.
    closed = today - timedelta(CLOSED_BACK + person.place)
    shut = words(person, "need", "topic", "good", "hard", kind="closed")
    companion.checkins.save(person, closed, Answers(need=shut[0]))
    for kind, text in zip((Topic, Victory, Setback), shut[1:], strict=True):
        companion.checkins.keep(kind, person, closed, text)
    companion.topics.add(person, words(person, "topic")[0])
    companion.victories.add(person, today, words(person, "good")[0])
    other = companion.couple.other(person)
    if other:
        companion.thanks.add(person, other.id, words(person, "thanks")[0])


def _hard(companion: Companion, person: Person, today: date) -> None:
    for kind, only_me in (("open", False), ("private", True)):
        text, felt, helped, ask = words(person, "hard", "hurt", "helped", "ask", kind=kind)
        companion.setbacks.add(person, today, text, felt, helped, ask, only_me=only_me)
    if person.place == 0:
        companion.checkpoints.ask(person)
    # Even one that was shown is no part of a summary.
    reason = words(person, "checkpoint", kind="private")[0]
    companion.checkpoints.answer(person, today, Way.CONTINUE, reason, show=True)


def _promise(companion: Companion, person: Person, today: date) -> None:
    will = words(person, "promise")[0]
    companion.promises.make(person, "", will, "", "", understood("every day", today - timedelta(8)))


def _boundary(companion: Companion, person: Person) -> None:
    fine, crossed = words(person, "fine", "notfine")
    companion.boundaries.propose(person, BoundaryWords(fine=fine, not_fine=crossed))


def _answers(companion: Companion, person: Person, today: date) -> None:
    yesterday = today - timedelta(1)
    for promise in companion.ledger.all(Promise):
        mine = promise.author == person.id
        name = "missed-own" if mine else "missed-other"
        companion.promises.answer(person, promise.id, yesterday, Result.NOT_KEPT, words(person, name)[0])
        if mine:
            happened, right = words(person, "happened", "right")
            repair = companion.promises.repairs.begin(person, promise.id, happened, right, due=yesterday)
            other = companion.couple.other(person)
            if other:
                companion.promises.repairs.landed(other, repair.id, words(other, "landed")[0])
    for row in companion.boundaries.list(person, today):
        if row.author != person.id:
            companion.boundaries.ask_to_talk(person, row.id, words(person, "asks-talk")[0])
    for victory in companion.victories.wall(person):
        if not victory.is_mine:
            companion.victories.answer(person, victory.id, words(person, "unasked")[0])
    for practice in companion.sessions.practices.all(person, today):
        kind = "private" if practice.is_private else "open"
        text = words(person, f"went-{practice.author[-3:]}", kind=kind)[0]
        companion.sessions.practices.say(person, practice.id, Went.PARTLY, text)


def _support(companion: Companion, person: Person, today: date) -> None:
    for kind, visibility in (("open", Visibility.SHARED), ("private", PRIVATE)):
        name, took, then, question = words(person, "pro", "took", "then", "question", kind=kind)
        professional = companion.professionals.add(
            person, ProfessionalWords(name, visibility=visibility, is_ours=visibility is not PRIVATE)
        )
        day = today - timedelta(6)
        session = companion.sessions.add(
            person, SessionWords(day, professional.id, took_away=took, visibility=visibility)
        )
        companion.sessions.practices.add(person, session.id, PracticeWords(then, by=today))
        companion.questions.add(person, question, professional.id, visibility)
        asked = companion.questions.add(person, words(person, "asked", kind="private")[0])
        companion.questions.say(person, asked.id, Became.ASKED)


def _talk(companion: Companion) -> None:
    ana, ben = companion.couple.people
    desk = companion.talks.desk
    today = desk.clock().day
    talk = desk.new(Talk, ana.id, sort=TalkKind.SPEAKER, about="ana-open-about", finished=today)
    with companion.ledger.transaction() as tx:
        tx.add(talk)
        for person in (ana, ben):
            kept = words(person, "kept")[0]
            tx.add(desk.new(TalkWords, person.id, of=talk.id, part="close", words={"keep": kept}))
            hidden = words(person, "talk", kind="private")[0]
            tx.add(
                desk.new(
                    TalkWords, person.id, of=talk.id, part="close", words={"keep": hidden}, visibility=PRIVATE
                )
            )
