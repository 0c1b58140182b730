"""Ideas for boundaries: enough of them, whole, short, and about one's own doing."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from trust_tui.content import load
from trust_tui.model.boundaries import BOUNDARY_TEXTS, BoundaryWords
from trust_tui.services.boundaries.wording import hints

AREAS = load("boundary_ideas.json")["areas"]
IDEAS = [(area["key"], idea) for area in AREAS for idea in area["ideas"]]
EACH = pytest.mark.parametrize(
    ("area", "idea"), IDEAS, ids=[f"{area}-{number}" for number, (area, _) in enumerate(IDEAS)]
)


def test_every_area_is_there_with_a_choice_of_ideas() -> None:
    keys = ["phones", "friends", "money", "time", "closeness", "family", "drink", "arguments"]
    assert [area["key"] for area in AREAS] == keys
    assert all(len(area["ideas"]) >= 6 for area in AREAS)
    assert all(area.keys() == {"key", "name", "ideas"} and len(area["name"]) <= 20 for area in AREAS)


@EACH
def test_an_idea_is_a_whole_boundary_in_short_sentences(area: str, idea: dict[str, Any]) -> None:
    assert idea.keys() == set(BOUNDARY_TEXTS)
    assert BoundaryWords(area=area, **idea).draws_a_line
    for text in idea.values():
        assert 10 <= len(text) <= 120
        assert text[0].isupper()
        assert text.endswith(".")


@EACH
def test_none_of_them_is_about_what_the_other_may_do(area: str, idea: dict[str, str]) -> None:
    assert [(name, hints(text, name)) for name, text in idea.items() if hints(text, name)] == []


@EACH
def test_if_it_is_crossed_it_is_i_who_does_something(area: str, idea: dict[str, str]) -> None:
    assert idea["if_crossed"].startswith("I will ")
    assert not re.search(r"\byou (?:will|must|have to|should)\b", idea["if_crossed"])


def test_no_text_is_there_twice() -> None:
    said = Counter(text for _, idea in IDEAS for text in idea.values())
    assert [text for text, count in said.items() if count > 1] == []
