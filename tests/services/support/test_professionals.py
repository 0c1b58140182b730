"""Professionals: whose they are, who may change what is written about them, and who never hears of them."""

from __future__ import annotations

import pytest

from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.services.problems import ChangedSinceProblem, Problem, TooLongProblem
from trust_tui.services.support.professionals import ProfessionalWords

MAREN = ProfessionalWords(
    "Maren", "the two of us", "01632 960 114", "maren@example.org", "12 Elm Row", "bell"
)


def names(companion: Companion, reader: Person) -> list[str]:
    return [each.name for each in companion.professionals.all(reader)]


def test_what_was_typed_is_there_for_both_by_name_and_the_past_comes_last(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.professionals.add(ana, ProfessionalWords("Zoe", is_ours=False))
    companion.professionals.add(ana, ProfessionalWords("Anton", is_past=True))
    companion.professionals.add(ana, MAREN)
    assert names(companion, ana) == names(companion, ben) == ["Maren", "Zoe", "Anton"]
    maren, zoe, _ = companion.professionals.all(ben)
    assert (maren.phone, maren.mail, maren.whose, maren.can_change) == (MAREN.phone, MAREN.mail, "", True)
    assert (zoe.whose, zoe.can_change, zoe.is_mine) == (ana.id, False, False)
    assert companion.professionals.glance(ben) == "Zoe and Maren"
    companion.professionals.add(ben, ProfessionalWords("Bert"))
    assert companion.professionals.glance(ana) == "Zoe and others"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (ProfessionalWords(" \n"), "name"),
        (ProfessionalWords("M", note="x" * (TEXT_LIMIT + 1)), "note"),
        (ProfessionalWords("M", visibility=Visibility.PRIVATE), "whose"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(
    companion: Companion, ana: Person, words: ProfessionalWords, field: str
) -> None:
    with pytest.raises(Problem) as told:
        companion.professionals.add(ana, words)
    assert told.value.field == field
    assert isinstance(told.value, TooLongProblem) == (field == "note")
    assert companion.professionals.all(ana) == []


def test_a_private_one_is_nowhere_for_the_other(companion: Companion, ana: Person, ben: Person) -> None:
    own = ProfessionalWords("Dr Quiet", "only me", is_ours=False, visibility=Visibility.PRIVATE)
    secret = companion.professionals.add(ana, own)
    assert names(companion, ana) == ["Dr Quiet"]
    assert companion.professionals.one(ana, secret.id) is not None
    for reader in (ana, ben):
        assert companion.professionals.glance(reader) == "", "the other may be looking"
        assert list(companion.professionals.texts(reader)) == []
    assert names(companion, ben) == []
    assert companion.professionals.one(ben, secret.id) is None
    assert companion.professionals.known(ben) == {}
    for forbidden in (
        lambda: companion.professionals.edit(ben, secret.id, 1, MAREN),
        lambda: companion.professionals.remove(ben, secret.id),
    ):
        with pytest.raises(Problem, match="not there"):
            forbidden()


def test_both_may_change_what_is_theirs_and_its_past_is_kept(
    companion: Companion, ana: Person, ben: Person
) -> None:
    maren = companion.professionals.add(ana, MAREN)
    changed = ProfessionalWords("Maren", phone="01632 960 115", is_ours=False)
    companion.professionals.edit(ben, maren.id, 1, changed)
    view = companion.professionals.one(ana, maren.id)
    assert view is not None
    assert (view.phone, view.whose) == ("01632 960 115", ""), "it stays one of both"
    assert [(each.author, each.body["phone"]) for each in view.before] == [(ben.id, MAREN.phone)]
    with pytest.raises(Problem, match="in the meantime"):
        companion.professionals.edit(ana, maren.id, 1, MAREN)
    assert companion.undo(ben) == "changed a professional"
    assert companion.professionals.all(ana)[0].phone == MAREN.phone


def test_what_was_private_keeps_its_private_past_when_it_is_opened(
    companion: Companion, ana: Person, ben: Person
) -> None:
    own = ProfessionalWords("Dr Quiet", "a secret", is_ours=False, visibility=Visibility.PRIVATE)
    secret = companion.professionals.add(ana, own)
    companion.professionals.edit(ana, secret.id, 1, ProfessionalWords("Dr Quiet", is_ours=False))
    theirs = companion.professionals.one(ben, secret.id)
    assert theirs is not None
    assert theirs.before == ()
    with pytest.raises(Problem) as told:
        companion.professionals.edit(ana, secret.id, 2, own)
    assert told.value.field == "visibility"
    with pytest.raises(Problem, match="the other one sees"):
        companion.professionals.edit(ben, secret.id, 2, MAREN)


def test_only_who_wrote_it_down_removes_it_and_undo_brings_it_back(
    companion: Companion, elsewhere: Companion, ana: Person, ben: Person
) -> None:
    maren = companion.professionals.add(ana, MAREN)
    with pytest.raises(Problem, match="Only who wrote"):
        companion.professionals.remove(ben, maren.id)
    companion.professionals.remove(ana, maren.id)
    assert names(companion, ben) == []
    assert companion.undo(ana) == "removed a professional"
    assert names(companion, ben) == ["Maren"]
    elsewhere.professionals.edit(ben, maren.id, companion.professionals.all(ben)[0].rev, MAREN)
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)


def test_who_writes_alone_has_professionals_of_their_own(alone: Companion) -> None:
    (cleo,) = alone.couple.people
    alone.professionals.add(cleo, MAREN)
    assert alone.professionals.all(cleo)[0].whose == cleo.id
    alone.people.set_names(["Cleo", "Dan"], by=cleo)
    dan = alone.couple.people[1]
    assert [each.can_change for each in alone.professionals.all(dan)] == [False]
