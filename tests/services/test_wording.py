"""A gentle hint, where a boundary is about the other's life; and none where it is about one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.services.expressions import most
from tests.services.sentences import HINTED, NOT_FINE, NOT_FINE_EITHER, UNHINTED
from trust_tui.content import load
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.boundaries.wording import hint, hints

EACH_HINTED = [(name, text) for name, several in HINTED.items() for text in several]


def names(text: str, field: str = "") -> list[str]:
    return [found.name for found in hints(text, field)]


@pytest.mark.parametrize(("name", "text"), EACH_HINTED)
def test_words_about_the_others_life_get_a_hint(name: str, text: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("text", UNHINTED)
def test_words_about_ones_own_life_get_none(text: str) -> None:
    assert names(text) == []
    assert hint(text) == ""


def test_there_are_sentences_enough_and_half_of_them_are_to_be_let_be() -> None:
    assert len(set(UNHINTED)) == len(UNHINTED) >= len(EACH_HINTED) >= 60
    assert HINTED.keys() == {pattern["name"] for pattern in load("controlling.json")["patterns"]}


# Spelling.


@pytest.mark.parametrize(("name", "text"), EACH_HINTED[::3])
@pytest.mark.parametrize(
    "spelled",
    [
        str.upper,
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("’", "'"),
        lambda text: text.replace(" ", "\n"),
        lambda text: f"I love you. {text}\nAnd I mean it",
        lambda text: f"“{text}”",
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" < c < "~" else c for c in text),
    ],
    ids=["capitals", "curly", "straight", "lines", "among others", "quoted", "wide"],
)
def test_spelling_makes_no_difference(name: str, text: str, spelled: Any) -> None:
    assert name in names(spelled(text))


@pytest.mark.parametrize("text", ["", " \n ", "’", "…", "\ud83d", "123", "👍🏽"])
def test_what_says_nothing_gets_no_hint(text: str) -> None:
    assert names(text) == []


def test_two_lines_of_a_list_are_not_read_as_one() -> None:
    for between in ("\n\n", "\n \n", "\n- ", "\n* ", "\n • "):
        assert names(f"I want you to stop{between}seeing your friends is good") == []
    assert names("I want you to stop\nseeing your friends") == ["friends"]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", ", ", "-"])
def test_a_mark_before_a_sentence_hides_nothing(mark: str) -> None:
    assert names(f"{mark}Delete her number") == ["online"]


def test_a_line_may_break_anywhere() -> None:
    assert names("You can't see Marco any\n  more") == ["friends"]


def test_each_thing_is_told_once_and_the_most_telling_first() -> None:
    text = "You are not allowed to see your friends. You can't see your friends. You must quit your job!"
    assert names(text) == ["friends", "work", "permission"]
    assert hint(text) == hints(text)[0].says


# Under what is not all right.


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, each in NOT_FINE.items() for text in each])
def test_what_the_other_may_live_is_seen_under_what_is_not_all_right_only(name: str, text: str) -> None:
    assert name in names(text, "not_fine")
    assert names(text, "fine") == []
    assert names(text) == []


@pytest.mark.parametrize("text", [*NOT_FINE_EITHER, *UNHINTED])
def test_what_happens_to_me_may_stand_under_what_is_not_all_right(text: str) -> None:
    assert names(text, "not_fine") == []


# What is said.


def test_a_hint_is_one_gentle_sentence() -> None:
    for pattern in load("controlling.json")["patterns"]:
        says = pattern["says"]
        assert says.startswith("A boundary ")
        assert says.endswith(".")
        assert says.count(".") == 1
        assert len(says) <= 100
        assert not re.search(r"\b(must|should|wrong|bad|not allowed|never)\b", says)


# However long.


def every_expression() -> Iterator[str]:
    from trust_tui.services.boundaries.wording import _rules

    rules = _rules()
    yield rules.free
    yield from (written for written, _ in rules.spell_out)
    yield from (each for several in rules.openings.values() for each in several)
    for pattern in rules.patterns:
        yield from (pattern.anywhere, *pattern.after.values())


def test_every_repetition_has_an_end() -> None:
    assert max(most(expression) for expression in every_expression()) <= 300


@pytest.mark.parametrize("endless", ["a+", "(?:ab*)?", "(?:a{1,30} ){0,400}", "x(?!(?:.*a))", "(a+)+"])
def test_an_endless_repetition_would_be_seen(endless: str) -> None:
    assert most(endless) > 300


@pytest.mark.parametrize(
    "part",
    [
        "you can't, ",
        "a-",
        "you must very very very ",
        "see any of your old ",
        "without my permission ",
        "a",
        "\n",
    ],
)
def test_a_text_as_long_as_a_field_is_looked_through(part: str) -> None:
    """It would never come to an end here if an expression went back over what it has read again and again."""
    text = (part * TEXT_LIMIT)[: TEXT_LIMIT - 40] + ". You must quit your job."
    assert "work" in names(text, "not_fine")
