"""What happened, lived through in a real terminal and killed in between: every word is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household, now
from tests.terminal.screens import still
from tests.terminal.test_four_weeks import SIZES, Evening
from trust_tui.model.breach import What
from trust_tui.model.promises import Promise

pytestmark = pytest.mark.slow

SHARED = "→"
"""In the place of a text: the option after is chosen."""

EMPTY = "Nothing is written here yet."


def enter(evening: Evening, words: str) -> None:
    """Go into the room, which is the first of its tab."""
    evening.tab(5, "Talks")
    evening.terminal.press("home", "enter")
    evening.sees(words)


def fill_in(evening: Evening, title: str, *texts: str) -> None:
    """Fill in a form from its first field on."""
    evening.sees(title)
    for number, text in enumerate(texts):
        if number:
            evening.terminal.press("tab")
        if text == SHARED:
            evening.terminal.press("right")
        elif text:
            evening.terminal.write(text)
            evening.sees(text)


def back(evening: Evening) -> None:
    """Go back to the list. A letter right after esc would be alt and that letter."""
    evening.terminal.press("escape")
    still(evening.terminal)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_happened(trust_tui: OpenTerminal, home: Path, size: tuple[int, int]) -> None:
    household = Household(home)
    household.move_in("Ana", "Ben")

    def sit_down(name: str, place: str) -> Evening:
        evening = Evening(trust_tui(size=size), size)
        evening.sit_down(name, place)
        return evening

    evening = sit_down("Ana", "1")
    enter(evening, EMPTY)
    evening.terminal.press("a")
    fill_in(evening, "What happened, in my words", "The messages", "", "I wrote to him for months")
    evening.terminal.press("escape")  # what is typed is kept by then, and a kill takes nothing of it
    evening.sees(EMPTY)
    evening.kill()

    evening = sit_down("Ana", "1")
    enter(evening, EMPTY)
    evening.terminal.press("a")
    evening.sees("You had typed this and not saved it.")
    fill_in(evening, "The messages", "", "", "", "that I deleted it", "all of it", SHARED)
    evening.save()
    evening.sees("Ana says what happened")
    evening.kill()

    evening = sit_down("Ben", "2")
    enter(evening, "quiet hour")
    evening.terminal.press("enter")
    evening.sees("I wrote to him for months")
    evening.terminal.press("t")
    fill_in(evening, "“Not yet” is a complete answer.", "", "read it twice")
    evening.save()
    back(evening)
    evening.sees("Ben: not yet")
    evening.terminal.press("i")
    words = ("I stopped sleeping", "a word from you", "to be told the same day", SHARED)
    fill_in(evening, "What it did to me", "", *words)
    evening.save()
    evening.sees("Ben says what it did")
    evening.kill()

    evening = sit_down("Ana", "1")
    enter(evening, "Ben says what it did")
    evening.terminal.press("end", "enter")
    evening.sees("I stopped sleeping")
    evening.terminal.press("t")
    fill_in(evening, "What it did to me: I stopped sleeping", "", "I am sorry")
    evening.terminal.press("ctrl+s")
    evening.sees("Begin with what you heard: a sentence, in your own words.")
    evening.terminal.write("that you did not sleep")
    evening.sees("that you did not sleep")
    evening.save()
    back(evening)
    evening.sees("Ana: replied")
    evening.terminal.press("o")
    sorry = ("I hid it, and nobody made me", "I will tell you the same day", "", "", "", "")
    fill_in(evening, "An apology", "", *sorry, SHARED, SHARED)
    evening.sees("[make a promise of it]")
    evening.terminal.press("ctrl+s")
    evening.sees("A promise")
    fill_in(evening, "tell you the same day", "", "", "", "", "every weekday")
    evening.save()
    evening.sees("Ana apologises")
    evening.kill()

    evening = sit_down("Ben", "2")
    enter(evening, "Ana apologises")
    evening.terminal.press("end", "enter")
    evening.sees("I hid it, and nobody made me")
    evening.terminal.press("t")
    fill_in(evening, "“Not yet” is a complete answer.", SHARED, "thank you")
    evening.save()
    back(evening)
    evening.sees("Ben: received")
    evening.kill()
    _everything_is_there(household)


def _everything_is_there(household: Household) -> None:
    with household.opened() as companion:
        ana, ben = companion.couple.people
        details = [companion.happened.detail(ben, row.id) for row in companion.happened.rows(ben)]
        told, did, sorry = (each for each in details if each is not None)
        heading = told.row.heading
        assert heading is not None
        assert (heading.name, heading.about) == ("The messages", "what Ana did, and how it was for Ben")
        assert list(told.texts.values()) == ["I wrote to him for months", "that I deleted it", "all of it"]
        assert [(each.what, each.text) for each in told.said] == [(What.NOT_YET, "read it twice")]
        assert list(did.texts.values()) == [
            "I stopped sleeping",
            "a word from you",
            "to be told the same day",
        ]
        assert [(each.heard, each.text) for each in did.said] == [("that you did not sleep", "I am sorry")]
        assert [text for text in sorry.texts.values() if text] == [
            "I hid it, and nobody made me",
            "I will tell you the same day",
        ]
        assert [(each.what, each.text) for each in sorry.said] == [(What.RECEIVED, "thank you")]
        assert companion.happened.needs_now(ana) == [(ben.id, now().day, "to be told the same day")]
        (promise,) = companion.ledger.all(Promise)
        assert sorry.promise == promise
        assert promise.from_apology == sorry.row.id
        assert promise.sentence == "I will tell you the same day"
        assert not list(companion.draft_store.keys()), "what was saved is no draft any more"
