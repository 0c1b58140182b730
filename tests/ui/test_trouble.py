"""A disk that is full, slow, read-only or at odds with us: said plainly, with every word still there."""

from __future__ import annotations

import asyncio
import errno
import shutil
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Static

from tests.ui.sitting import SUNDAY, HandClock, on_disk, sitting
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.model.kept import Topic
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.store import Disk, Places
from trust_tui.store.journalfile import JournalFile
from trust_tui.ui import work
from trust_tui.ui.app import APOLOGY


class Full(Disk):
    """A disk with no room left for the ledger, as long as the test says so."""

    is_full = True

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().write(descriptor, data, at)


async def test_a_save_that_does_not_fit_keeps_the_form_and_says_so(
    kept: Companion, places: Places, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A draft that does not fit says the same in the same place: here the save has to say it.
    monkeypatch.setattr("trust_tui.ui.draft_saver.DELAY", 60)
    disk = Full()
    companion = on_disk(places, clock, disk)
    async with sitting(companion, writer="Ana") as there:
        await there.press("space")
        await there.go_to("need")
        await there.type("a walk")
        await there.press("ctrl+s")
        note = there.app.screen.query_one("#note", Static)
        await there.until(lambda: "The disk is full" in str(note.render()), "why it was not saved")
        await there.sees("What you typed is still here")
        assert there.field("need") == "a walk"
        assert companion.ledger.all(CheckIn) == []

        disk.is_full = False
        await there.press("ctrl+s")
        await there.sees("I need a walk")
        await there.sees_no("The disk is full")

    assert len(on_disk(places, clock, Disk()).ledger.all(CheckIn)) == 1


async def test_why_it_was_not_saved_stays_in_sight_on_the_smallest_screen(
    kept: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def append(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with sitting(kept, writer="Ana", size=(40, 12)) as there:
        await there.go_to("own")
        await there.type("a walk")
        monkeypatch.setattr(JournalFile, "append", append)
        await there.press("ctrl+s")
        await there.sees("The disk is full")
        await there.settle()
        assert there.shows("What you typed is still here")
        await there.type(".")
        await there.sees("a walk.")


async def test_a_line_that_cannot_be_kept_says_so_beside_it(
    kept: Companion, places: Places, clock: HandClock
) -> None:
    companion = on_disk(places, clock, Full())
    async with sitting(companion, writer="Ana") as there:
        await there.go_to("need")
        await there.type("a walk")
        await there.press("ctrl+t")
        await there.until(lambda: "disk is full" in there.said("need"), "a message")

    assert companion.ledger.all(Topic) == []


async def test_names_that_cannot_be_saved_stay_in_their_fields(places: Places, clock: HandClock) -> None:
    disk = Full()
    companion = on_disk(places, clock, disk)
    async with sitting(companion) as there:
        await there.type("Ana")
        await there.press("ctrl+s")
        await there.sees("The disk is full")
        assert there.field("first") == "Ana"
        disk.is_full = False
        await there.press("ctrl+s")
        await there.sees("A passphrase, if you want one")
        await there.press("enter")
        await there.sees("How is it today, Ana?")


@pytest.mark.parametrize("keys", [["d"], ["r"], ["s"], ["u"]])
async def test_whatever_cannot_be_done_says_so_and_changes_nothing(
    kept: Companion, places: Places, clock: HandClock, keys: list[str]
) -> None:
    disk = Full()
    disk.is_full = False
    companion = on_disk(places, clock, disk)
    ana = companion.couple.people[0]
    companion.checkins.save(ana, SUNDAY, Answers(need="a walk"))
    disk.is_full = True
    async with sitting(companion, writer="Ana") as there:
        await there.press(*keys)
        await there.sees("disk is full")
        assert there.shows("I need a walk")
        for untrue in ("is removed", "see your two weeks", "Undone"):
            assert not there.shows(untrue)
        (checkin,) = companion.ledger.all(CheckIn)
        assert (checkin.rev, companion.couple.people[0].shares_weeks) == (1, True)


async def test_a_read_only_ledger_says_so_and_typing_stays_a_draft(
    kept: Companion, places: Places, clock: HandClock
) -> None:
    kept.close()
    places.ledger.write_bytes(places.ledger.read_bytes())

    class ReadOnly(Disk):
        def may_write(self, path: Path) -> bool:
            return path != places.ledger and super().may_write(path)

    companion = on_disk(places, clock, ReadOnly())
    assert companion.ledger.read_only
    ana = companion.couple.people[0]
    async with sitting(companion, writer="Ana") as there:
        assert " ".join(companion.ledger.read_only.split())[:40] in " ".join(there.text.split())
        await there.go_to("need")
        await there.type("a walk")
        await there.press("ctrl+s")
        assert there.field("need") == "a walk"
        await there.press("ctrl+q")
        await there.until(lambda: not there.app.is_running)

    assert companion.drafts.waiting(ana, SUNDAY) == Answers(need="a walk")
    assert on_disk(places, clock, Disk()).ledger.all(CheckIn) == []


async def test_a_draft_that_cannot_be_kept_says_so_while_one_types(
    kept: Companion, places: Places, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trust_tui.ui.draft_saver.DELAY", 0.01)
    companion = on_disk(places, clock, Full())
    async with sitting(companion, writer="Ana") as there:
        await there.go_to("need")
        await there.type("a walk")
        await there.sees("The disk is full")
        assert there.field("need") == "a walk"


# Slow.


async def test_what_takes_long_says_what_it_waits_for(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert work.PATIENCE <= 0.2
    began, go_on = Event(), Event()
    undo = couple.undo

    def slowly(person: Person) -> str:
        began.set()
        assert go_on.wait(30)
        return undo(person)

    monkeypatch.setattr(couple, "undo", slowly)
    async with sitting(couple, writer="Ana") as there:
        await there.press("space", "ctrl+s")
        await there.sees("Ana, your day")
        there.post("u")
        await there.until(began.is_set)
        await there.until(lambda: there.hints == "Undoing…", "what it waits for")
        assert "Undoing…" in there.lines[-1]
        go_on.set()
        await there.sees("Undone: saved your check-in.")
        assert "F8 safety" in there.hints


async def test_safety_opens_while_a_slow_disk_keeps_everything_waiting(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "GIVE_WAY", 0.02)
    began, go_on = Event(), Event()

    def slowly(*_: object) -> None:
        began.set()
        assert go_on.wait(30)

    monkeypatch.setattr(couple.checkins, "save", slowly)
    try:
        async with sitting(couple, writer="Ana") as there:
            await there.press("space")
            there.post("ctrl+s")
            await there.until(began.is_set)
            there.post("f8")
            await there.sees("When this is not for you")
            go_on.set()
            await there.press("escape")
            await there.sees("Check-in")
            await there.until(lambda: not there.app._under_way, "the end of the save")
    finally:
        go_on.set()


async def test_what_goes_wrong_in_a_slow_action_ends_with_an_apology(
    couple: Companion, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(work, "GIVE_WAY", 0.02)
    go_on, noted = Event(), []

    def breaks(*_: object) -> None:
        assert go_on.wait(30)
        raise ZeroDivisionError("marker-words")

    def note(error: BaseException) -> str:
        noted.append(error)
        return "It is noted."

    monkeypatch.setattr(couple.checkins, "save", breaks)
    ana = couple.couple.people[0]

    async def evening() -> None:
        async with sitting(couple, writer="Ana", on_failure=note) as there:
            await there.go_to("need")
            await there.type("a walk")
            there.post("ctrl+s")
            await there.until(lambda: there.hints == "Saving…")
            go_on.set()
            await there.until(lambda: not there.app.is_running)

    with pytest.raises(ZeroDivisionError):
        await evening()

    said = " ".join(capsys.readouterr().err.split())
    assert [type(error) for error in noted] == [ZeroDivisionError]
    assert f"{APOLOGY} It is noted." in said
    assert "marker-words" not in said
    assert couple.drafts.waiting(ana, SUNDAY) == Answers(need="a walk")


# At odds with another window.


async def test_what_another_window_wrote_is_seen_and_what_is_typed_stays(
    kept: Companion, places: Places, clock: HandClock
) -> None:
    other = on_disk(places, clock, Disk())
    ben = other.couple.people[1]
    async with sitting(kept, writer="Ana") as there:
        await there.go_to("need")
        await there.type("half a thou")
        other.checkins.save(ben, SUNDAY, Answers(need="quiet"))
        await there.sees("Ben has written for this day.")
        await there.type("ght")
        assert there.field("need") == "half a thought"
        await there.press("ctrl+s")
        await there.sees("I need quiet")


async def test_a_ledger_that_was_replaced_is_told_once(
    kept: Companion, places: Places, clock: HandClock
) -> None:
    kept.close()
    kept = on_disk(places, clock, Disk())
    async with sitting(kept, writer="Ana") as there:
        stranger = places.ledger.with_name("stranger.json")
        shutil.copy(places.ledger, stranger)
        stranger.write_bytes(stranger.read_bytes().replace(b"Ana", b"Eve"))
        stranger.replace(places.ledger)
        await there.until(lambda: len(there.app._notifications) == 1, "a notice")
        assert "Ana" not in next(iter(there.app._notifications)).message


async def test_work_that_outlives_its_widget_harms_nothing(couple: Companion) -> None:
    go_on = Event()
    async with sitting(couple, writer="Ana") as there:
        widget = Static()
        await there.app.screen.mount(widget)
        waiting = asyncio.create_task(work.in_background(widget, lambda: go_on.wait(30), "Waiting…"))
        await there.settle()
        await widget.remove()
        go_on.set()
        assert await waiting is True
        await there.until(lambda: "F8 safety" in there.hints, "the usual hints")
