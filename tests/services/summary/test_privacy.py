"""What is private, closed or left out is in no summary; one's own holds one's own words alone."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import product
from random import Random

import pytest

from tests.services.conftest import TODAY
from trust_tui.model.people import Person
from trust_tui.model.records import OURS
from trust_tui.model.summary import SpanKind
from trust_tui.services.companion import Companion
from trust_tui.services.summary import Choice, FileKind, rendered

SPANS = (
    Choice(),
    Choice(SpanKind.WEEKS, 2),
    Choice(SpanKind.WEEKS, 12, whole=True, thanks=True),
    Choice(SpanKind.DAY, first=TODAY - timedelta(300), thanks=True),
    Choice(SpanKind.DAY, first=TODAY, whole=True),
)
EVERYTHING = Choice(SpanKind.WEEKS, 12, whole=True, thanks=True)


def text(companion: Companion, reader: Person, *, only_mine: bool) -> str:
    """Return a summary in both forms, one after the other, as a reader of either would find words in it."""
    made = companion.summary.document(reader, only_mine=only_mine)
    return "\n".join(rendered(made, kind) for kind in FileKind)


def agree(companion: Companion) -> None:
    for person in companion.couple.people:
        companion.summary.agree(person)


def found(text: str) -> set[str]:
    """Return the words of their own that are in a text."""
    return set(re.findall(r"\b(?:ana|ben|cleo)-[a-z]+-[a-z0-9-]+", text))


@pytest.mark.parametrize("choice", SPANS, ids=str)
def test_nothing_private_or_closed_is_ever_in_it(filled: Companion, choice: Choice) -> None:
    ana, ben = filled.couple.people
    filled.summary.choose(ana, choice)
    agree(filled)
    for reader, only_mine in product((ana, ben), (False, True)):
        words = text(filled, reader, only_mine=only_mine)
        assert "-open-" in words
        assert not re.search(r"-(private|closed)-", words), found(words)


@pytest.mark.parametrize("choice", SPANS, ids=str)
def test_ones_own_holds_nothing_of_the_other(filled: Companion, choice: Choice) -> None:
    ana, ben = filled.couple.people
    filled.summary.choose(ana, choice)
    for reader, other in ((ana, ben), (ben, ana)):
        words = text(filled, reader, only_mine=True)
        assert f"{reader.name.lower()}-open-" in words
        assert other.name.lower() not in words.lower()


def test_ones_own_names_nobody_whom_the_other_wrote_down(filled: Companion) -> None:
    ana, ben = filled.couple.people
    theirs = next(each for each in filled.professionals.all(ana) if each.author == ben.id)
    filled.questions.add(ana, "ana-open-forbens", theirs.id)
    assert "ana-open-forbens" in text(filled, ana, only_mine=True)
    assert theirs.name not in text(filled, ana, only_mine=True)


def test_everything_that_may_be_brought_is_there(filled: Companion) -> None:
    ana, _ = filled.couple.people
    filled.summary.choose(ana, EVERYTHING)
    agree(filled)
    there = found(text(filled, ana, only_mine=False))
    kinds = {word.split("-", 2)[2] for word in there if word.startswith("ana")}
    assert kinds >= {
        "felt1", "appr2", "need5", "own1", "topic", "good", "hard", "hurt", "helped", "ask", "thanks",
        "promise", "missed-own", "missed-other", "happened", "right", "landed", "fine", "notfine",
        "asks-talk", "then", "question", "pro", "about", "kept",
    }  # fmt: skip
    assert "ana-open-unasked" not in there, "an answer to a victory stays between the two"
    assert "ana-open-took" not in there, "who sat there knows what was said"
    assert sum("-open-went-" in word for word in there) == 4, "each says how both practices went"


def test_who_writes_alone_closes_nothing_and_keeps_what_is_private(cleo: Companion) -> None:
    (person,) = cleo.couple.people
    cleo.summary.choose(person, EVERYTHING)
    words = text(cleo, person, only_mine=False)
    assert {"cleo-closed-need", "cleo-closed-good", "cleo-open-promise"} <= found(words)
    assert "-private-" not in words
    assert words == text(cleo, person, only_mine=True)


def test_left_out_is_left_out_whatever_is_left_out(filled: Companion) -> None:
    ana, ben = filled.couple.people
    filled.summary.choose(ana, EVERYTHING)
    chance = Random(4)
    out: set[str] = set()
    for _ in range(12):
        person = chance.choice((ana, ben))
        mine = [each for each in filled.summary.view(person).lines if each.is_mine and each.is_in]
        for each in chance.sample(mine, 3):
            filled.summary.put(person, each.id, is_in=False)
            out |= found(each.line.text)
        agree(filled)
        for reader, only_mine in product((ana, ben), (False, True)):
            assert not out & found(text(filled, reader, only_mine=only_mine))
    assert len(out) > 20


def test_what_belongs_to_a_line_goes_with_it(filled: Companion) -> None:
    ana, ben = filled.couple.people
    filled.summary.choose(ana, EVERYTHING)
    promise = next(
        each for each in filled.summary.view(ana).lines if each.line.text == "I will ana-open-promise"
    )
    filled.summary.put(ana, promise.id, is_in=False)
    agree(filled)
    there = found(text(filled, ben, only_mine=False))
    assert not there & {"ana-open-promise", "ana-open-happened", "ben-open-missed-other", "ben-open-landed"}
    assert "ben-open-promise" in there


def test_what_was_taken_away_or_made_private_since_is_gone(filled: Companion) -> None:
    ana, _ = filled.couple.people
    agree(filled)
    topic = next(each for each in filled.topics.all(ana) if each.text == "ana-open-topic")
    assert "ana-open-topic" in text(filled, ana, only_mine=False)
    filled.topics.remove(ana, topic.id)
    filled.checkins.remove(ana, TODAY - timedelta(1))
    # Ben's day is closed again with hers gone: what was open to both is not any more.
    words = text(filled, ana, only_mine=False)
    assert "ana-open-topic" not in words
    assert "ben-open-need1" not in words


def test_nobody_is_added_up(filled: Companion) -> None:
    """A count belongs to one promise, or to both together."""
    ana, ben = filled.couple.people
    filled.summary.choose(ana, EVERYTHING)
    for line in filled.summary.view(ana).lines:
        if re.search(r"\d+ (times|of)|once|twice", f"{line.line.label} {line.line.after}"):
            is_of_promise = line.line.under.partition("-")[0] != "" and " saw it" in line.line.label
            assert is_of_promise or line.line.owner == OURS or "every" in line.line.after, line
    for person in (ana, ben):
        filled.summary.put(person, "days", is_in=True)
    agree(filled)
    assert "3 of 84" in text(filled, ana, only_mine=False), "the days on which both did"
    for person in (ana, ben):
        assert " of 84" not in text(filled, person, only_mine=True)
