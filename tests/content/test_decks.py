"""The two decks: enough cards for everything that is asked for, short, our own, and nothing that presses."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, product
from typing import Any

import pytest

from tests.architecture.test_words import NEVER
from trust_tui.content import load
from trust_tui.model.deck import CARD_LIMIT, MINUTES, Cost, Deck, Mood
from trust_tui.services.guide import pages

ACTIVITIES: list[dict[str, Any]] = load("activities.json")["cards"]
QUESTIONS: list[dict[str, Any]] = load("questions.json")["cards"]
CARDS = ACTIVITIES + QUESTIONS
DECKS = [(Deck.ACTIVITY, ACTIVITIES), (Deck.QUESTION, QUESTIONS)]
BOTH = pytest.mark.parametrize(("deck", "cards"), DECKS, ids=[deck for deck, _ in DECKS])

# Nothing that presses for closeness, checks on anybody, dares, drinks, or asks after the details.
PRESSING = re.compile(
    r"\b(sex\w*|kiss\w*|hugs?|hugging|cuddl\w*|massage\w*|touch\w*|naked|undress\w*|bed together|dares?|"
    r"hold(ing)? hands|wine|beer|drunk|alcohol\w*|passwords?|your phone to|messages|unlock\w*|prove|proof|"
    r"affairs?|betray\w*|lied|lies|lying|where were you|why did you|why didn't|why do you|forgiv\w*|"
    r"how could you|admit|confess\w*|the other (man|woman)|who else did)\b",
    re.IGNORECASE,
)
# What not everybody has is there only with a way round it.
NOT_EVERYBODY = re.compile(
    r"\b(car|cars|drive|driving|child|children|kids|garden|flight|hotel|jog|jogging|climb|bicycles?)\b",
    re.IGNORECASE,
)
WAY_ROUND = re.compile(r"\b(if|or|as far as)\b")

LITTLE_WORD = re.compile(
    r"a|about|an|and|any|are|as|at|be|both|by|can|could|did|do|does|each|for|from|has|have|how|i|if|"
    r"in|is|it|its|just|like|me|of|on|one|or|other|our|some|that|the|them|there|these|they|this|to|"
    r"two|us|was|we|were|what|when|where|which|who|whom|with|would|you|your"
)
ALIKE = 0.5


def stems(text: str) -> frozenset[str]:
    """Return the words of a text that carry it, without their endings."""
    words = re.findall(r"[a-z]+", text.lower().replace("'s", ""))
    return frozenset(
        re.sub(r"(ing|ed|es|s|ly)$", "", word) for word in words if not LITTLE_WORD.fullmatch(word)
    )


def overlap(one: str, other: str) -> float:
    """Return which part of the words that carry two texts is in both."""
    ours, theirs = stems(one), stems(other)
    return len(ours & theirs) / max(len(ours | theirs), 1)


def test_there_are_enough_of_them() -> None:
    assert len(ACTIVITIES) >= 130
    assert len(QUESTIONS) >= 160


@BOTH
def test_whatever_mood_and_time_is_asked_for_there_is_a_choice(
    deck: Deck, cards: list[dict[str, Any]]
) -> None:
    there = Counter((card["mood"], card["minutes"]) for card in cards)
    wanted = set(product(Mood, MINUTES[deck]))
    assert set(there) == wanted
    assert min(there.values()) >= (9 if deck is Deck.ACTIVITY else 15)


def test_most_of_what_there_is_to_do_is_free_in_every_mood_and_time() -> None:
    free = Counter((card["mood"], card["minutes"]) for card in ACTIVITIES if card["cost"] == Cost.NOTHING)
    assert free.total() >= len(ACTIVITIES) / 2
    assert all(free[each] >= 3 for each in product(Mood, MINUTES[Deck.ACTIVITY]))
    assert {card["cost"] for card in ACTIVITIES} == set(Cost)


def test_every_theme_of_the_guide_has_its_questions() -> None:
    asked = Counter(card["theme"] for card in QUESTIONS)
    assert set(asked) == {page.key for page in pages()} | {"everyday"}
    assert min(asked.values()) >= 10
    for theme in asked:
        assert {card["mood"] for card in QUESTIONS if card["theme"] == theme} == set(Mood)


@BOTH
def test_each_card_is_whole_and_says_nothing_more(deck: Deck, cards: list[dict[str, Any]]) -> None:
    last = "cost" if deck is Deck.ACTIVITY else "theme"
    assert all(list(card) == ["key", "text", "mood", "minutes", last] for card in cards)
    assert set(load(f"{'activities' if deck is Deck.ACTIVITY else 'questions'}.json")["moods"]) == set(Mood)


def test_keys_are_slugs_and_no_two_cards_share_one() -> None:
    keys = Counter(card["key"] for card in CARDS)
    assert [key for key, count in keys.items() if count > 1] == []
    assert [key for key in keys if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key) or len(key) > 40] == []


@BOTH
def test_words_are_short_and_read_aloud_well(deck: Deck, cards: list[dict[str, Any]]) -> None:
    limit, sentences = (CARD_LIMIT, 3) if deck is Deck.ACTIVITY else (140, 2)
    for card in cards:
        text = card["text"]
        assert 20 <= len(text) <= limit, text
        assert text[0].isupper(), text
        assert re.search(r"[.?]”?$", text), text
        assert deck is Deck.ACTIVITY or "?" in text or text.startswith("Tell me "), text
        assert len(re.findall(r"[.?!](?=\s|$)", text)) <= sentences, text
        assert not set(text) & set('()[]/*_!—–;"’'), text


def test_questions_are_open_and_do_not_all_begin_alike() -> None:
    openings = Counter(card["text"].split()[0] for card in QUESTIONS)
    assert openings.most_common(1)[0][1] <= len(QUESTIONS) / 4
    assert len(openings) >= 20
    closed = re.compile(r"^(?:Do|Does|Did|Are|Were|Was|Will|Would|Can|Could|Should|Why)\b")
    assert [card["text"] for card in QUESTIONS if closed.search(card["text"])] == []
    # "Is there …" is fine where something to tell comes after it.
    asked_twice = [card["text"] for card in QUESTIONS if re.match(r"(?:Is|Have)\b", card["text"])]
    told = re.compile(r"\?.+\?$|, and which\?$|for ten minutes\?$")
    assert [text for text in asked_twice if not told.search(text)] == []


def test_no_card_presses_for_anything_or_takes_anything_for_granted() -> None:
    texts = [card["text"] for card in CARDS]
    assert [text for text in texts if NEVER.search(text) or PRESSING.search(text)] == []
    taken = [text for text in texts if NOT_EVERYBODY.search(text)]
    assert [text for text in taken if not WAY_ROUND.search(text)] == []


@pytest.mark.parametrize(
    "text", ["Give each other a massage.", "I dare you.", "Why did you go?", "Kiss once."]
)
def test_what_presses_would_be_seen(text: str) -> None:
    assert PRESSING.search(text)


def test_no_two_cards_say_nearly_the_same() -> None:
    texts = [card["text"] for card in CARDS]
    assert [pair for pair in combinations(texts, 2) if overlap(*pair) >= ALIKE] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What took the most out of you today?", "Today, what has taken the most out of you?"),
        ("Clear out one drawer together.", "Clear one drawer out, the two of you together."),
        (
            "Which of our chores is heavier than it looks?",
            "Which chore looks lighter than it is, of our chores?",
        ),
    ],
)
def test_nearly_the_same_would_be_seen(one: str, other: str) -> None:
    assert overlap(one, other) >= ALIKE
