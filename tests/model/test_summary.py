"""What two people decided about a summary: each for themselves, the last word counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from trust_tui.model.moments import Moment
from trust_tui.model.records import OURS, Deletion
from trust_tui.model.summary import Decided, Decision, Summary, current, instant_after, standing

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


def decision(what: Decided, *lines: str, by: str = "ana", at: int = 0) -> Decision:
    moment = Moment.of(NOW + timedelta(minutes=at), "Europe/Lisbon")
    return Decision.new(author=by, device="here", moment=moment, of="s", what=what, lines=lines)


def test_the_last_word_about_a_line_counts() -> None:
    said = [decision(Decided.OUT, "a", "b", at=1), decision(Decided.IN, "a", at=2)]
    assert standing(reversed(said), "ana").chosen == {"a": True, "b": False}


def test_nobody_decides_for_anybody_else() -> None:
    said = [decision(Decided.OUT, "a", by="ben"), decision(Decided.AGREED, "a x", by="ben", at=1)]
    ana = standing(said, "ana")
    assert (ana.chosen, ana.agreed, ana.has_agreed) == ({}, frozenset(), False)
    assert standing(said, "ben").agreed == {"a x"}


def test_looking_again_takes_all_of_the_yes_back() -> None:
    said = [decision(Decided.AGREED, "a x"), decision(Decided.AGREED, "b y", at=1)]
    assert standing(said, "ana").agreed == {"a x", "b y"}
    said.append(decision(Decided.OPENED, at=2))
    assert not standing(said, "ana").has_agreed
    assert standing(said, "ana").agreed == frozenset()
    said.append(decision(Decided.AGREED, "b y", at=3))
    assert standing(said, "ana").agreed == {"b y"}


def test_what_was_taken_back_does_not_count() -> None:
    out = decision(Decided.OUT, "a")
    assert standing([replace(out, deleted=Deletion("ana", NOW))], "ana").chosen == {}


def test_what_is_decided_later_comes_later_even_where_the_clock_jumped_back() -> None:
    later = decision(Decided.OUT, "a", at=60)
    assert instant_after(NOW, [later]) > later.updated_at
    assert instant_after(NOW + timedelta(hours=2), [later]) == NOW + timedelta(hours=2)
    assert instant_after(NOW, []) == NOW


def test_a_session_ends_the_summary_before_it() -> None:
    def begun(session: str, at: int) -> Summary:
        moment = Moment.of(NOW + timedelta(minutes=at), "Europe/Lisbon")
        return Summary.new(author=OURS, device="here", moment=moment, session=session)

    first, second = begun("", 0), begun("one", 1)
    assert current([first, second], "one") is second
    assert current([first, second], "two") is None
    assert current([first, begun("", -5)], "") is first
    gone = replace(first, deleted=Deletion("ana", NOW))
    assert current([gone], "") is None
