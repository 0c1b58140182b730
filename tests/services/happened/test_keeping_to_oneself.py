"""What one keeps to oneself for now, and gives to the other later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.conftest import MovedClock
from tests.services.happened.writing import (
    BEFORE,
    DID,
    MESSAGES,
    acknowledge,
    answer,
    apologise,
    everything,
    impact,
    seen,
)
from trust_tui.model.breach import Breach, What
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.happened.telling import About
from trust_tui.services.happened.view import Can
from trust_tui.services.problems import ChangedSinceProblem, Problem

SECRET = "quokka"
HIDDEN = {"happened": f"a first {SECRET}", "kept_from_you": SECRET, "own": SECRET}


def hidden(companion: Companion, person: Person) -> str:
    """Let somebody write all three texts about a breach of their own, only for themselves."""
    about = About(name=f"The {SECRET}", broke=(person.id,))
    first = companion.happened.acknowledge(person, about, HIDDEN, only_me=True)
    companion.happened.tell_impact(person, about, {"need_now": SECRET}, only_me=True)
    companion.happened.apologise(person, about, {"responsibility": SECRET}, only_me=True)
    return first.id


def test_it_is_nowhere_for_the_other(companion: Companion, ana: Person, ben: Person) -> None:
    acknowledge(companion, ana)
    before = everything(companion, ben)
    text = hidden(companion, ana)
    companion.happened.reword(ana, text, HIDDEN, {**HIDDEN, "own": f"all the {SECRET}"})
    (heading, _) = companion.happened.headings(ana)
    companion.happened.name_anew(ana, heading.id, f"Another {SECRET}", (ana.id,), (ben.id,))

    assert everything(companion, ben) == before
    assert companion.search.find(ben, SECRET) == []
    assert companion.happened.detail(ben, text) is None
    assert everything(companion, ana).count(SECRET) > 10
    assert companion.happened.glance(ana) == "“The messages”", "the other may sit beside"
    for act in (
        lambda: companion.happened.answer(ben, text, HIDDEN, What.NOT_YET),
        lambda: companion.happened.reword(ben, text, HIDDEN, HIDDEN),
        lambda: companion.happened.give(ben, text),
        lambda: companion.happened.remove(ben, text),
        lambda: companion.happened.name_anew(ben, heading.id, "x", (), ()),
        lambda: companion.happened.apologise(ben, About(heading.id), {"responsibility": "x"}),
    ):
        with pytest.raises(Problem, match="not there any more"):
            act()


def test_the_other_has_names_of_their_own(companion: Companion, ana: Person, ben: Person) -> None:
    hidden(companion, ana)
    companion.happened.tell_impact(ben, About(name=f"The {SECRET}"), DID)
    assert len(companion.ledger.all(Breach)) == 2, "that there is one of this name is not to be told"
    (row,) = companion.happened.rows(ben)
    assert row.author == ben.id


def test_an_undo_tells_nothing_of_what_is_kept(companion: Companion, ana: Person, ben: Person) -> None:
    acknowledge(companion, ana)
    impact(companion, ben, only_me=True)
    assert companion.undo(ana) == "wrote down what happened"
    assert everything(companion, ana).count("The messages") == 0
    (row,) = companion.happened.rows(ben)
    assert row.heading is not None, "they go on to see what they wrote about"
    assert (row.heading.name, row.heading.can_rename) == ("The messages", False)


def test_it_is_given_as_it_is_and_what_it_said_before_stays_ones_own(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    text = acknowledge(companion, ana, only_me=True)
    assert seen(companion, ana, text).can == {Can.REWORD, Can.GIVE, Can.REMOVE}
    (heading,) = companion.happened.headings(ana)
    companion.happened.name_anew(ana, heading.id, f"The {SECRET}", (), ())
    companion.happened.name_anew(ana, heading.id, "The messages", (), ())
    clock.move(days=2)
    companion.happened.reword(ana, text.id, text.texts(), {**BEFORE, "own": f"some {SECRET}"})
    clock.move(days=2)
    given = companion.happened.give(ana, text.id)
    clock.move(days=1)
    companion.happened.reword(ana, text.id, given.texts(), {**BEFORE, "own": "all of it, every day"})

    (row,) = companion.happened.rows(ben)
    assert row.heading is not None, "the breach is given with it"
    own, theirs = seen(companion, ana, text), seen(companion, ben, text)
    assert [(each.texts["own"], each.is_private) for each in own.wordings] == [
        ("all of it", True),
        (f"some {SECRET}", False),
        ("all of it, every day", False),
    ]
    assert [(each.texts["own"], each.day) for each in theirs.wordings] == [
        (f"some {SECRET}", given.worded_on),
        ("all of it, every day", clock().day),
    ]
    assert not any(each.is_private for each in theirs.wordings)
    assert own.row.heading is not None
    assert own.row.heading.before, "the names it had stay one's own, too"
    assert theirs.row.heading is not None
    assert theirs.row.heading.before == ()
    with pytest.raises(Problem, match="can read it already"):
        companion.happened.give(ana, text.id)


def test_what_was_given_can_be_taken_back_until_it_is_answered(
    companion: Companion, ana: Person, ben: Person
) -> None:
    text = apologise(companion, ana, only_me=True)
    assert Can.PROMISE not in seen(companion, ana, text).can
    companion.happened.give(ana, text.id)
    assert companion.undo(ana) == "gave it to the other"
    assert companion.happened.rows(ben) == ()
    assert seen(companion, ana, text).row.is_private

    given = companion.happened.give(ana, text.id)
    answer(companion, ben, given, What.NOT_YET)
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    assert len(companion.happened.rows(ben)) == 1


def test_what_the_other_once_read_can_be_read_again(companion: Companion, ana: Person, ben: Person) -> None:
    text = acknowledge(companion, ana, only_me=True)
    companion.happened.give(ana, text.id)
    companion.undo(ana)
    companion.happened.reword(ana, text.id, text.texts(), {"happened": "less of it"})
    assert companion.happened.rows(ben) == ()
    companion.happened.give(ana, text.id)
    assert [each.texts["happened"] for each in seen(companion, ben, text).wordings] == [
        BEFORE["happened"],
        "less of it",
    ]


def test_a_shared_text_opens_the_breach_it_is_about(companion: Companion, ana: Person, ben: Person) -> None:
    acknowledge(companion, ana, only_me=True)
    (heading,) = companion.happened.headings(ana)
    companion.happened.apologise(ana, About(heading.id), {"responsibility": "all of it"})
    (row,) = companion.happened.rows(ben)
    assert row.heading is not None
    assert row.heading.name == "The messages"
    impact(companion, ben)
    companion.undo(ana)
    (row,) = companion.happened.rows(ben)
    assert row.heading is not None, "whoever wrote about it goes on to see what about"
    assert (row.heading.name, row.heading.can_rename) == ("The messages", False)


def test_who_writes_alone_has_given_it_to_nobody_who_comes_later(alone: Companion) -> None:
    (cleo,) = alone.couple.people
    text = alone.happened.acknowledge(cleo, replace(MESSAGES, broke=(cleo.id,)), BEFORE)
    sorry = alone.happened.apologise(cleo, MESSAGES, {"responsibility": "all of it"})
    assert not any(row.is_private for row in alone.happened.rows(cleo)), "there is nobody to keep it from"
    assert seen(alone, cleo, text).can == {Can.REWORD, Can.REMOVE}
    assert Can.PROMISE in seen(alone, cleo, sorry).can
    with pytest.raises(Problem, match="nobody else"):
        alone.happened.give(cleo, text.id)

    cleo, dan = alone.people.set_names(["Cleo", "Dan"]).people
    assert alone.happened.rows(dan) == ()
    assert [row.is_private for row in alone.happened.rows(cleo)] == [True, True]
    alone.happened.give(cleo, text.id)
    assert [row.id for row in alone.happened.rows(dan)] == [text.id]
