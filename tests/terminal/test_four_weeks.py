"""Four weeks of a new couple, lived through the keyboard with a clock that moves, and killed in between."""

from __future__ import annotations

import signal
from datetime import date
from pathlib import Path

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.emulator import Emulator
from tests.terminal.household import Household
from tests.terminal.pty import Terminal
from tests.terminal.screens import WHO, form, says, still, without_a_passphrase
from tests.terminal.test_clock import LIBRARY, Clock
from trust_tui.model.boundaries import State
from trust_tui.model.promises import Outcome, Pause, Promise, Repair, Result
from trust_tui.model.responses import Appreciation, Response

SIZES = [(120, 40), (80, 24), (40, 12)]
TWO_PANES = 104
"""The width from which a list and what its things hold stand side by side."""

SCREENFULS = 20
"""More than anything in this story is long, even on the smallest screen."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed"),
]


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock")


class Evening:
    """The program on one evening, as one of the two sits at it."""

    def __init__(self, terminal: Terminal, size: tuple[int, int]) -> None:
        self.terminal = terminal
        self.has_two_panes = size[0] >= TWO_PANES

    # Getting about

    def sit_down(self, name: str, place: str) -> None:
        """Let somebody write, whoever wrote before."""
        self.terminal.wait_for(WHO)
        self.terminal.press(place)
        form(self.terminal, name)

    def hand_over(self, name: str, place: str) -> None:
        self.terminal.press("w")
        self.sit_down(name, place)

    def tab(self, number: int, words: str) -> None:
        """Open a tab and wait for something that is on it."""
        self.terminal.press(f"f{number}")
        self.sees(words)

    def press(self, key: str, words: str) -> None:
        """Press a key, and wait for words."""
        self.terminal.press(key)
        self.sees(words)

    # Looking

    def sees(self, words: str) -> None:
        """Wait for words, however they are broken into lines."""
        self.terminal.wait_for(says(words))

    def reads(self, *words: str) -> None:
        """Read the thing under the cursor: beside the list, or in its place; all of it, by scrolling."""
        if not self.has_two_panes:
            self.terminal.press("enter")
        for each in words:
            self.terminal.press("home")
            self._scroll_to(each)
        if not self.has_two_panes:
            self.terminal.press("escape")

    def _scroll_to(self, words: str) -> None:
        for _ in range(SCREENFULS):
            still(self.terminal)
            if says(words)(self.terminal.emulator) or self.has_two_panes:
                break
            self.terminal.press("pagedown")
        self.sees(words)

    # Writing

    def fill_in(self, title: str, *texts: str, until: str) -> None:
        """Fill in a form from its first field on, and save it."""
        self.sees(title)
        for number, text in enumerate(texts):
            if number:
                self.terminal.press("tab")
            if text:
                self.terminal.write(text)
                self.sees(text)
        self.save()
        self.sees(until)

    def save(self) -> None:
        """Save a form. What was typed is on the screen before; the form goes once it is saved."""
        self.sees("^s save")
        self.terminal.press("ctrl+s")
        self.terminal.gone("^s save")

    def promise(self, when: str, will: str, schedule: str, shown: str) -> None:
        """Make a promise to the other one, and go through it once."""
        self.press("a", "A promise")
        for number, text in enumerate((when, will, "", "", schedule)):
            if number:
                self.terminal.press("tab")
            self.terminal.write(text)
        self.sees(shown)
        self.save()
        self.go_through_it()

    def go_through_it(self) -> None:
        """Close the page that goes through a promise once."""
        self.sees("Once, in your mind")
        self.terminal.press("escape")
        self.terminal.gone("Once, in your mind")

    # Leaving

    def leave(self) -> None:
        self.terminal.press("q")
        assert self.terminal.wait_exit() == 0

    def kill(self) -> None:
        self.terminal.kill(signal.SIGKILL)
        assert self.terminal.wait_exit() == -signal.SIGKILL


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_four_weeks(trust_tui: OpenTerminal, home: Path, clock: Clock, size: tuple[int, int]) -> None:
    def evening(day: str) -> Evening:
        clock.set(f"{day} 20:00:00")
        return Evening(trust_tui(size=size, env=clock.env), size)

    _moving_in(evening("2026-10-05"))
    _the_first_monday(evening("2026-10-05"))
    _a_promise_not_kept(evening("2026-10-08"))
    _travel_and_new_words(evening("2026-10-19"))
    _looking_back_together(evening("2026-11-02"))

    _everything_is_there(Household(home))


def _moving_in(evening: Evening) -> None:
    evening.sees("What would you like to be called?")
    for name in ("Ana", "Ben"):
        evening.terminal.write(name)
        evening.sees(name)
        evening.terminal.press("enter")
    without_a_passphrase(evening.terminal)
    evening.sees(WHO)
    evening.leave()


def _the_first_monday(evening: Evening) -> None:
    evening.sit_down("Ana", "1")
    evening.tab(2, "There are no boundaries here yet")
    evening.terminal.press("a")
    evening.fill_in("A boundary", "Writing to old friends", "Hiding that you do", until="open for Ben")
    evening.reads("Open for Ben", "Writing to old friends", "Hiding that you do")
    evening.tab(3, "There are no promises here yet")
    evening.promise("I run late", "call", "every weekday at 18:00", "every weekday at 18:00")
    evening.promise("", "bring the papers", "in 2 days", "once, on Wednesday 7 October 2026")
    evening.hand_over("Ben", "2")
    evening.tab(3, "I run late")
    evening.promise("I get home", "put the phone away", "sundays", "every Sunday")
    evening.tab(2, "open for your answer")
    evening.press("y", "You said yes to these words")
    evening.sees("Agreed")
    evening.kill()


def _a_promise_not_kept(evening: Evening) -> None:
    evening.sit_down("Ana", "1")
    evening.tab(3, "Due today")
    evening.terminal.press("n")
    evening.fill_in("Not kept, today", "I stayed until nine", "An alarm at five", until="Due today")
    evening.reads("Repair, 8 Oct", "An alarm at five")
    # The days before can still be answered; the newest comes first.
    evening.terminal.press("down")
    evening.terminal.press("k")
    evening.terminal.wait_for(_was_kept_on_wednesday)
    evening.hand_over("Ben", "2")
    evening.tab(3, "Due today")
    evening.terminal.press("l")
    evening.fill_in("How it landed with you", "It was the waiting", until="Due today")
    evening.reads("It was the waiting")
    evening.kill()


def _was_kept_on_wednesday(emulator: Emulator) -> bool:
    """Ask whether a promise of the day before was answered: it says so, or is not open any more."""
    lines = [line for line in emulator.lines() if "7 Oct" in line and "When I run" in line]
    return not lines or any("kept" in line or "■" in line for line in lines)


def _travel_and_new_words(evening: Evening) -> None:
    evening.sit_down("Ana", "1")
    evening.tab(3, "Due today")
    evening.press("r", "Renew a promise")
    evening.save()
    evening.go_through_it()
    evening.press("z", "Let promises rest")
    evening.terminal.press("tab")
    evening.terminal.write("in 5 days")
    evening.sees("Saturday 24 October")
    evening.terminal.press("tab")
    evening.terminal.write("travel")
    evening.save()
    evening.terminal.press("+")
    evening.fill_in("A victory", "We laughed at dinner", "yesterday", until="It is on the wall")
    evening.kill()


def _looking_back_together(evening: Evening) -> None:
    evening.sit_down("Ben", "2")
    evening.tab(4, "We laughed at dinner")
    evening.terminal.press("a")
    evening.fill_in("A victory", "Nobody left the room", until="Nobody left the room")
    evening.press("r", "Look at your victories together")
    evening.terminal.press("ctrl+s")
    evening.sees("1 of 2")
    evening.terminal.press("1")
    evening.fill_in("Ana says", "I was so glad", until="I was so glad")
    evening.sees("1 of 2")
    evening.press("space", "2 of 2")
    evening.terminal.press("space")
    evening.fill_in("Before you get up", "your patience", "your laugh", until="It is kept")
    evening.leave()


def _everything_is_there(household: Household) -> None:
    with household.opened() as companion:
        ana, ben = companion.couple.people
        day = date(2026, 11, 2)
        (boundary,) = companion.boundaries.list(ben, day)
        assert boundary.state is State.AGREED

        promises = companion.ledger.all(Promise)
        assert [promise.sentence for promise in promises] == [
            "When I run late, I will call",
            "I will bring the papers",
            "When I get home, I will put the phone away",
            "When I run late, I will call",
        ]
        late, _, _, renewed = promises
        assert renewed.renews == late.id
        said = {(each.of, each.due, each.result) for each in companion.ledger.all(Outcome)}
        assert (late.id, date(2026, 10, 8), Result.NOT_KEPT) in said
        assert any(each.is_later and each.result is Result.KEPT for each in companion.ledger.all(Outcome))
        assert any(of == late.id and result is Result.RENEWED for of, _, result in said)
        (repair,) = companion.ledger.all(Repair)
        assert (repair.happened, repair.right) == ("I stayed until nine", "An alarm at five")
        (pause,) = companion.ledger.all(Pause)
        assert (pause.first, pause.last) == (date(2026, 10, 19), date(2026, 10, 24))

        assert [card.text for card in companion.victories.wall(ana)] == [
            "Nobody left the room",
            "We laughed at dinner",
        ]
        answers = {each.text: each.author for each in companion.ledger.all(Response)}
        assert answers == {"It was the waiting": ben.id, "I was so glad": ana.id}
        thanks = {each.author: each.text for each in companion.ledger.all(Appreciation)}
        assert thanks == {ana.id: "your patience", ben.id: "your laugh"}
        last = companion.reviews.last()
        assert last is not None
        assert last.finished == day
