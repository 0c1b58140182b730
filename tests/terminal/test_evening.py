"""An evening of two people at one keyboard, from the first start to the next morning."""

from __future__ import annotations

import signal

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.screens import (
    BACK_FILLED,
    BOTH,
    CLOSED,
    DRAFT,
    FEELINGS,
    OFFER,
    WELCOME,
    WHO,
    click,
    day_of,
    form,
    question,
    sit_down,
    stop_typing,
    type_into,
    without_a_passphrase,
)
from trust_tui.model.checkin import Answers
from trust_tui.services.people import UNNAMED

FIRST, SECOND = FEELINGS[0][:2]
MOST_KEYS = 8
"""The longest that the shortest honest check-in may take."""


def test_two_people_check_in_and_it_is_there_after_a_kill(trust_tui: OpenTerminal) -> None:
    evening = trust_tui()
    evening.wait_for(WELCOME)
    # In one go, as a slow line delivers it: what is typed ahead lands in the right field all the same.
    evening.write("Ana\rBen\r\r")
    sit_down(evening, "Ana")
    type_into(evening, "appreciated", "you called first")
    evening.press("ctrl+s")
    evening.wait_for(day_of("Ana"))
    evening.wait_for(CLOSED)

    # What she then begins to change is hers as well, and waits for her.
    evening.press("e")
    form(evening, "Ana")
    type_into(evening, "need", "an early night")
    stop_typing(evening)
    evening.press("w")
    evening.wait_for(WHO)
    assert "you called first" not in evening.text
    # The cursor waits on the one whose turn it is.
    evening.press("enter")
    form(evening, "Ben")
    assert "you called first" not in evening.text
    assert "an early night" not in evening.text
    evening.press("right", "space", "ctrl+s")
    evening.wait_for(BOTH)
    evening.wait_for(SECOND)
    evening.wait_for("you called first")
    assert "an early night" not in evening.text
    evening.kill(signal.SIGKILL)
    evening.wait_exit()

    morning = trust_tui("--as", "ben")
    morning.wait_for(BOTH)
    morning.wait_for("you called first")
    morning.wait_for(SECOND)
    morning.press("w", "1")
    morning.wait_for(DRAFT)
    morning.wait_for("an early night")


@pytest.mark.usefixtures("couple")
def test_the_shortest_honest_check_in_takes_eight_keys_at_most(
    trust_tui: OpenTerminal, household: Household
) -> None:
    keys = ("enter", "right", "space", "tab", "tab", "4", "ctrl+s")
    assert len(keys) <= MOST_KEYS
    terminal = trust_tui()
    terminal.wait_for(WHO)
    terminal.press(*keys)
    terminal.wait_for(day_of("Ana"))
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert household.read("Ana") == Answers(feelings=(SECOND,), safe=4)


@pytest.mark.usefixtures("couple")
def test_the_mouse_is_enough(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui(size=(120, 40))
    click(terminal, "Ben")
    form(terminal, "Ben")
    click(terminal, FEELINGS[2][0])
    click(terminal, SECOND)
    click(terminal, "save")
    terminal.wait_for(day_of("Ben"))
    click(terminal, "hand over")
    terminal.wait_for(WHO)
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert household.read("Ben") == Answers(feelings=(FEELINGS[2][0], SECOND))


@pytest.mark.usefixtures("couple")
def test_yesterday_can_be_written_today_and_says_so(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui("--as", "Ben")
    terminal.wait_for(question("Ben"))
    terminal.press("[")
    terminal.wait_for("How was yesterday, Ben?")
    terminal.press("tab", "space", "ctrl+s")
    terminal.wait_for(day_of("Ben"))
    terminal.wait_for(f"{BACK_FILLED}today")
    terminal.press("]")
    terminal.wait_for(question("Ben"))
    # Tomorrow is not here yet.
    terminal.press("]", "q")
    assert terminal.wait_exit() == 0
    assert household.read("Ben", days_ago=1) == Answers(feelings=(FIRST,))
    assert household.read("Ben") == Answers()


def test_one_person_can_write_alone(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui()
    terminal.wait_for(WELCOME)
    terminal.write("Ana\r\r")
    without_a_passphrase(terminal)
    # Nobody has to be asked who is writing, and nobody else is spoken of.
    form(terminal, "Ana")
    assert "hand over" not in terminal.text
    terminal.press("space", "ctrl+s")
    terminal.wait_for(day_of("Ana"))
    assert CLOSED not in terminal.text
    terminal.press("w", "q")
    assert terminal.wait_exit() == 0
    assert household.names == ["Ana"]
    assert household.read("Ana") == Answers(feelings=(FIRST,))


def test_the_first_start_can_be_skipped(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui()
    terminal.wait_for(WELCOME)
    terminal.press("escape")
    terminal.wait_for(OFFER)
    terminal.press("escape")
    form(terminal, UNNAMED)
    terminal.press("space", "ctrl+s")
    terminal.wait_for(day_of(UNNAMED))
    # A name, and somebody to write with, can follow at any time.
    terminal.press("p")
    terminal.gone(day_of(UNNAMED))
    terminal.press("backspace", "backspace", "A", "n", "a", "enter", "B", "e", "n", "enter")
    terminal.wait_for(day_of("Ana"))
    terminal.press("w")
    sit_down(terminal, "Ben", 2)
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert household.names == ["Ana", "Ben"]
    assert household.read("Ana") == Answers(feelings=(FIRST,))


@pytest.mark.usefixtures("couple")
def test_a_name_that_nobody_has_is_said_at_the_prompt(trust_tui: OpenTerminal) -> None:
    terminal = trust_tui("--as", "Cleo")
    assert terminal.wait_exit() == 2
    assert terminal.text.strip() == "trust-tui: there is nobody called Cleo: here write Ana and Ben."
    assert b"\x1b" not in terminal.raw
