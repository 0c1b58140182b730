"""A gentle hint where an apology is taken back or a detail only hurts, and none where one owns it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.services.expressions import most
from tests.services.taking_back import DETAILS, FACTS, LET_BE, TAKEN_BACK
from trust_tui.content import load
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.apology_wording import AT_ONCE, details, remark, taking_back
from trust_tui.services.wording import Hint

EACH_TAKEN_BACK = [(name, text) for name, several in TAKEN_BACK.items() for text in several]
EACH_DETAIL = [(name, text) for name, several in DETAILS.items() for text in several]
KINDS = {"taking_back": taking_back, "details": details}
DATA = load("taking_back.json")
HINTS = [(kind, each) for kind in KINDS for each in DATA[kind]["hints"]]

HONEST = """\
I lied to you about the money, from January until May. I told you that I had paid the rent, and I had not.

You asked me twice. Both times I looked at you and said that all was well.
That was my choice; you did not make me.

What I took from you is the ground under your feet. You lay awake and thought it was you. It was not you.
I have closed the account and I will show you the statements each month, for as long as you want.
I don't ask you to forgive me. If you want to talk about it again, I'll listen — tonight or in ten years.
I have nothing to add but my thanks that you read this.
"""


def names(found: tuple[Hint, ...]) -> list[str]:
    return [each.name for each in found]


@pytest.mark.parametrize(("name", "text"), EACH_TAKEN_BACK)
def test_words_that_take_an_apology_back_get_a_hint(name: str, text: str) -> None:
    assert name in names(taking_back(text))


@pytest.mark.parametrize("text", [*LET_BE, *FACTS, HONEST])
def test_words_that_own_what_was_done_get_none(text: str) -> None:
    assert taking_back(text) == ()


@pytest.mark.parametrize(("name", "text"), EACH_DETAIL)
def test_details_that_only_hurt_get_a_hint(name: str, text: str) -> None:
    assert name in names(details(text))


@pytest.mark.parametrize("text", [*FACTS, *LET_BE, HONEST])
def test_plain_facts_get_none(text: str) -> None:
    assert details(text) == ()


def test_there_are_sentences_enough_and_half_of_them_are_to_be_let_be() -> None:
    assert len(set(LET_BE)) == len(LET_BE) >= len(EACH_TAKEN_BACK) >= 40
    assert len(set(FACTS)) == len(FACTS) >= len(EACH_DETAIL) >= 20
    assert list(TAKEN_BACK) == [each["name"] for each in DATA["taking_back"]["hints"]]
    assert DETAILS.keys() == {each["name"] for each in DATA["details"]["hints"]}


# Spelling.


@pytest.mark.parametrize(
    "spelled",
    [
        str.upper,
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("'", ""),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", "  "),
        lambda text: f"I lied to you. {text}\nI see that now",
        lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in text),
    ],
    ids=["capitals", "curly", "hasty", "lines", "wide gaps", "among others", "wide"],
)
@pytest.mark.parametrize(
    ("look", "name", "text"),
    [
        *((taking_back, name, several[0]) for name, several in TAKEN_BACK.items()),
        *((details, name, several[0]) for name, several in DETAILS.items()),
        (taking_back, "feeling", "I'm sorry you feel that way"),
        (taking_back, "over_it", "Can't you let it go"),
        (taking_back, "meant", "I didn't mean it"),
        (taking_back, "state", "I wasn't thinking"),
        (taking_back, "but", "I'm sorry, but you don't listen"),
    ],
)
def test_spelling_makes_no_difference(
    look: Callable[[str], tuple[Hint, ...]], name: str, text: str, spelled: Any
) -> None:
    assert name in names(look(spelled(text)))


@pytest.mark.parametrize("look", KINDS.values())
@pytest.mark.parametrize("text", ["", " \n ", "’", "…", "\ud83d", "123", "👍🏽", "“”", '"', "[b]{0}%s"])
def test_what_says_nothing_gets_no_hint(look: Callable[[str], tuple[Hint, ...]], text: str) -> None:
    assert look(text) == ()


# Where it stands.


def test_a_but_that_opens_the_next_sentence_takes_back_too() -> None:
    assert names(taking_back("I am so sorry. But you never listen.")) == ["but"]
    assert names(taking_back("I am so sorry; but you never listen.")) == ["but"]
    assert names(taking_back("We went home. But you never listen.")) == []


def test_an_if_in_the_next_sentence_doubts_nothing() -> None:
    assert taking_back("I am sorry. If you want to talk, I am here.") == ()


@pytest.mark.parametrize(
    "quoted", ['"It was nothing"', "“You made me do it”", "«Get over it»", "„It was just a kiss“"]
)
def test_what_is_quoted_is_not_ones_own_word(quoted: str) -> None:
    assert taking_back(f"I said to you: {quoted}.") == ()
    assert taking_back(quoted.strip('"“”«»„')) != ()


def test_a_lone_mark_of_quotation_hides_nothing() -> None:
    assert names(taking_back('The screen was 12" wide. It was nothing.')) == ["small"]


def test_words_of_love_are_seen_in_quotes_too() -> None:
    assert names(details('I wrote to her "I love you".')) == ["love"]
    assert details("I wrote to her that I love you.") == ()


# What is said.


def test_each_kind_is_told_once_the_weightiest_first_and_no_more_than_two() -> None:
    text = (
        "It was nothing. It was just a kiss. I am sorry if I hurt you. You made me do it. Mistakes were made."
    )
    assert names(taking_back(text)) == ["you_made", "if"]
    assert len(taking_back(" ".join(several[0] for several in TAKEN_BACK.values()))) == AT_ONCE == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Yes. I’M  SO\nsorry, BUT you never listen.", "I’M SO sorry, BUT"),
        ("(I'm sorry, but …)", "I'm sorry, but"),
        ("And now: you can't [b]get over it[/b], can't you just let it go?", "can't you just let it go"),
        ("It wasn't me, and it was the alcohol", "it was the alcohol"),
        ("Get over it. You need to get over it.", "Get over it"),
    ],
)
def test_the_words_are_named_as_they_were_typed(text: str, words: str) -> None:
    assert [each.words for each in taking_back(text)] == [words]


def test_long_words_are_named_in_part() -> None:
    for long in (
        "I regret " + "very " * 12 + "much, but you",
        "I am sorry for " + "a" * 30 + " " + "b" * 30 + ", but",
    ):
        (found,) = taking_back(long)
        assert found.words.endswith("…")
        assert len(found.words) <= 60


def test_a_remark_names_the_words_and_what_they_do_on_a_line_for_each() -> None:
    found = taking_back("You made me do it. I am sorry, but that is all.")
    assert remark(found) == "\n".join(f"“{each.words}”: {each.says}" for each in found)
    assert [line.split(":")[0] for line in remark(found).splitlines()] == [
        "“You made me do”",
        "“I am sorry, but”",
    ]
    assert remark(()) == ""


def test_a_hint_is_gentle_and_short() -> None:
    for _, each in HINTS:
        says = each["says"]
        assert says.endswith((".", "”."))
        assert len(says) <= 150
        assert not re.search(r"\b(must|should|wrong|bad|not allowed|never|don't)\b", says)


def test_who_reads_details_is_told_of_another_place_for_them() -> None:
    assert all("with your professional" in each["says"] for each in DATA["details"]["hints"])


# However long.


def every_expression() -> Iterator[str]:
    from trust_tui.services.apology_wording import _rules, _spell_out

    yield from (written for written, _ in _spell_out())
    for kind in KINDS:
        rules = _rules(kind)
        yield from (rules.free, rules.led)
        for each in rules.patterns:
            yield from (each.finds, each.after, each.next, each.owned)


def test_every_repetition_has_an_end() -> None:
    assert max(most(expression) for expression in every_expression()) <= 600


@pytest.mark.parametrize("look", KINDS.values())
@pytest.mark.parametrize(
    "part",
    ["i am sorry for ", "you, ", "a-", "she was very very ", "told her that i ", "a", "\n", '"', "but if "],
)
def test_a_text_as_long_as_a_field_is_looked_through(
    look: Callable[[str], tuple[Hint, ...]], part: str
) -> None:
    """It would never come to an end here if an expression went back over what it has read again and again."""
    text = (part * TEXT_LIMIT)[: TEXT_LIMIT - 90] + ". You have to forgive me. On her knees, she moaned."
    assert look(text) != ()
