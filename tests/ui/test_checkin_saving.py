"""Saving a check-in: what is said, what is kept, and what happens to words that could not be saved."""

from __future__ import annotations

from threading import Event
from typing import Any, Self

import pytest

from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.model.versions import Version
from trust_tui.services.companion import Companion
from trust_tui.services.problems import LedgerError
from trust_tui.ui import work


def beside(there: Sitting, row: str) -> str:
    """The message that stands with a field, "" where none does."""
    return there.said(row)


async def test_with_nothing_filled_in_it_says_so_beside_the_field(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("ctrl+s")
        await there.sees("Nothing is filled in yet. One word or one number is enough.")
        assert "Nothing is filled in" in beside(there, "words")

        await there.press("space")
        assert beside(there, "words") == ""
        await there.press("ctrl+s")
        await there.sees("Ana, your day")

    assert len(couple.ledger.all(CheckIn)) == 1


async def test_blanks_and_line_breaks_are_nothing(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.press("space", "ctrl+j", "space", "ctrl+s")
        await there.sees("Nothing is filled in yet.")

    assert couple.ledger.all(CheckIn) == []


async def test_a_text_that_is_too_long_stays_and_says_what_fits(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.paste("x" * TEXT_LIMIT)
        await there.type("yz")
        await there.press("ctrl+s")
        await there.until(lambda: beside(there, "need"), "a message")

        assert f"{TEXT_LIMIT + 2:,} characters" in beside(there, "need")
        assert there.field("need") == "x" * TEXT_LIMIT + "yz"
        await there.press("backspace", "backspace", "ctrl+s")
        await there.sees("Ana, your day")

    assert couple.ledger.all(CheckIn)[0].need == "x" * TEXT_LIMIT


async def test_a_paste_that_does_not_fit_is_refused_whole(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("own")
        await there.type("before ")
        await there.paste("y" * TEXT_LIMIT)
        await there.until(lambda: beside(there, "own"), "a message")

        assert "Nothing was pasted; your text is as it was." in beside(there, "own")
        assert there.field("own") == "before "
        await there.paste("after")
        assert there.field("own") == "before after"
        assert beside(there, "own") == ""


async def test_a_saved_day_can_be_changed_and_what_it_said_is_kept(
    couple: Companion, clock: HandClock
) -> None:
    ana, _ = couple.couple.people
    couple.checkins.save(ana, SUNDAY, Answers(("hurt",), 2, None, need="quiet"))
    clock.move(minutes=30)
    async with sitting(couple, writer="Ana") as there:
        await there.sees("I need quiet")
        assert "v shows what it said before" not in there.text

        await there.press("e")
        assert there.field("need") == "quiet"
        await there.go_to("need")
        await there.type(" and a walk")
        await there.press("ctrl+s")
        await there.sees("changed since; v shows what it said before")
        await there.sees("I need quiet and a walk")

        await there.press("v")
        await there.sees("What this day said before")
        await there.sees(
            "● Ana, until it was changed on 22 Nov Feeling: hurt Safe: 2 of 5, careful I need: quiet"
        )
        assert "and a walk" not in there.text
        await there.press("q")
        await there.sees("Ana, your day")

    (checkin,) = couple.ledger.all(CheckIn)
    (version,) = couple.ledger.all(Version)
    assert (checkin.rev, checkin.need, version.of) == (2, "quiet and a walk", checkin.id)


async def test_opening_a_saved_day_and_leaving_it_as_it_is_leaves_nothing_behind(week: Companion) -> None:
    ana = week.couple.people[0]
    async with sitting(week, writer="Ana") as there:
        await there.press("escape", "[", "e")
        assert there.field("own") == "Ana owned Saturday"
        await there.press("[", "]")
        await there.sees("I own Ana owned Saturday")

    assert week.drafts.days(ana) == []
    assert all(checkin.rev == 1 for checkin in week.ledger.all(CheckIn))


class SlowSave:
    """Saving that waits for the test, in the thread that saves; it goes on when this is left."""

    def __init__(self, companion: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, self.began = Event(), Event()
        self.trouble: LedgerError | None = None
        self.times = 0
        save = companion.checkins.save

        def slowly(*arguments: Any) -> CheckIn:
            self.times += 1
            self.began.set()
            assert self.go_on.wait(10)
            if self.trouble is not None:
                raise self.trouble
            return save(*arguments)

        monkeypatch.setattr(companion.checkins, "save", slowly)
        monkeypatch.setattr(work, "GIVE_WAY", 0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.go_on.set()


async def test_what_is_typed_during_a_save_is_not_lost(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SlowSave(couple, monkeypatch) as slow:
        async with sitting(couple, writer="Ana") as there:
            await there.go_to("need")
            await there.type("a walk")
            there.post("ctrl+s")
            await there.until(slow.began.is_set)
            await there.until(lambda: there.hints == "Saving…", "what it waits for")
            there.post("ctrl+s", *" by the sea")
            await there.until(lambda: there.field("need") == "a walk by the sea")
            slow.go_on.set()
            await there.until(lambda: couple.ledger.all(CheckIn), "the check-in")
            await there.until(lambda: "Saving" not in there.hints)
            assert there.field("need") == "a walk by the sea"
            assert couple.ledger.all(CheckIn)[0].need == "a walk"
            assert slow.times == 1

            await there.press("ctrl+s")
            await there.sees("I need a walk by the sea")

    assert couple.ledger.all(CheckIn)[0].need == "a walk by the sea"


@pytest.mark.parametrize("trouble", [None, LedgerError("The disk is slow and full.")])
async def test_somebody_else_can_sit_down_while_it_saves(
    couple: Companion, monkeypatch: pytest.MonkeyPatch, trouble: LedgerError | None
) -> None:
    with SlowSave(couple, monkeypatch) as slow:
        slow.trouble = trouble
        async with sitting(couple, writer="Ana") as there:
            await there.go_to("need")
            await there.type("marker-ana")
            there.post("ctrl+s")
            await there.until(slow.began.is_set)
            there.post("escape", "w", "2")
            await there.sees("How is it today, Ben?")
            await there.go_to("own")
            await there.type("mine")
            slow.go_on.set()
            if trouble:
                await there.sees(str(trouble))
            else:
                await there.until(lambda: couple.ledger.all(CheckIn), "the check-in")
            await there.until(lambda: "Saving" not in there.hints)

            assert there.field("own") == "mine"
            assert "marker-ana" not in there.text
            assert "row-words" not in [w.id for w in there.widgets() if w.has_class("problem")]
            assert (couple.drafts.days(couple.couple.people[0]) == []) == (trouble is None)
            await there.press("escape", "w", "1")
            await there.sees("marker-ana")
