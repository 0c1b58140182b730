"""Words are data: here is what the screens may rely on."""

from __future__ import annotations

import pytest

from trust_tui.content import load
from trust_tui.model.checkin import SCALE

NARROW = 38
"""Columns for text on the narrowest screen, 40 wide with a margin of one."""


def test_a_file_is_read_once() -> None:
    assert load("scales.json") is load("scales.json")


def test_a_file_that_is_not_there_says_so() -> None:
    with pytest.raises(FileNotFoundError):
        load("nothing.json")


def test_feelings_stand_in_three_rows_of_eight_and_once_each() -> None:
    rows = load("feelings.json")["rows"]
    assert [len(row) for row in rows] == [8, 8, 8]
    assert len({word for row in rows for word in row}) == 24
    assert all(len(word) <= 12 and word.isalpha() and word.islower() for row in rows for word in row)


@pytest.mark.parametrize(("scale", "low", "high"), [("safe", "guarded", "at ease"), ("close", "far", "near")])
def test_every_step_of_a_scale_has_a_word(scale: str, low: str, high: str) -> None:
    words = load("scales.json")[scale]["steps"]
    assert len(set(words)) == len(SCALE)
    assert (words[0], words[-1]) == (low, high)


def test_the_two_scales_share_no_word() -> None:
    scales = load("scales.json")
    assert not set(scales["safe"]["steps"]) & set(scales["close"]["steps"])


def test_the_welcome_fits_both_widths() -> None:
    welcome = load("welcome.json")
    assert len(welcome["lines"]) <= 9
    assert all(len(line) <= 76 for line in welcome["lines"])
    assert len(welcome["short"]) <= 7
    assert all(len(line) <= NARROW for line in (*welcome["short"], welcome["names"]["short_hint"]))


@pytest.mark.parametrize("variant", ["lines", "short"])
@pytest.mark.parametrize("said", ["therapy", "afraid", "F8", "F12", "ctrl+\\", "computer", "locked"])
def test_the_welcome_says_what_has_to_be_known_first(variant: str, said: str) -> None:
    assert said.lower() in " ".join(load("welcome.json")[variant]).lower()


def test_the_safety_page_is_whole() -> None:
    page = load("safety.md")
    said = ("afraid", "emergency number", "history", "backups", "draft", "same login", "F12", "ctrl+\\")
    assert [words for words in said if words not in page] == []


def test_pages_are_plain_enough_to_be_wrapped_without_a_parser() -> None:
    for line in load("safety.md").splitlines():
        assert line == "" or line.startswith(("# ", "- ")) or line[0].isalnum()
        assert not set(line) & set("*_`[]<>|")


@pytest.mark.parametrize("place", ["checkin", "about", "demo"])
def test_every_place_has_a_short_paragraph_of_help(place: str) -> None:
    said = load("help.json")[place]
    assert said["title"]
    assert 80 < len(said["text"]) < 420
    assert "\n" not in said["text"]


def test_it_says_plainly_that_nothing_here_is_a_test() -> None:
    assert "not a validated test" in load("help.json")["about"]["text"]
    assert "not a validated test" in load("scales.json")["note"]


def test_the_demo_introduces_the_people_who_are_in_it() -> None:
    names = [person["name"] for person in load("demo.json")["people"]]
    assert all(name in load("help.json")["demo"]["text"] for name in names)
