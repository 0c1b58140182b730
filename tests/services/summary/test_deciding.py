"""Each decides about their own lines, in their own turn; what is new is asked about again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.people import Person
from trust_tui.model.records import OURS, Visibility
from trust_tui.model.summary import Decision, SpanKind, Summary
from trust_tui.services.companion import Companion
from trust_tui.services.problems import Problem
from trust_tui.services.summary import Choice, FileKind, rendered
from trust_tui.services.summary.lines import Section, evenly
from trust_tui.services.summary.view import SummaryLine
from trust_tui.services.support.sessions import SessionWords
from trust_tui.store import Ledger, MemoryDrafts, Places


def shown(companion: Companion, reader: Person) -> str:
    return "\n".join(each.line.text for each in companion.summary.view(reader).lines)


def both(companion: Companion, reader: Person) -> str:
    return rendered(companion.summary.document(reader, only_mine=False), FileKind.MARKDOWN)


def key_of(companion: Companion, reader: Person, text: str) -> str:
    return next(each.id for each in companion.summary.view(reader).lines if text in each.line.text)


def test_the_others_lines_come_into_sight_once_they_are_all_right_with_them(
    filled: Companion, ana: Person, ben: Person
) -> None:
    assert "ben-open-topic" not in shown(filled, ana)
    assert "ana-open-topic" in shown(filled, ana)
    assert filled.summary.glance(ana) == ""
    filled.summary.put(ben, key_of(filled, ben, "ben-open-good"), is_in=False)
    filled.summary.agree(ben)
    assert "ben-open-topic" in shown(filled, ana)
    assert "ben-open-good" not in shown(filled, ana), "what is left out, only its owner sees"
    assert filled.summary.glance(ana) == "Yours wait for a look"
    view = filled.summary.view(ana)
    assert (view.i_agree, view.other_agrees, view.is_ready) == (False, True, False)
    with pytest.raises(Problem) as caught:
        filled.summary.document(ana, only_mine=False)
    assert caught.value.field == "whose"
    filled.summary.agree(ana)
    assert filled.summary.view(ben).is_ready
    assert "ana-open-topic" in both(filled, ben)


def test_what_one_says_to_a_line_of_the_other_is_known_to_belong_there(
    filled: Companion, ana: Person, ben: Person
) -> None:
    def row(text: str) -> SummaryLine:
        return next(each for each in filled.summary.view(ana).lines if each.line.text == text)

    assert row("ana-open-missed-other").belongs_to == ben.id
    assert row("ana-open-missed-own").belongs_to == ""
    filled.summary.agree(ben)
    assert row("ana-open-missed-other").belongs_to == "", "its beginning is in sight"


def test_only_ones_own_can_be_left_out_and_what_is_of_both_by_either(
    filled: Companion, ana: Person, ben: Person
) -> None:
    filled.summary.agree(ana)
    with pytest.raises(Problem):
        filled.summary.put(ben, key_of(filled, ben, "ana-open-topic"), is_in=False)
    with pytest.raises(Problem):
        filled.summary.put(ben, "no such line", is_in=False)
    practice = next(e for e in filled.summary.view(ana).lines if e.line.text == "ana-open-then")
    assert practice.line.owner == OURS
    filled.summary.put(ben, practice.id, is_in=False)
    assert not next(e for e in filled.summary.view(ana).lines if e.id == practice.id).is_in
    filled.summary.put(ana, practice.id, is_in=True)
    assert next(e for e in filled.summary.view(ben).lines if e.id == practice.id).is_in


def test_what_comes_after_the_yes_is_asked_about_again(filled: Companion, ana: Person, ben: Person) -> None:
    filled.summary.agree(ana)
    filled.summary.agree(ben)
    assert filled.summary.view(ana).is_ready
    filled.topics.add(ben, "ben-open-later")
    view = filled.summary.view(ana)
    assert (view.is_ready, view.other_agrees, view.other_had_agreed) == (False, False, True)
    assert "ben-open-later" not in shown(filled, ana)
    assert "ben-open-topic" in shown(filled, ana), "what was all right stays so"
    with pytest.raises(Problem):
        both(filled, ana)
    assert [each.line.text for each in filled.summary.view(ben).lines if each.is_new] == ["ben-open-later"]
    filled.summary.agree(ben)
    assert "ben-open-later" in both(filled, ana)


def test_other_words_are_something_else_to_agree_to(filled: Companion, ana: Person, ben: Person) -> None:
    filled.summary.agree(ana)
    filled.summary.agree(ben)
    topic = next(each for each in filled.topics.all(ana) if each.text == "ana-open-topic")
    filled.topics.edit(ana, topic.id, "ana-open-reworded")
    assert not filled.summary.view(ana).i_agree
    assert "ana-open-reworded" not in shown(filled, ben)
    # Left out by its key: it stays out in any words.
    filled.summary.put(ana, topic.id, is_in=False)
    filled.topics.edit(ana, topic.id, "ana-open-again")
    assert filled.summary.view(ana).is_ready
    assert "ana-open-again" not in both(filled, ben)


def test_a_yes_can_be_taken_back_by_key_or_by_undo(filled: Companion, ana: Person, ben: Person) -> None:
    filled.summary.agree(ana)
    filled.summary.agree(ben)
    filled.summary.look_again(ana)
    assert not filled.summary.view(ben).is_ready
    assert "ana-open-topic" not in shown(filled, ben)
    filled.undo(ana)
    assert filled.summary.view(ben).is_ready
    filled.undo(ana)
    assert not filled.summary.view(ana).i_agree
    filled.summary.put(ben, key_of(filled, ben, "ben-open-topic"), is_in=False)
    filled.undo(ben)
    assert filled.summary.view(ben).i_agree, "undone while the other one decided things, too"


def test_days_checked_in_come_only_if_both_want_that(filled: Companion, ana: Person, ben: Person) -> None:
    def days(reader: Person) -> tuple[bool, bool]:
        line = next(each for each in filled.summary.view(reader).lines if each.id == "days")
        return line.is_in, line.waits_for_other

    assert days(ana) == (False, False)
    filled.summary.put(ana, "days", is_in=True)
    assert (days(ana), days(ben)) == ((False, True), (False, False))
    filled.summary.put(ben, "days", is_in=True)
    assert days(ana)[0]
    filled.summary.put(ana, "days", is_in=False)
    assert not days(ben)[0]


def test_who_keeps_their_two_weeks_to_themselves_begins_with_them_out(
    filled: Companion, ana: Person, ben: Person
) -> None:
    filled.people.share_weeks(ana, False)
    ana = filled.couple.people[0]
    scales = [each for each in filled.summary.view(ana).lines if each.id.endswith((":safe", ":close"))]
    assert [each.is_in for each in scales] == [False, False]
    filled.summary.agree(ana)
    assert not any(each.id == scales[0].id for each in filled.summary.view(ben).lines)
    filled.summary.put(ana, scales[0].id, is_in=True)
    assert next(each for each in filled.summary.view(ana).lines if each.id == scales[0].id).is_in


def test_the_days_are_those_since_the_last_session_of_both_or_four_weeks(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    summary = companion.summary
    assert not summary.has_session
    span = summary.view(ana).span
    assert (span.first, span.last, span.since_session) == (TODAY - timedelta(27), TODAY, False)
    assert span.words == "26 October to 22 November 2026"
    companion.sessions.add(ana, SessionWords(TODAY - timedelta(9)))
    span = summary.view(ben).span
    assert (span.first, span.since_session) == (TODAY - timedelta(9), True)
    companion.sessions.add(ana, SessionWords(TODAY - timedelta(2), visibility=Visibility.PRIVATE))
    assert summary.view(ana).span.first == TODAY - timedelta(9), "a private one moves nothing"
    summary.choose(ben, Choice(SpanKind.DAY, first=TODAY - timedelta(330)))
    assert summary.view(ana).span.words == "27 December 2025 to 22 November 2026"
    summary.choose(ana, Choice(SpanKind.WEEKS, 2))
    assert summary.view(ben).span.first == TODAY - timedelta(13)
    companion.undo(ana)
    assert summary.view(ben).span.first == TODAY - timedelta(330)
    long_ago, ahead = TODAY - timedelta(367), TODAY + timedelta(1)
    days = (Choice(SpanKind.DAY, first=first) for first in (None, long_ago, ahead))
    for wrong in (*days, Choice(weeks=5)):
        with pytest.raises(Problem):
            summary.choose(ana, wrong)


def test_the_next_session_begins_a_new_summary(filled: Companion, ana: Person, ben: Person) -> None:
    filled.summary.put(ana, key_of(filled, ana, "ana-open-topic"), is_in=False)
    filled.summary.agree(ana)
    filled.summary.agree(ben)
    filled.sessions.add(ben, SessionWords(TODAY))
    assert not filled.summary.view(ana).i_had_agreed
    assert next(e for e in filled.summary.view(ana).lines if e.line.text == "ana-open-topic").is_in


def test_what_was_decided_is_kept_without_any_words(
    filled: Companion, elsewhere: Companion, ana: Person, ben: Person
) -> None:
    filled.summary.put(ana, key_of(filled, ana, "ana-open-topic"), is_in=False)
    filled.summary.agree(ana)
    assert elsewhere.summary.view(ana).i_agree
    (summary,) = filled.ledger.all(Summary)
    assert summary.author == OURS
    kept = repr((summary, filled.ledger.all(Decision)))
    assert "-open-" not in kept
    assert "-private-" not in kept
    assert "-closed-" not in kept


def test_it_is_the_same_each_time(filled: Companion, elsewhere: Companion, ana: Person, ben: Person) -> None:
    filled.summary.choose(ana, Choice(SpanKind.WEEKS, 12, whole=True, thanks=True))
    filled.summary.agree(ana)
    filled.summary.agree(ben)
    assert both(filled, ana) == both(elsewhere, ben)


def test_of_much_there_is_a_selection_that_says_so(companion: Companion, ana: Person, ben: Person) -> None:
    for back in range(20):
        for person in (ana, ben):
            companion.checkins.save(
                person, TODAY - timedelta(back), Answers(need=f"day {back} of {person.name}")
            )
        companion.victories.add(ana, TODAY - timedelta(back), f"good {back}")
        companion.topics.add(ben, f"topic {back}")
    view = companion.summary.view(ana)
    days = [each.line for each in view.lines if each.line.section is Section.DAYS and each.line.lead]
    assert [line.text for line in days] == [f"day {back} of Ana" for back in (19, 13, 6, 0)]
    companion.summary.agree(ana)
    companion.summary.agree(ben)
    text = both(companion, ana)
    assert text.count("good ") == 3
    assert text.count("topic ") == 5
    assert "Some of them, spread evenly" in text
    companion.summary.choose(ben, Choice(SpanKind.WEEKS, 4, whole=True))
    assert not companion.summary.view(ana).i_agree
    companion.summary.agree(ana)
    companion.summary.agree(ben)
    text = both(companion, ana)
    assert (text.count("good "), text.count("topic "), text.count("day 7 of")) == (20, 20, 2)
    assert "spread evenly" not in text


def test_things_are_spread_evenly() -> None:
    assert evenly(range(10), 4) == [0, 3, 6, 9]
    assert evenly("ab", 4) == ["a", "b"]
    assert evenly("abc", 1) == ["c"]
    assert evenly("abc", 0) == []


def test_what_was_decided_survives_whatever_ends_the_program(tmp_path: Path, clock: MovedClock) -> None:
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})

    def opened() -> Companion:
        return Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())

    first = opened()
    ana, ben = first.people.set_up("Ana", "Ben").people
    first.topics.add(ana, "stays here")
    first.topics.add(ana, "comes along")
    first.summary.choose(ben, Choice(SpanKind.WEEKS, 8, thanks=True))
    first.summary.put(ana, key_of(first, ana, "stays here"), is_in=False)
    first.summary.agree(ana)
    again = opened()  # nothing was closed, as after a kill
    view = again.summary.view(ana)
    assert (view.i_agree, view.summary.weeks, view.summary.thanks) == (True, 8, True)
    assert [(each.line.text, each.is_in) for each in view.lines] == [
        ("stays here", False),
        ("comes along", True),
    ]
