"""What happened along the way: each kind on its day, and nothing that is not the reader's to see."""

from __future__ import annotations

from datetime import date, timedelta

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.boundaries import BoundaryWords
from trust_tui.model.checkin import Answers
from trust_tui.model.checkpoints import Way
from trust_tui.model.kept import Setback, Victory
from trust_tui.model.people import Person
from trust_tui.model.talks import Talk, TalkKind
from trust_tui.services.companion import Companion
from trust_tui.services.journey.long_view import LongView, Span
from trust_tui.services.journey.marks import Mark, MarkKind


def back(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def marks(
    companion: Companion, reader: Person, span: Span = Span.FOUR_WEEKS
) -> list[tuple[MarkKind, date, str]]:
    return [(mark.kind, mark.day, mark.words) for mark in companion.long_view.view(reader, span).marks]


def test_victories_and_setbacks_stand_on_their_day(companion: Companion, ana: Person, ben: Person) -> None:
    companion.victories.add(ana, back(3), "We talked.\nLong.")
    companion.victories.add(ben, back(28), "too long ago")
    companion.checkins.save(ana, back(5), Answers(own="a hard one"))
    companion.checkins.keep(Setback, ana, back(5), "a hard one")
    hers = marks(companion, ana)
    assert hers == [
        (MarkKind.SETBACK, back(5), "a hard one"),
        (MarkKind.VICTORY, back(3), "We talked. Long."),
    ]
    assert {text for _, _, text in marks(companion, ana, Span.TWELVE_WEEKS)} >= {"too long ago"}


def test_a_line_of_a_closed_day_marks_nothing_for_the_other(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, back(1), Answers(own="closed"))
    for kind in (Setback, Victory):
        companion.checkins.keep(kind, ana, back(1), "closed")
    assert marks(companion, ben) == []
    assert len(marks(companion, ana)) == 2
    companion.checkins.save(ben, back(1), Answers(safe=1))
    assert len(marks(companion, ben)) == 2


def test_what_was_removed_is_no_mark(companion: Companion, ana: Person) -> None:
    victory = companion.victories.add(ana, TODAY, "gone soon")
    companion.victories.remove(ana, victory.id)
    assert marks(companion, ana) == []
    companion.undo(ana)
    assert len(marks(companion, ana)) == 1


def test_a_boundary_is_marked_on_the_day_both_had_said_yes(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    clock.move(days=-10)
    boundary = companion.boundaries.propose(ana, BoundaryWords(fine="calls before ten"))
    clock.move(days=4)
    assert marks(companion, ana) == []
    companion.boundaries.agree(ben, boundary.id, 1)
    clock.move(days=6)
    for reader in (ana, ben):
        assert marks(companion, reader) == [(MarkKind.BOUNDARY, back(6), "calls before ten")]

    companion.boundaries.revise(ana, boundary.id, 1, BoundaryWords(fine="calls before nine"))
    assert marks(companion, ana) == []  # nobody agreed to these words yet
    companion.boundaries.agree(ben, boundary.id, 2)
    assert marks(companion, ana) == [(MarkKind.BOUNDARY, TODAY, "calls before nine")]


def test_a_talk_is_marked_when_it_came_to_an_end(companion: Companion, ana: Person) -> None:
    desk = companion._desk
    with companion.ledger.transaction() as tx:
        tx.add(desk.new(Talk, ana.id, back(4), sort=TalkKind.WEEK, about="money", finished=back(3)))
        tx.add(desk.new(Talk, ana.id, back(2), sort=TalkKind.FIGHT, about="open still"))
        tx.add(desk.new(Talk, ana.id, back(1), sort=TalkKind.SPEAKER, finished=back(1)))
    assert marks(companion, ana) == [
        (MarkKind.TALK, back(3), "Weekly review: money"),
        (MarkKind.TALK, back(1), "Speaker and listener"),
    ]


def test_another_source_is_one_function_more(companion: Companion, ana: Person) -> None:
    def own(_ledger: object, _reader: Person, _first: date, last: date) -> list[Mark]:
        return [Mark(last, MarkKind.CHECKPOINT, "id", "we go on")]

    view = LongView(companion._desk, sources=(own,)).view(ana, Span.ALL)  # type: ignore[arg-type]
    assert [mark.words for mark in view.marks] == ["we go on"]


def test_marks_come_in_the_order_of_their_days(companion: Companion, ana: Person) -> None:
    for ago in (3, 9, 1, 9, 0):
        companion.victories.add(ana, back(ago), f"{ago} ago")
    companion.checkins.save(ana, back(2), Answers(own="hard"))
    companion.checkins.keep(Setback, ana, back(2), "hard")
    found = [day for _, day, _ in marks(companion, ana)]
    assert found == sorted(found)
    assert len(found) == 6


def test_what_is_private_marks_nothing_even_for_its_writer(
    companion: Companion, ana: Person, ben: Person
) -> None:
    setback = companion.setbacks.add(ana, TODAY, "for me alone", only_me=True)
    assert marks(companion, ana) == marks(companion, ben) == []
    companion.setbacks.show(ana, setback.id)
    assert len(marks(companion, ana)) == len(marks(companion, ben)) == 1


def test_a_checkpoint_is_marked_once_both_showed_theirs(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkpoints.ask(ana)
    companion.checkpoints.answer(ana, TODAY, Way.PART, "hard to write", show=True)
    assert marks(companion, ana) == marks(companion, ben) == []
    companion.checkpoints.answer(ben, TODAY, Way.HELP, "", show=True)
    for reader in (ana, ben):
        assert marks(companion, reader) == [(MarkKind.CHECKPOINT, TODAY, "how to go on from here")]
