"""A name is what somebody wants to be called, as long as the other one can be told apart from it."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.model.moments import Moment
from trust_tui.model.people import NAME_LIMIT, Couple, NameProblem, Person, checked_name
from trust_tui.model.text import one_line

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")
ANA = Person.called("Ana", 0, "d", NOW)
BEN = Person.called("Ben", 1, "d", NOW)

INVISIBLE = {"Cc", "Cf", "Cs", "Me", "Mn", "Zl", "Zp", "Zs"}


def refused(name: str, taken: str = "") -> str:
    with pytest.raises(NameProblem) as problem:
        checked_name(name, taken)
    return str(problem.value)


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "Ana María",
        "O'Neill-Łukasz",
        "李",
        "שלום",
        "محمد",
        "🦊",
        "👩‍❤️‍👨",
        "🏳️‍🌈 Jo",
        "J.",
        "7",
        "[bold]Ana[/]",
        "{name}",
        "n" * NAME_LIMIT,
    ],
)
def test_any_word_one_likes_to_be_called_will_do(name: str) -> None:
    assert checked_name(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Ana ", "Ana"), ("\u3000Ana\u00a0", "Ana"), ("Ana   María", "Ana María"), ("Ana\n", "Ana")],
)
def test_space_around_a_name_and_too_much_within_is_let_go(typed: str, kept: str) -> None:
    assert checked_name(typed) == kept


@pytest.mark.parametrize(
    "name",
    ["", " ", "   ", "\t", "\n", "\u00a0\u3000", "\u200b", "\u2060\u200d", "\u00ad", "\ufe0f", "\u0301"],
    ids=ascii,
)
def test_a_name_that_nobody_could_see_is_asked_for_again(name: str) -> None:
    assert "Please type a name" in refused(name)


def test_a_name_that_is_too_long_is_told_how_long_it_is() -> None:
    assert "200" in refused("n" * 200)
    assert str(NAME_LIMIT) in refused("n" * (NAME_LIMIT + 1))


@pytest.mark.parametrize(
    "name",
    [
        "A\x1b[31mna",
        "A\tna",
        "A\nna",
        "A\x00na",
        "A\x7fna",
        "A\x9bna",
        "A\u2028na",
        "A\u2029na",
        "A\u202ena",
        "A\u2066na",
        "A\u200fna",
        "A\ufeffna",
        "A\ud800na",
    ],
    ids=ascii,
)
def test_a_name_that_could_not_be_shown_as_typed_is_refused(name: str) -> None:
    assert "cannot be shown" in refused(name)


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("Ana", "Ana"),
        ("ANA", "ana"),
        (" ana ", "Ana"),
        ("Ana María", "ana  maría"),
        ("Ana María", "Ana\u00a0María"),
        ("Jose\u0301", "José"),
        ("Ａｎａ", "Ana"),
        ("Straße", "STRASSE"),
        ("ﬁona", "Fiona"),
        ("Ana\u200b", "Ana"),
        ("ΆΊ", "άί"),
    ],
)
def test_two_names_that_look_or_sound_the_same_are_refused(name: str, taken: str) -> None:
    assert "same" in refused(name, taken)
    assert "same" in refused(taken, name)


@pytest.mark.parametrize(("name", "taken"), [("Ana", "Anna"), ("Ana", "Ana M."), ("🦊", "🐻"), ("李", "理")])
def test_a_letter_more_keeps_two_names_apart(name: str, taken: str) -> None:
    assert checked_name(name, taken) == name


@given(st.text(st.characters(), max_size=50))
def test_a_name_that_is_taken_is_fit_for_one_line_and_taken_again(name: str) -> None:
    try:
        kept = checked_name(name)
    except NameProblem:
        return
    assert one_line(kept) == " ".join(kept.split())
    assert checked_name(kept) == kept
    assert 0 < len(kept) <= NAME_LIMIT
    assert any(unicodedata.category(character) not in INVISIBLE for character in kept)
    assert "same" in refused(f" {kept} ", kept)


def test_a_couple_knows_who_is_who() -> None:
    both, alone = Couple((ANA, BEN)), Couple((ANA,))
    assert (both.is_solo, alone.is_solo, Couple(()).is_solo) == (False, True, False)
    assert both.other(ANA) is BEN
    assert both.other(BEN) is ANA
    assert alone.other(ANA) is None
    assert both.get(BEN.id) is BEN
    assert both.get("somebody") is None


@pytest.mark.parametrize("name", ["ana", "ANA ", " Ａｎａ"])
def test_a_person_is_found_by_name_however_it_is_typed(name: str) -> None:
    assert Couple((ANA, BEN)).named(name) is ANA


@pytest.mark.parametrize("name", ["", "Cleo", "An"])
def test_nobody_is_found_by_another_name(name: str) -> None:
    assert Couple((ANA, BEN)).named(name) is None


def test_a_person_is_their_own_author() -> None:
    assert ANA.author == ANA.id
    assert ANA.id != BEN.id
