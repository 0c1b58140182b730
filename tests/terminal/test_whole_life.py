"""From a passphrase to the last byte, in a real terminal: a month of entries, and all that happens to them.

The program is killed while it saves, its disk runs full, its file is damaged, it goes back to a backup and
forth again, it is taken along. After each of these everything is there that was called saved.
"""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.faults.mounts import mounted
from tests.store.sealed_evening import readable
from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.pty import Terminal
from tests.terminal.screens import (
    DAMAGED,
    DRAFT,
    PALETTE,
    WHO,
    day_of,
    form,
    says,
    still,
    type_into,
    without_a_passphrase,
)
from tests.terminal.test_clock import LIBRARY, Clock
from trust_tui.content import load
from trust_tui.model.checkin import Answers
from trust_tui.model.moments import Moment
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_locked
from trust_tui.services.portable import Form
from trust_tui.store.sealed import Sealed
from trust_tui.ui.commands import key

WORDS = "four words or five"
MARKER = "zzmarkerzz"
"""Stands in everything that anybody writes here."""

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 30)
"""The month of which most is written without a terminal."""

HALF_A_SAVE = """
import os, signal
from trust_tui.store.journalfile import JournalFile
works = JournalFile.append
def append(self, line, at):
    works(self, line[:len(line) // 2], at)
    os.kill(os.getpid(), signal.SIGKILL)
JournalFile.append = append
"""
"""Lets the program be killed half way through its first save."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed"),
]

Records = dict[str, list[Any]]


@dataclass
class Life:
    """Ana and Ben, their program, their clock, and all they know to be saved.

    Attributes:
        program: Starts it, with something done to it first.
        household: Where it is.
        clock: The time that the program sees.
        outside: A folder that does not belong to it.
        is_small: Whether its disk can be filled.
        recovery: The recovery key, once it was shown.
    """

    program: OpenTerminal
    household: Household
    clock: Clock
    outside: Path
    is_small: bool
    recovery: str = field(default="", init=False)

    @property
    def ledger(self) -> Path:
        return self.household.places.ledger

    def at(self, moment: str) -> None:
        """Let it be this moment, such as "2026-10-31 20:00", and go on from there.

        On a clock that stands still the work that a passphrase takes would be measured for ever.
        """
        self.clock.set(f"@{moment}:00")

    def start(self, *arguments: str, change: str = "", size: tuple[int, int] = (80, 24)) -> Terminal:
        return self.program(change, *arguments, size=size, env=self.clock.env)

    def unlocked(self, change: str = "", size: tuple[int, int] = (80, 24)) -> Terminal:
        """Start it, and type the passphrase."""
        there = self.start(change=change, size=size)
        there.wait_for("Passphrase")
        assert MARKER not in there.text
        there.write(WORDS)
        there.press("enter")
        return there

    def asked(self, *arguments: str) -> str:
        """Run a command at the prompt, type the passphrase, and return what it said."""
        there = self.start(*arguments, size=(200, 60))
        there.wait_for("Passphrase:")
        there.write(WORDS + "\r")
        assert there.wait_exit() == 0, there.text
        return there.text

    @contextmanager
    def opened(self, days: list[date]) -> Iterator[Companion]:
        """The ledger without a terminal, on the last of these days; that may be changed."""

        def clock() -> Moment:
            return Moment.of(datetime(days[-1].year, days[-1].month, days[-1].day, 18, tzinfo=UTC), "")

        companion = open_locked(self.household.places, clock).unlock(WORDS)
        assert isinstance(companion, Companion)
        try:
            yield companion
        finally:
            companion.close()

    def saved(self, day: date = LAST) -> Records:
        """Return everything that is saved, as an export tells it."""
        with self.opened([day]) as companion:
            portable = companion.portable
            found = json.loads(portable.render(Form.JSON, portable.scope(everything=True)))
        records: Records = found["records"]
        return records

    def draft_is_kept(self, text: str) -> bool:
        """Say whether what is being typed is on the disk, sealed."""
        sealer = Sealed.of_recovery(self.recovery)
        drafts = [path.read_bytes() for path in self.household.places.drafts.glob("draft-*")]
        return any(text.encode() in sealer.unseal(data) for data in drafts)


@pytest.fixture
def life(altered: OpenTerminal, home: Path, tmp_path: Path) -> Iterator[Life]:
    household = Household(home)
    outside = tmp_path / "outside"
    outside.mkdir()
    data = home / ".local" / "share"
    data.parent.mkdir()
    clock = Clock(tmp_path / "clock")
    try:
        with mounted(data, "2m"):
            yield Life(altered, household, clock, outside, is_small=True)
    except pytest.skip.Exception:
        data.rmdir()
        yield Life(altered, household, clock, outside, is_small=False)


def test_from_the_passphrase_to_the_last_byte(life: Life, home: Path) -> None:
    _moving_in_with_a_passphrase(life)
    _a_month_goes_by(life)
    _two_days_by_hand(life)
    _killed_while_saving(life)
    _the_disk_is_full(life)
    _the_file_is_damaged(life)
    _back_to_a_backup_and_forth_again(life)
    assert readable(home, MARKER) == []
    _taken_along_and_taken_in_elsewhere(life)
    _erased(life)
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert len(list(life.outside.iterdir())) > 2, "what was taken along stays"


def _moving_in_with_a_passphrase(life: Life) -> None:
    life.at("2026-10-01 20:00")
    there = life.start()
    for name in ("Ana", "Ben"):
        there.wait_for(says("called?"))
        there.write(name)
        there.wait_for(name)
        there.press("enter")
    without_a_passphrase(there)  # not yet
    there.wait_for(WHO)
    there.press("1")
    form(there, "Ana")
    type_into(there, "need", f"{MARKER} the first day")
    there.press("ctrl+s")
    there.wait_for(day_of("Ana"))
    assert readable(life.household.home, MARKER), "it is readable while there is no passphrase"
    there.press("P")
    there.wait_for(says("Nothing is locked"))
    there.press("s")
    there.wait_for("Set a passphrase")
    for _ in range(2):
        there.write(WORDS)
        there.press("enter")
    there.wait_for("AGE-SECRET-KEY-1")
    still(there)
    (life.recovery,) = re.findall(r"AGE-SECRET-KEY-1[A-Z0-9]{58}", "".join(there.text.split()))
    assert readable(life.household.home, MARKER) == []
    there.press("y")
    there.wait_for(says("Everything you write here"))
    there.kill(signal.SIGKILL)
    there.wait_exit()


def _a_month_goes_by(life: Life) -> None:
    days = [FIRST]
    with life.opened(days) as companion:
        ana, ben = companion.couple.people
        while days[-1] < LAST:
            days.append(days[-1] + timedelta(days=1))
            for person in (ana, ben):
                words = f"{MARKER} {person.name} {days[-1]}"
                companion.checkins.save(
                    person, days[-1], Answers(("calm",), len(days) % 5 + 1, 3, need=words, private=words)
                )
            if days[-1].weekday() == 6:
                companion.victories.add(ana, days[-1], f"{MARKER} nobody left the room, {days[-1]}")
            companion.tidy()
    assert len(life.saved()["checkin"]) == 1 + 2 * (len(days) - 1)
    assert readable(life.household.home, MARKER) == []


def _written(life: Life, name: str, text: str, day: str, size: tuple[int, int]) -> Terminal:
    """Let one of them sit down on a day and type a text, not saved yet."""
    life.at(f"{day} 20:00")
    there = life.unlocked(size=size)
    there.wait_for(WHO)
    there.press("1" if name == "Ana" else "2")
    form(there, name)
    type_into(there, "need", text)
    return there


def _two_days_by_hand(life: Life) -> None:
    before = life.saved()
    for name, size in (("Ana", (120, 40)), ("Ben", (80, 24))):
        there = _written(life, name, f"{MARKER} by hand", "2026-10-31", size)
        there.press("ctrl+s")
        there.wait_for(day_of(name))
        there.kill(signal.SIGKILL)
        there.wait_exit()
    _is_all_there(life, before, f"{MARKER} by hand", 2)


def _killed_while_saving(life: Life) -> None:
    before, text = life.saved(), f"{MARKER} half a save"
    life.at("2026-11-01 20:00")
    there = life.unlocked(change=HALF_A_SAVE)
    there.wait_for(WHO)
    there.press("1")
    form(there, "Ana")
    type_into(there, "need", text)
    there.wait_for(lambda _: life.draft_is_kept(text))
    there.press("ctrl+s")
    assert there.wait_exit() == -signal.SIGKILL

    again = life.unlocked()
    again.wait_for(WHO)
    again.press("1")
    again.wait_for(DRAFT)
    again.wait_for(text)
    again.press("ctrl+s")
    again.wait_for(day_of("Ana"))
    again.press("q")
    assert again.wait_exit() == 0
    _is_all_there(life, before, text)
    (unfinished,) = life.ledger.parent.glob("*.unfinished-*")
    assert unfinished.stat().st_size > 0


def _the_disk_is_full(life: Life) -> None:
    before, text = life.saved(), f"{MARKER} no room for this"
    there = _written(life, "Ben", text, "2026-11-01", (80, 24))
    ballast = life.ledger.parent.parent / "ballast"
    if life.is_small:
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
    else:
        import resource

        resource.prlimit(there.process.pid, resource.RLIMIT_FSIZE, (100, 100))
    there.press("ctrl+s")
    there.wait_for(says("The disk is full"))
    there.wait_for(text)
    if life.is_small:
        ballast.unlink()
        still(there)
        there.press("ctrl+s")
    else:
        there.kill(signal.SIGKILL)
        there.wait_exit()
        there = _written(life, "Ben", text, "2026-11-01", (80, 24))
        there.press("ctrl+s")
    there.wait_for(day_of("Ben"))
    there.press("q")
    assert there.wait_exit() == 0
    _is_all_there(life, before, text)


def _the_file_is_damaged(life: Life) -> None:
    with life.opened([date(2026, 11, 2)]) as companion:
        companion.tidy()  # as it does by itself once it has been open for a few seconds
    before = life.saved(date(2026, 11, 2))
    life.at("2026-11-02 20:00")
    whole = life.ledger.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 4
    for damaged in (bytes(flipped), whole[: len(whole) // 3]):
        life.ledger.write_bytes(damaged)
        there = life.unlocked()
        there.wait_for(DAMAGED)
        there.press(key("trouble.restore"))
        there.wait_for(WHO)
        there.press("q")
        assert there.wait_exit() == 0
        assert life.saved(date(2026, 11, 2)) == before
        kept = [path.read_bytes() for path in life.ledger.parent.glob("*.damaged-*")]
        assert damaged in kept, "the damaged file stays"


def _back_to_a_backup_and_forth_again(life: Life) -> None:
    before = life.saved(date(2026, 11, 3))
    life.at("2026-11-03 20:00")
    there = life.unlocked(size=(120, 40))
    there.wait_for(WHO)
    there.press("1")
    form(there, "Ana")
    there.press("ctrl+p")
    there.wait_for(PALETTE)
    there.write("Backups")
    still(there)
    there.press("enter")
    there.wait_for(says("Going back is for both of you"))
    there.press("end")
    there.wait_for(says("then"))
    still(there)
    there.press("enter")
    there.wait_for(says("Go back to"))
    there.press("y")
    there.wait_for(WHO)
    there.press("q")
    assert there.wait_exit() == 0
    then = life.saved(date(2026, 11, 3))
    assert len(then["checkin"]) < len(before["checkin"])
    (kept,) = life.ledger.parent.glob("*.replaced-*")

    assert "replaced" in life.asked("restore", str(kept), "--yes")
    assert life.saved(date(2026, 11, 3)) == before


def _taken_along_and_taken_in_elsewhere(life: Life) -> None:
    before = life.saved(date(2026, 11, 3))
    out, there, again = (str(life.outside / name) for name in ("out.json", "ours.json", "again.json"))
    everything = ("--everything", "--yes-both", "--to")
    life.asked("export", *everything, out)
    assert json.loads(Path(out).read_bytes())["records"] == before
    for command in (("import", out, "--yes"), ("export", *everything, again)):
        terminal = life.start("--file", there, *command, size=(200, 60))
        assert terminal.wait_exit() == 0, terminal.text
    assert Path(again).read_bytes() == Path(out).read_bytes()
    assert life.saved(date(2026, 11, 3)) == before


def _erased(life: Life) -> None:
    """With a draft, backups, files of all kinds that were kept beside the ledger, and settings."""
    there = _written(life, "Ana", f"{MARKER} not saved", "2026-11-04", (80, 24))
    there.press("ctrl+q")
    assert there.wait_exit() == 0
    places = life.household.places
    places.config.parent.mkdir(parents=True, exist_ok=True)
    places.config.write_text('theme = "quiet"\n')
    kinds = ("damaged", "replaced", "unfinished")
    assert all([*life.ledger.parent.glob(f"*.{kind}-*")] for kind in kinds)
    assert list(places.drafts.iterdir())
    assert len(list(places.backups.iterdir())) > 5

    there = life.start("erase", size=(120, 60))
    there.wait_for(says("and press enter"))
    assert MARKER not in there.text
    there.write(load("erase.json")["word"] + "\r")
    assert there.wait_exit() == 0, there.text


def _is_all_there(life: Life, before: Records, text: str, count: int = 1) -> None:
    """See that nothing is gone, and that this was added."""
    after = life.saved()
    for kind, records in before.items():
        assert [each for each in records if each not in after[kind]] == [], f"a {kind} is gone"
    added = [each for each in after["checkin"] if each not in before["checkin"]]
    assert [each["need"] for each in added] == [text] * count
    assert readable(life.household.home, MARKER) == []
