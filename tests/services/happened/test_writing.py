"""Writing about what happened: under which heading, with which words, and what is kept of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.conftest import MovedClock
from tests.services.happened.writing import (
    BEFORE,
    LOAN,
    MESSAGES,
    SORRY,
    acknowledge,
    answer,
    apologise,
    everything,
    impact,
    seen,
)
from tests.services.promising import daily
from trust_tui.model.breach import NAME_LIMIT, Acknowledgement, Apology, Breach, Impact, Text, What
from trust_tui.model.people import Person
from trust_tui.model.promises import Promise
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.happened.naming import first_words
from trust_tui.services.happened.telling import About
from trust_tui.services.happened.view import Can
from trust_tui.services.problems import Problem, TooLongProblem
from trust_tui.store import Ledger, MemoryDrafts, Places


def kinds(companion: Companion, person: Person) -> list[tuple[str, str]]:
    """The heading and the kind of every text, from the top."""
    rows = companion.happened.rows(person)
    return [(row.heading.name if row.heading else "", row.kind) for row in rows]


def test_texts_stand_below_what_they_are_about(companion: Companion, ana: Person, ben: Person) -> None:
    happened = companion.happened
    happened.apologise(ana, About(), {"responsibility": "I snapped at you"})
    apologise(companion, ana)
    impact(companion, ben)
    happened.acknowledge(ben, LOAN, {"own": "the loan"})
    acknowledge(companion, ana)
    happened.acknowledge(ben, MESSAGES, {"own": "my part"})
    expected = [
        ("The loan", "acknowledgement"),
        ("The messages", "acknowledgement"),
        ("The messages", "acknowledgement"),
        ("The messages", "impact"),
        ("The messages", "apology"),
        ("", "apology"),
    ]
    assert kinds(companion, ana) == kinds(companion, ben) == expected
    assert [row.author for row in happened.rows(ana)][1:3] == [ana.id, ben.id]
    assert len(companion.ledger.all(Breach)) == 2, "the same words are the same heading"
    (sorry, _) = companion.ledger.all(Apology)
    assert sorry.to == ben.id


@pytest.mark.parametrize("kind", ["acknowledge", "tell_impact"])
def test_there_is_one_of_each_for_a_person_and_a_breach(
    companion: Companion, ana: Person, ben: Person, kind: str
) -> None:
    write = getattr(companion.happened, kind)
    parts = {"happened": "it", "did_to_me": "it"}
    write(ana, MESSAGES, parts)
    (heading,) = companion.happened.headings(ana)
    for about, field in ((About(heading.id), "about"), (About(name=" the MESSAGES"), "name")):
        with pytest.raises(Problem, match="word it anew") as caught:
            write(ana, about, parts)
        assert caught.value.field == field
    write(ben, About(heading.id), parts)
    with pytest.raises(Problem) as caught:
        write(ana, About(), parts)
    assert caught.value.field == "name"
    with pytest.raises(Problem, match="not there any more"):
        write(ana, About("another"), parts)
    assert len(companion.happened.rows(ana)) == 2


def test_a_heading_takes_a_few_words(companion: Companion, ana: Person) -> None:
    with pytest.raises(Problem) as caught:
        companion.happened.acknowledge(ana, About(name="x" * (NAME_LIMIT + 1)), BEFORE)
    assert caught.value.field == "name"
    assert not companion.ledger.all(Acknowledgement)
    assert not companion.ledger.all(Breach)
    companion.happened.acknowledge(ana, About(name=f" {'x' * NAME_LIMIT}\n"), BEFORE)
    assert companion.happened.headings(ana)[0].name == "x" * NAME_LIMIT


@pytest.mark.parametrize(
    ("kind", "field"),
    [(Acknowledgement, "happened"), (Impact, "did_to_me"), (Apology, "responsibility")],
)
def test_a_few_words_are_enough_and_some_are_needed(
    companion: Companion, ana: Person, kind: type[Text], field: str
) -> None:
    write = {
        Acknowledgement: companion.happened.acknowledge,
        Impact: companion.happened.tell_impact,
        Apology: companion.happened.apologise,
    }[kind]
    with pytest.raises(Problem) as caught:
        write(ana, MESSAGES, dict.fromkeys(kind.PARTS, "  "))
    assert caught.value.field == field
    for part in kind.PARTS:
        with pytest.raises(TooLongProblem) as caught:
            write(ana, MESSAGES, {field: "x", part: "x" * (TEXT_LIMIT + 1)})
        assert caught.value.field == part
    write(ana, MESSAGES, {field: " x " if kind is Apology else "", kind.PARTS[0]: " x "})
    assert companion.happened.rows(ana)[0].first_words == "x"


def test_of_an_apology_only_responsibility_is_needed(companion: Companion, ana: Person) -> None:
    rest = {part: "words" for part in Apology.PARTS if part != "responsibility"}
    with pytest.raises(Problem) as caught:
        companion.happened.apologise(ana, About(), rest)
    assert caught.value.field == "responsibility"
    assert Apology.PARTS[0] == "responsibility"
    assert Apology.PARTS[-1] == "forgiveness"


def test_who_it_is_about_is_said_in_small(companion: Companion, ana: Person, ben: Person) -> None:
    said = {
        ((ana.id,), (ben.id,)): "what Ana did, and how it was for Ben",
        ((ana.id, ben.id), (ben.id, ana.id)): "what both of you did, and how it was for both of you",
        ((), (ben.id,)): "how it was for Ben",
        ((), ()): "",
    }
    acknowledge(companion, ana)
    (heading,) = companion.happened.headings(ana)
    for (broke, hurt), about in said.items():
        companion.happened.name_anew(ben, heading.id, "The messages", broke, hurt)
        assert companion.happened.headings(ana)[0].about == about


def test_both_can_name_it_anew_and_nobody_silently(
    companion: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    text = acknowledge(companion, ana)
    (heading,) = companion.happened.headings(ben)
    clock.move(days=1)
    companion.happened.name_anew(ben, heading.id, "  The year of messages ", (ana.id,), ())
    now = seen(companion, ana, text).row.heading
    assert now is not None
    assert (now.name, now.before) == ("The year of messages", (("The messages", ben.id, clock().day),))
    with pytest.raises(Problem) as caught:
        companion.happened.name_anew(ana, heading.id, " ", (), ())
    assert caught.value.field == "name"
    assert companion.undo(ben) == "named it anew"
    assert companion.happened.headings(ana)[0].name == "The messages"


def test_new_words_keep_the_old_ones_and_only_their_writer_finds_them(
    companion: Companion, elsewhere: Companion, clock: MovedClock, ana: Person, ben: Person
) -> None:
    text = acknowledge(companion, ana)
    answer(companion, ben, text, What.NOT_YET)  # what is said to it is no wording of its own
    clock.move(days=3)
    companion.happened.reword(ana, text.id, text.texts(), {**BEFORE, "kept_from_you": " the phone "})
    detail = seen(companion, ben, text)
    assert detail.row.day == clock().day
    assert [each.texts["kept_from_you"] for each in detail.wordings] == ["", "the phone"]
    assert [each.is_present for each in detail.wordings] == [False, True]
    with pytest.raises(Problem, match="changed in the meantime"):
        elsewhere.happened.reword(ana, text.id, text.texts(), BEFORE)
    with pytest.raises(Problem, match="Only who wrote it"):
        companion.happened.reword(ben, text.id, detail.texts, BEFORE)
    companion.happened.reword(ana, text.id, detail.texts, detail.texts)
    assert len(seen(companion, ben, text).wordings) == 2, "the same words are no other wording"


def test_what_nobody_answered_can_be_removed_and_comes_back(
    companion: Companion, ana: Person, ben: Person
) -> None:
    text = acknowledge(companion, ana)
    with pytest.raises(Problem, match="Only who wrote it"):
        companion.happened.remove(ben, text.id)
    companion.happened.remove(ana, text.id)
    assert companion.happened.rows(ana) == ()
    assert companion.happened.headings(ben) == ()
    assert companion.undo(ana) == "removed what you wrote"
    assert kinds(companion, ben) == [("The messages", "acknowledgement")]
    companion.happened.remove(ana, text.id)
    acknowledge(companion, ana)
    assert len(companion.ledger.all(Breach)) == 1, "its heading is taken up again"


def test_a_repair_becomes_a_promise_in_one_step_and_each_knows_the_other(
    companion: Companion, ana: Person, ben: Person
) -> None:
    sorry = apologise(companion, ana)
    assert Can.PROMISE in seen(companion, ana, sorry).can
    before = companion.happened.rows(ben)
    promise = companion.promises.make(ana, "", "tell you", "", ben.id, daily(), from_apology=sorry.id)

    assert seen(companion, ben, sorry).promise == promise
    assert Can.PROMISE not in seen(companion, ana, sorry).can
    detail = companion.promises.detail(ben, promise.id, promise.day)
    assert detail is not None
    assert detail.from_apology == sorry.worded_on
    with pytest.raises(Problem, match="already"):
        companion.promises.make(ana, "", "more", "", "", daily(), from_apology=sorry.id)
    with pytest.raises(Problem, match="not there"):
        companion.promises.make(ben, "", "more", "", "", daily(), from_apology=sorry.id)
    assert len(companion.ledger.all(Promise)) == 1
    assert companion.undo(ana) == "made a promise"
    assert companion.ledger.all(Promise) == []
    assert companion.happened.rows(ben) == before
    assert seen(companion, ana, sorry).promise is None


def test_a_promise_tells_nothing_of_an_apology_that_was_taken_back(
    companion: Companion, ana: Person, ben: Person
) -> None:
    sorry = apologise(companion, ana)
    promise = companion.promises.make(ana, "", "tell you", "", ben.id, daily(), from_apology=sorry.id)
    companion.happened.remove(ana, sorry.id)
    detail = companion.promises.detail(ben, promise.id, promise.day)
    assert detail is not None
    assert detail.from_apology is None


def test_a_list_never_tells_more_than_the_first_words() -> None:
    assert first_words("I wrote to him\nfor months, and said it was work") == "I wrote to him for months…"
    assert first_words("All of it.") == "All of it."
    assert len(first_words("x" * 500)) < 60
    assert first_words("") == ""


def test_all_of_it_is_there_after_a_start(clock: MovedClock, tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    companion = Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())
    ana, ben = companion.people.set_up("Ana", "Ben").people
    text, did, sorry = acknowledge(companion, ana), impact(companion, ben), apologise(companion, ana)
    companion.happened.reword(ana, text.id, text.texts(), {**BEFORE, "own": "every day of it"})
    answer(companion, ben, text, What.MISSING, "since when")
    companion.happened.reply(ana, did.id, did.texts(), "that you did not sleep", "I see it")
    before = companion.ledger._keeper.state.seq
    companion.promises.make(ana, "", "tell you", "", ben.id, daily(), from_apology=sorry.id)
    assert companion.ledger._keeper.state.seq == before + 1, "promise and apology are one transaction"
    kept = {**SORRY, "regret": "that you found out alone"}
    sorry_alone = companion.happened.apologise(ben, About(), kept, only_me=True)

    again = Companion(Ledger.open(places, moment=clock()), clock, "here", MemoryDrafts())
    for person in (ana, ben):
        assert everything(again, person) == everything(companion, person)
    assert seen(again, ben, sorry_alone).texts["regret"] == kept["regret"]
    assert again.happened.detail(ana, sorry_alone.id) is None
