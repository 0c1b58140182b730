"""A second start while one runs, and a ledger that is exchanged under the running program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.screens import (
    BOTH,
    CLOSED,
    FEELINGS,
    WELCOME,
    WHO,
    WRITTEN,
    day_of,
    form,
    stop_typing,
    type_into,
    without_a_passphrase,
)
from trust_tui.model.checkin import Answers

FIRST, SECOND = FEELINGS[0][:2]


@pytest.mark.usefixtures("couple")
def test_each_window_sees_what_the_other_saves(trust_tui: OpenTerminal, household: Household) -> None:
    hers, his = trust_tui("--as", "Ana"), trust_tui("--as", "Ben")
    form(hers, "Ana")
    form(his, "Ben")
    type_into(his, "need", "an early night")
    hers.press("space", "ctrl+s")
    hers.wait_for(day_of("Ana"))
    hers.wait_for(CLOSED)
    # Nothing is pressed here, and what he is typing stays.
    his.wait_for(WRITTEN)
    his.wait_for("an early night")
    his.press("ctrl+s")
    his.wait_for(BOTH)
    hers.wait_for("an early night")

    hers.press("q")
    assert hers.wait_exit() == 0
    # The one that is left goes on writing.
    his.press("e")
    form(his, "Ben")
    his.press("right", "space", "ctrl+s")
    his.wait_for(SECOND)
    his.wait_for(day_of("Ben"))
    his.press("q")
    assert his.wait_exit() == 0
    assert household.read("Ana") == Answers(feelings=(FIRST,))
    assert household.read("Ben") == Answers(feelings=(SECOND,), need="an early night")


def test_two_first_starts_make_one_couple(trust_tui: OpenTerminal, household: Household) -> None:
    one, other = trust_tui(), trust_tui()
    for terminal in (one, other):
        terminal.wait_for(WELCOME)
        terminal.write("Ana\rBen")
        terminal.wait_for("Ben")
    one.press("enter")
    without_a_passphrase(one)
    one.wait_for(WHO)
    other.press("enter")
    other.wait_for("another window")
    other.wait_for("Ben")
    other.press("f12")
    assert other.wait_exit() == 0
    one.press("q")
    assert one.wait_exit() == 0
    assert household.names == ["Ana", "Ben"]


def test_a_ledger_that_was_exchanged_is_not_overwritten(
    trust_tui: OpenTerminal, couple: Household, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    strangers = Household(elsewhere)
    strangers.move_in("Cleo", "Dan")
    # High enough for what is said not to lie over what is typed.
    terminal = trust_tui("--as", "Ana", size=(80, 60))
    form(terminal, "Ana")
    type_into(terminal, "appreciated", "you called first")

    shutil.copyfile(strangers.places.ledger, tmp_path / "incoming")
    (tmp_path / "incoming").replace(couple.places.ledger)

    # Said by itself, and again where saving is tried; the words stay in the form.
    terminal.wait_for("Another program")
    terminal.press("ctrl+s")
    terminal.wait_for(lambda emulator: emulator.text().count("Another program") == 2)
    terminal.wait_for("you called first")

    stop_typing(terminal)
    terminal.press("S")
    terminal.wait_for("A copy is in")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    (copy,) = couple.places.ledger.parent.glob("*.copy-*")
    assert Household(couple.home, file=copy).names == ["Ana", "Ben"]
    assert couple.places.ledger.read_bytes() == strangers.places.ledger.read_bytes()
    assert "you called first" in couple.drafts_on_disk
