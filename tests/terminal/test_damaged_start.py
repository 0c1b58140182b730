"""A ledger that cannot be read, or only be read, and an error that nobody thought of."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.store.faults.mounts import mounted, remount
from tests.terminal.conftest import OpenTerminal
from tests.terminal.emulator import Emulator
from tests.terminal.household import Household
from tests.terminal.screens import (
    BOTH,
    DAMAGED,
    FEELINGS,
    WELCOME,
    WHO,
    day_of,
    form,
    is_as_it_was,
    question,
    sit_down,
    type_into,
)
from trust_tui.model.checkin import Answers
from trust_tui.store import snapshot
from trust_tui.ui.app import APOLOGY
from trust_tui.ui.commands import key

FIRST, SECOND = FEELINGS[0][:2]
WORDS = "the letter in the drawer"
BACKUP, READABLE, ANEW = key("trouble.restore"), key("trouble.salvage"), key("trouble.begin_anew")


@dataclass
class Damaged:
    """A household whose ledger lost its end; a backup holds what Ana wrote."""

    household: Household
    content: bytes

    @property
    def ledger(self) -> Path:
        return self.household.places.ledger

    @property
    def set_aside(self) -> list[bytes]:
        """What is kept of it under another name."""
        return [path.read_bytes() for path in self.ledger.parent.glob("*.damaged-*") if path.is_file()]


@pytest.fixture
def damaged(couple: Household) -> Damaged:
    couple.write("Ana", Answers(feelings=(FIRST,), need=WORDS))
    with couple.opened() as companion:
        companion.tidy()
    couple.write("Ben", Answers(feelings=(SECOND,)))
    content = couple.places.ledger.read_bytes()[:-40]
    couple.places.ledger.write_bytes(content)
    return Damaged(couple, content)


def test_the_backup_takes_the_place_of_a_damaged_ledger(trust_tui: OpenTerminal, damaged: Damaged) -> None:
    terminal = trust_tui("--as", "Ben")
    terminal.wait_for(DAMAGED)
    terminal.wait_for("ledger.json")
    terminal.press(BACKUP)
    form(terminal, "Ben")
    terminal.press("space", "ctrl+s")
    terminal.wait_for(BOTH)
    terminal.wait_for(WORDS)
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert damaged.household.read("Ana").need == WORDS
    assert damaged.content in damaged.set_aside


def test_what_can_still_be_read_takes_its_place(trust_tui: OpenTerminal, damaged: Damaged) -> None:
    for backup in damaged.household.places.backups.iterdir():
        backup.unlink()
    terminal = trust_tui()
    terminal.wait_for(DAMAGED)
    # There is no backup any more, so that none is offered.
    terminal.press(BACKUP, READABLE)
    terminal.wait_for(WHO)
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert damaged.household.names == ["Ana", "Ben"]
    assert damaged.content in damaged.set_aside


def test_one_can_begin_anew(trust_tui: OpenTerminal, damaged: Damaged) -> None:
    terminal = trust_tui()
    terminal.wait_for(DAMAGED)
    terminal.press(ANEW)
    terminal.wait_for(WELCOME)
    terminal.write("Cleo\r\r\r")
    terminal.wait_for(question("Cleo"))
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert damaged.household.names == ["Cleo"]
    assert damaged.content in damaged.set_aside


@pytest.mark.parametrize(("way", "code"), [("q", 3), ("f12", 3), (signal.SIGTERM, 143)])
def test_a_damaged_ledger_can_be_left_as_it_is(
    trust_tui: OpenTerminal, damaged: Damaged, way: str | signal.Signals, code: int
) -> None:
    terminal = trust_tui()
    terminal.wait_for(DAMAGED)
    if isinstance(way, str):
        terminal.press(way)
    else:
        terminal.kill(way)
    assert terminal.wait_exit() == code
    assert is_as_it_was(terminal)
    assert terminal.text.strip() == ""
    assert damaged.ledger.read_bytes() == damaged.content
    assert damaged.set_aside == []


# Reading only.


@pytest.fixture
def stick(home: Path, tmp_path: Path) -> Iterator[Household]:
    """Yield a couple whose ledger is on a stick that may only be read."""
    with mounted(tmp_path / "stick", "256k") as folder:
        household = Household(home, folder / "ours.json")
        household.move_in("Ana", "Ben")
        household.write("Ben", Answers(need=WORDS))
        remount(folder, "ro")
        yield household


def test_a_ledger_that_may_only_be_read_says_so(trust_tui: OpenTerminal, stick: Household) -> None:
    ledger = stick.places.ledger
    before = ledger.read_bytes()
    terminal = trust_tui("--file", str(ledger))
    terminal.wait_for(WHO)
    terminal.press("2")
    terminal.wait_for(day_of("Ben"))
    terminal.wait_for(WORDS)
    terminal.press("[")
    terminal.wait_for("How was yesterday, Ben?")
    terminal.wait_for("for reading only")
    terminal.press(*["tab"] * 5)
    terminal.write("a walk")
    terminal.wait_for("a walk")
    terminal.press("ctrl+s")
    terminal.wait_for("may be read")
    terminal.wait_for("a walk")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert ledger.read_bytes() == before


def test_a_newer_ledger_is_read_and_left_as_it_is(trust_tui: OpenTerminal, couple: Household) -> None:
    couple.write("Ben", Answers(need=WORDS))
    ledger = couple.places.ledger
    state = snapshot.parse(ledger.read_bytes(), ledger)
    ledger.write_bytes(snapshot.build(replace(state, schema=snapshot.SCHEMA + 1)))
    before = ledger.read_bytes()
    terminal = trust_tui()
    sit_down(terminal, "Ana")
    terminal.wait_for("for reading only")
    type_into(terminal, "need", "a walk")
    terminal.press("ctrl+s")
    terminal.wait_for(_is_said_twice)
    terminal.wait_for("a walk")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert ledger.read_bytes() == before
    assert "a walk" in couple.drafts_on_disk


def _is_said_twice(emulator: Emulator) -> bool:
    return emulator.text().count("for reading only") == 2


# An error that nobody thought of.

BROKEN = """
from trust_tui.services.checkins import CheckIns
def save(*arguments):
    raise ValueError("the secret words")
CheckIns.save = save
"""


def test_an_unexpected_error_ends_with_an_apology(altered: OpenTerminal, couple: Household) -> None:
    terminal = altered(BROKEN, "--as", "Ana")
    form(terminal, "Ana")
    type_into(terminal, "need", WORDS)
    terminal.press("ctrl+s")
    assert terminal.wait_exit() == 1
    assert is_as_it_was(terminal)
    said = " ".join(terminal.text.split())
    assert said.startswith(APOLOGY)
    assert str(couple.places.log) in terminal.text.replace("\n", "")
    for telling in ("Traceback", "ValueError", "secret", WORDS):
        assert telling not in said
    log = couple.places.log.read_text()
    assert "ValueError" in log
    assert "secret" not in log
    assert WORDS not in log
    assert couple.draft("Ana").need == WORDS
