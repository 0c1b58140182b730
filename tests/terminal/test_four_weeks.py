"""Four weeks of a new couple, lived through the keyboard with a clock that moves, and killed in between."""

from __future__ import annotations

import signal
from datetime import date
from pathlib import Path

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.pty import Terminal
from tests.terminal.screens import WHO, form
from tests.terminal.test_clock import LIBRARY, Clock
from trust_tui.model.boundaries import State
from trust_tui.model.promises import Outcome, Pause, Promise, Repair, Result
from trust_tui.model.responses import Appreciation, Response

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed"),
]


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock")


class Evening:
    """The program on one evening, as one of the two sits at it."""

    def __init__(self, trust_tui: OpenTerminal, clock: Clock, day: str) -> None:
        clock.set(f"{day} 20:00:00")
        self.terminal: Terminal = trust_tui(size=(120, 40), env=clock.env)
        self.terminal.wait_for(WHO)

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
        self.terminal.wait_for(words)

    def fill_in(self, title: str, *texts: str, until: str) -> None:
        """Fill in a form from its first field on, and save it."""
        self.terminal.wait_for(title)
        for number, text in enumerate(texts):
            if number:
                self.terminal.press("tab")
            if text:
                self.terminal.write(text)
                self.terminal.wait_for(text[:20])
        self.terminal.press("ctrl+s")
        # What was typed is on the screen before it is saved; the form goes once it is.
        self.terminal.gone("^s save")
        self.terminal.wait_for(until)

    def promise(self, when: str, will: str, schedule: str, shown: str) -> None:
        """Make a promise to the other one, and go through it once."""
        self.terminal.press("a")
        self.terminal.wait_for("A promise")
        for number, text in enumerate((when, will, "", "", schedule)):
            if number:
                self.terminal.press("tab")
            self.terminal.write(text)
        self.terminal.wait_for(shown)
        self.terminal.press("ctrl+s")
        self.terminal.wait_for("Once, in your mind")
        self.terminal.press("escape")
        self.terminal.gone("Once, in your mind")

    def leave(self) -> None:
        self.terminal.press("q")
        assert self.terminal.wait_exit() == 0

    def kill(self) -> None:
        self.terminal.kill(signal.SIGKILL)
        assert self.terminal.wait_exit() == -signal.SIGKILL


def test_four_weeks(trust_tui: OpenTerminal, home: Path, clock: Clock) -> None:
    household = Household(home)
    clock.set("2026-10-05 20:00:00")
    first = trust_tui(size=(120, 40), env=clock.env)
    first.wait_for("What would you like to be called?")
    first.write("Ana")
    first.press("enter")
    first.write("Ben")
    first.press("enter")
    first.wait_for(WHO)
    first.press("q")
    assert first.wait_exit() == 0

    _the_first_monday(Evening(trust_tui, clock, "2026-10-05"))
    _a_promise_not_kept(Evening(trust_tui, clock, "2026-10-08"))
    _travel_and_new_words(Evening(trust_tui, clock, "2026-10-19"))
    _looking_back_together(Evening(trust_tui, clock, "2026-11-02"))

    _everything_is_there(household)


def _the_first_monday(evening: Evening) -> None:
    evening.sit_down("Ana", "1")
    evening.tab(2, "There are no boundaries here yet")
    evening.terminal.press("a")
    evening.fill_in("A boundary", "Writing to old friends", "Hiding that you do", until="Open for Ben")
    evening.tab(3, "There are no promises here yet")
    evening.promise("I run late", "call", "every weekday at 18:00", "every weekday at 18:00")
    evening.promise("", "bring the papers", "in 2 days", "once, on Wednesday 7 October 2026")
    evening.hand_over("Ben", "2")
    evening.tab(3, "I run late")
    evening.promise("I get home", "put the phone away", "sundays", "every Sunday")
    evening.tab(2, "open for your answer")
    evening.terminal.press("y")
    evening.terminal.wait_for("You said yes to these words")
    evening.terminal.wait_for("Agreed")
    evening.kill()


def _a_promise_not_kept(evening: Evening) -> None:
    evening.sit_down("Ana", "1")
    evening.tab(3, "Due today")
    evening.terminal.press("n")
    evening.fill_in("Not kept, today", "I stayed until nine", "An alarm at five", until="An alarm at five")
    evening.terminal.wait_for("Repair, 8 Oct")
    # The days before can still be answered; the newest comes first.
    evening.terminal.press("down")
    evening.terminal.press("k")
    evening.terminal.wait_for("● ■ ◆")
    evening.hand_over("Ben", "2")
    evening.tab(3, "Due today")
    evening.terminal.press("l")
    evening.fill_in("How it landed with you", "It was the waiting", until="It was the waiting")
    evening.kill()


def _travel_and_new_words(evening: Evening) -> None:
    evening.sit_down("Ana", "1")
    evening.tab(3, "Due today")
    evening.terminal.press("r")
    evening.terminal.wait_for("Renew a promise")
    evening.terminal.press("ctrl+s")
    evening.terminal.wait_for("Once, in your mind")
    evening.terminal.press("escape")
    evening.terminal.gone("Once, in your mind")
    evening.terminal.press("z")
    evening.terminal.wait_for("Let promises rest")
    evening.terminal.press("tab")
    evening.terminal.write("in 5 days")
    evening.terminal.wait_for("Saturday 24 October")
    evening.terminal.press("tab")
    evening.terminal.write("travel")
    evening.terminal.press("ctrl+s")
    evening.terminal.gone("Let promises rest")
    evening.terminal.press("+")
    evening.fill_in("A victory", "We laughed at dinner", "yesterday", until="It is on the wall")
    evening.kill()


def _looking_back_together(evening: Evening) -> None:
    evening.sit_down("Ben", "2")
    evening.tab(4, "We laughed at dinner")
    evening.terminal.press("a")
    evening.fill_in("A victory", "Nobody left the room", until="Nobody left the room")
    evening.terminal.press("r")
    evening.terminal.wait_for("Look at your victories together")
    evening.terminal.press("ctrl+s")
    evening.terminal.wait_for("1 of 2")
    evening.terminal.press("1")
    evening.fill_in("Ana says", "I was so glad", until="I was so glad")
    evening.terminal.wait_for("1 of 2")
    evening.terminal.press("space")
    evening.terminal.wait_for("2 of 2")
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
