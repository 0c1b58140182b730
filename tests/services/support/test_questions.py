"""Questions to bring: asked, kept, let go; and some are only for their writer until then."""

from __future__ import annotations

import pytest

from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.support import Became
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import ChangedSinceProblem, Problem
from trust_tui.services.support.professionals import ProfessionalWords


def waiting(companion: Companion, reader: Person) -> list[str]:
    return [each.text for each in companion.questions.to_bring(reader)]


def test_they_wait_in_the_order_they_came_until_something_became_of_them(
    companion: Companion, ana: Person, ben: Person
) -> None:
    first = companion.questions.add(ana, " how long? ")
    second = companion.questions.add(ben, "what now?")
    assert waiting(companion, ana) == waiting(companion, ben) == ["how long?", "what now?"]
    assert companion.questions.glance(ben) == "2 questions to bring"

    companion.questions.say(ben, first.id, Became.ASKED, "as long as it takes")
    assert companion.questions.glance(ana) == "One question to bring"
    companion.questions.say(ana, second.id, Became.LET_GO)
    assert waiting(companion, ana) == []
    assert companion.questions.glance(ana) == ""
    companion.questions.say(ben, second.id, Became.KEPT)
    assert waiting(companion, ana) == ["what now?"]
    view = companion.questions.one(ana, first.id)
    assert view is not None
    assert [(each.author, each.became, each.text) for each in view.events] == [
        (ben.id, Became.ASKED, "as long as it takes")
    ]
    assert companion.undo(ben) == "kept a question for next time"
    assert waiting(companion, ana) == []


@pytest.mark.parametrize(("text", "field"), [("  ", "text"), ("x" * (TEXT_LIMIT + 1), "text")])
def test_what_cannot_be_used_is_refused_beside_its_field(
    companion: Companion, ana: Person, text: str, field: str
) -> None:
    with pytest.raises(Problem) as told:
        companion.questions.add(ana, text)
    assert told.value.field == field
    with pytest.raises(Problem) as told:
        companion.questions.add(ana, "why", "nobody")
    assert told.value.field == "professional"
    assert companion.questions.all(ana) == []


def test_one_for_somebody_waits_for_them_and_one_for_anybody_for_all(
    companion: Companion, ana: Person, ben: Person
) -> None:
    maren = companion.professionals.add(ana, ProfessionalWords("Maren"))
    own = ProfessionalWords("Dr Quiet", is_ours=False, visibility=Visibility.PRIVATE)
    quiet = companion.professionals.add(ana, own)
    companion.questions.add(ana, "for maren", maren.id)
    companion.questions.add(ana, "for anybody")
    companion.questions.add(ana, "for quiet", quiet.id)
    assert [each.text for each in companion.questions.to_bring(ana, maren.id)] == ["for maren", "for anybody"]
    assert [each.for_name for each in companion.questions.all(ben)] == ["Maren", "", ""]
    assert [each.professional for each in companion.questions.all(ben)] == [maren.id, "", ""]
    assert [each.for_name for each in companion.questions.all(ana)] == ["Maren", "", ""]
    with pytest.raises(Problem):
        companion.questions.add(ben, "why", quiet.id)


def test_a_private_one_is_nowhere_for_the_other(companion: Companion, ana: Person, ben: Person) -> None:
    secret = companion.questions.add(ana, "a secret", visibility=Visibility.PRIVATE)
    companion.questions.say(ana, secret.id, Became.KEPT, "not yet")
    assert waiting(companion, ana) == ["a secret"]
    assert companion.questions.all(ben) == []
    assert companion.questions.one(ben, secret.id) is None
    for reader in (ana, ben):
        assert companion.questions.glance(reader) == "", "the other may be looking"
        assert list(companion.questions.texts(reader)) == []
    for forbidden in (
        lambda: companion.questions.say(ben, secret.id, Became.ASKED),
        lambda: companion.questions.edit(ben, secret.id, 1, "mine"),
        lambda: companion.questions.share(ben, secret.id),
        lambda: companion.questions.remove(ben, secret.id),
    ):
        with pytest.raises(Problem, match="not there"):
            forbidden()


def test_asked_and_shown_in_one_step_or_asked_and_kept_to_oneself(
    companion: Companion, ana: Person, ben: Person
) -> None:
    one = companion.questions.add(ana, "one", visibility=Visibility.PRIVATE)
    other = companion.questions.add(ana, "other", visibility=Visibility.PRIVATE)
    companion.questions.say(ana, one.id, Became.ASKED, "a good answer", share=True)
    companion.questions.say(ana, other.id, Became.ASKED, "between us")
    (theirs,) = companion.questions.all(ben)
    assert (theirs.text, theirs.became, theirs.events[0].text) == ("one", Became.ASKED, "a good answer")
    assert companion.undo(ana) == "said that a question was asked"
    assert companion.undo(ana) == "said that a question was asked"
    assert companion.questions.all(ben) == []
    assert waiting(companion, ana) == ["one", "other"]


def test_showing_one_shows_where_it_stands_and_not_what_was_said_in_private(
    companion: Companion, ana: Person, ben: Person
) -> None:
    question = companion.questions.add(ana, "a first try", visibility=Visibility.PRIVATE)
    companion.questions.edit(ana, question.id, 1, "why")
    companion.questions.say(ana, question.id, Became.ASKED, "a hidden answer")
    companion.questions.share(ana, question.id)
    theirs = companion.questions.one(ben, question.id)
    assert theirs is not None
    assert (theirs.text, theirs.is_to_bring, theirs.before) == ("why", False, ())
    assert [each.text for each in theirs.events] == [""]
    assert not any("hidden" in text for _, _, text in companion.questions.texts(ben))
    with pytest.raises(Problem, match="already"):
        companion.questions.share(ana, question.id)


def test_only_its_writer_rewords_and_removes_it(companion: Companion, ana: Person, ben: Person) -> None:
    question = companion.questions.add(ana, "why")
    for forbidden in (
        lambda: companion.questions.edit(ben, question.id, 1, "mine"),
        lambda: companion.questions.remove(ben, question.id),
    ):
        with pytest.raises(Problem, match="Only who wrote"):
            forbidden()
    companion.questions.edit(ana, question.id, 1, "why then")
    view = companion.questions.one(ben, question.id)
    assert view is not None
    assert (view.text, [each.body["text"] for each in view.before]) == ("why then", ["why"])
    with pytest.raises(Problem, match="in the meantime"):
        companion.questions.edit(ana, question.id, 1, "again")
    companion.questions.remove(ana, question.id)
    assert companion.questions.all(ana) == []
    companion.undo(ana)
    assert companion.search.find(ben, "then")[0].place == "support/questions"
    companion.questions.say(ben, question.id, Became.ASKED)
    with pytest.raises(Problem, match="so it stays"):
        companion.questions.remove(ana, question.id)


def test_what_the_other_said_something_to_does_not_close_again(
    companion: Companion, ana: Person, ben: Person
) -> None:
    question = companion.questions.add(ana, "why", visibility=Visibility.PRIVATE)
    companion.questions.share(ana, question.id)
    companion.questions.say(ben, question.id, Became.ASKED, "because")
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    assert [each.text for each in companion.questions.all(ben)] == ["why"]
    assert companion.undo(ben) == "said that a question was asked"
    assert waiting(companion, ben) == ["why"]
    view = companion.questions.one(ana, question.id)
    assert view is not None
    assert view.before == (), "nobody changed a word"
