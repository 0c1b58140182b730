"""The guide and the lines of the days: whole, short, sourced, and all different."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.content.test_soundness import texts
from trust_tui.content import load
from trust_tui.ui.tabs import TABS

GUIDE = load("guide.json")
PAGES = GUIDE["pages"]
EVERY = [*PAGES, GUIDE["healing"]]
PROMPTS = load("prompts.json")["prompts"]

THEMES = [
    "acknowledging", "impact", "communication", "responsibility", "consistency", "boundaries", "help",
    "patience", "victories", "environment",
]  # fmt: skip
PARTS = ("about", "here", "wrong", "step")
SOURCE = {"text", "authors", "year", "title", "journal"}

EACH = pytest.mark.parametrize("page", EVERY, ids=lambda page: page["key"])
THEME = pytest.mark.parametrize("page", PAGES, ids=lambda page: page["key"])
PROMPT = pytest.mark.parametrize("prompt", PROMPTS, ids=range(len(PROMPTS)))

# Places as the screens name them.
PLACES = re.compile(
    r"\b(Check-in|Boundaries|Promises|Victories|What happened|Talks|Topics|Thanks|Rituals|Activities|"
    r"The long view|Setbacks|Checkpoints|Our professionals|Sessions|Questions to bring|Summary|Helplines)\b"
)
CLINICAL = re.compile(
    r"\b(clients?|patients?|perpetrat\w*|betray(ed|er)|symptoms?|disorders?|guilty|toxic|codependen\w*|"
    r"narcissis\w*)\b",
    re.IGNORECASE,
)
"""What other books would say here. Titles of studies are their authors' own."""

SWEEPING = re.compile(
    r"\b(studies show|research shows|science says|proves?|guarantees?|always works?)\b", re.IGNORECASE
)


def said(page: dict[str, Any]) -> Iterator[str]:
    """Yield what a page says in our own words."""
    yield from (page[part] for part in PARTS) if "about" in page else (p["text"] for p in page["parts"])
    yield from (fact["text"] for fact in page["facts"])
    yield page["practice"]


def words(page: dict[str, Any]) -> int:
    return sum(len(text.split()) for text in said(page))


def test_every_theme_has_its_page_in_the_order_of_the_themes() -> None:
    assert [page["key"] for page in PAGES] == THEMES
    assert list(GUIDE["headings"]) == list(PARTS)
    assert GUIDE["healing"]["key"] not in THEMES


@THEME
def test_a_page_has_every_part_and_nothing_else(page: dict[str, Any]) -> None:
    assert page.keys() == {"key", "title", *PARTS, "facts", "practice"}
    assert [text for text in said(page) if not re.fullmatch(r"[A-Z“].*[.?”]", text)] == []
    assert len(page["title"]) <= 30


@THEME
def test_a_page_is_read_in_a_minute(page: dict[str, Any]) -> None:
    assert 150 <= words(page) <= 220
    assert all(len(page[part].split()) <= 65 for part in PARTS)
    assert len(page["step"].split()) <= 25


@THEME
def test_a_page_names_where_it_is_done(page: dict[str, Any]) -> None:
    assert PLACES.search(page["here"])


def test_every_place_is_named_somewhere() -> None:
    named = {found for page in PAGES for found in PLACES.findall(page["here"])}
    alternatives = PLACES.pattern.split("(")[1].split(")")[0].split("|")
    assert named == set(alternatives)
    unnamed = {tab.title for tab in TABS} - named
    assert [title for title in unnamed if not any(title in page["here"] for page in PAGES)] == []


@EACH
def test_every_fact_says_where_it_comes_from(page: dict[str, Any]) -> None:
    assert page["facts"]
    for fact in page["facts"]:
        assert fact.keys() == SOURCE
        assert 1990 <= fact["year"] <= 2026
        assert all(isinstance(fact[name], str) and fact[name].strip() for name in SOURCE - {"year"})
        assert not fact["title"].endswith(".")
        assert not fact["journal"].endswith(".")
        assert fact["authors"][0].isupper()


@EACH
def test_what_is_only_practice_says_so(page: dict[str, Any]) -> None:
    plain = (
        r"good practice|common advice|custom|no study|good manners|not proved|nobody has tested|no finding"
    )
    assert re.search(plain, page["practice"])


@EACH
def test_no_page_claims_more_than_it_can_know(page: dict[str, Any]) -> None:
    assert [text for text in said(page) if SWEEPING.search(text)] == []


def test_the_words_are_warm_and_plain() -> None:
    found = [text for page in EVERY for text in said(page) if CLINICAL.search(text)]
    assert found == []
    assert [prompt for prompt in PROMPTS if CLINICAL.search(prompt["text"])] == []


def test_no_sentence_of_the_guide_is_there_twice() -> None:
    sentences = [s for page in EVERY for text in said(page) for s in re.split(r"(?<=[.?!]) ", text)]
    assert [sentence for sentence, count in Counter(sentences).items() if count > 1] == []


def test_no_text_knows_a_key_by_heart() -> None:
    """Keys can be changed, and nothing replaces them in these texts."""
    named = re.compile(r"\bpress\b|\bctrl\b|\bF\d+\b|\besc\b", re.IGNORECASE)
    assert [text for text in (*texts(GUIDE), *texts(PROMPTS)) if named.search(text)] == []


def test_the_page_on_healing_says_what_has_to_be_said() -> None:
    page = GUIDE["healing"]
    text = " ".join((*(part["title"] for part in page["parts"]), *said(page)))
    for words_ in ("straight line", "bad day", "reminder", "differ", "help", "afraid", "Safety"):
        assert words_ in text, words_
    assert words(page) <= 280
    assert len(page["facts"]) >= 3


# The lines of the days.


def test_there_are_more_lines_than_a_season_has_days() -> None:
    assert len(PROMPTS) >= 110
    assert len({prompt["text"].casefold() for prompt in PROMPTS}) == len(PROMPTS)


def test_every_theme_has_its_share_of_the_lines() -> None:
    share = Counter(prompt["theme"] for prompt in PROMPTS)
    assert set(share) == set(THEMES)
    assert max(share.values()) - min(share.values()) <= 1


def test_neighbours_differ_in_theme_the_last_and_the_first_too() -> None:
    ring = [*PROMPTS, PROMPTS[0]]
    assert [two["text"] for one, two in pairwise(ring) if one["theme"] == two["theme"]] == []


@PROMPT
def test_a_line_is_an_invitation_that_fits_beside_the_two_weeks(prompt: dict[str, str]) -> None:
    text = prompt["text"]
    assert prompt.keys() == {"theme", "text"}
    assert 15 <= len(text) <= 66
    assert text.endswith("?")
    assert text[0].isupper() or text[0] == "“"
    # An invitation asks; it does not tell anybody what they must.
    assert not re.search(r"\b(must|should|have to|why)\b", text, re.IGNORECASE)
