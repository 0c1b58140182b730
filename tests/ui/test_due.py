"""What is due today, beside the check-in."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from tests.ui.filling import cursor_line, fill, write
from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from tests.ui.traces import traces
from trust_tui.model.people import Person
from trust_tui.model.promises import Outcome, Promise, Repair, Result
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion
from trust_tui.services.promises.due import DueDay
from trust_tui.services.promises.reading import PromiseReading
from trust_tui.ui.widgets.shelf import Shelf

pytestmark = pytest.mark.slow

WIDE = (120, 40)


@pytest.fixture
def promised(couple: Companion) -> Companion:
    """Ana promised to call every day, Ben to walk today."""
    ana, ben = couple.couple.people
    couple.promises.make(ana, "I run late", "call", "", "", Schedule(SUNDAY, "FREQ=DAILY"))
    couple.promises.make(ben, "", "walk with you", "", ana.id, Schedule(SUNDAY))
    return couple


def is_shown(there: Sitting) -> bool:
    return any(due.is_on_screen and due.size for due in there.app.screen.query("#due"))


async def go(there: Sitting) -> None:
    await there.until(lambda: is_shown(there), "what is due")
    await there.press("escape", "g")
    assert there.focused == "due"


def answers(companion: Companion) -> list[tuple[str, Result, str]]:
    """What was said, by whom, in which words."""
    return [(each.author, each.result, each.text) for each in companion.ledger.all(Outcome)]


async def test_nothing_is_there_where_nothing_was_promised(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("escape", "g")
        assert not there.app.screen.query("#due")
        assert "what is due" not in there.hints


async def test_one_writes_while_years_of_promises_are_looked_at(
    promised: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    are_read = threading.Event()
    due = PromiseReading.due

    def slowly(promises: PromiseReading, reader: Person, today: date) -> DueDay:
        assert are_read.wait(30)
        return due(promises, reader, today)

    monkeypatch.setattr(PromiseReading, "due", slowly)
    async with sitting(promised, size=WIDE) as there:
        there.post("enter")
        await there.until(lambda: there.focused == "feelings", "the form")
        there.post("tab", "tab", "tab", "tab", *"yes")
        await there.until(lambda: getattr(there.app.focused, "text", "") == "yes", "what was typed")
        assert not is_shown(there)
        are_read.set()
        await there.until(lambda: is_shown(there), "what is due")


async def test_it_is_answered_with_one_key_and_undone_with_one(promised: Companion) -> None:
    ana, _ = promised.couple.people
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await go(there)
        assert cursor_line(there, "due") == "▸ ● When I run late, I will call", "one's own come first"
        await there.press("k")
        await there.until(lambda: cursor_line(there, "due").endswith("kept"), "the answer")
        assert answers(promised) == [(ana.id, Result.KEPT, "")]
        await there.press("down", "n")
        await there.until(lambda: cursor_line(there, "due").endswith("not kept"), "the answer")
        assert "walk with you" in cursor_line(there, "due")
        assert promised.ledger.all(Repair) == [], "who did not promise repairs nothing"
        await there.press("u")
        await there.until(lambda: not cursor_line(there, "due").endswith("not kept"), "undone")
        await there.press("u")
        await there.until(lambda: not promised.ledger.all(Outcome), "undone")
        assert there.focused == "due"


async def test_ones_own_that_was_not_kept_leads_gently_to_a_repair(promised: Companion) -> None:
    ana, _ = promised.couple.people
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await go(there)
        await there.press("n")
        await there.sees("both lines may stay empty")
        await there.press("escape")
        assert there.focused == "due"
        assert answers(promised) == []
        await there.press("n")
        await write(there, happened="the battery was empty")
        await there.until(lambda: cursor_line(there, "due").endswith("not kept"), "the answer")
        assert answers(promised) == [(ana.id, Result.NOT_KEPT, "")]
        assert [repair.happened for repair in promised.ledger.all(Repair)] == ["the battery was empty"]


async def test_it_is_answered_in_words(promised: Companion) -> None:
    ana, _ = promised.couple.people
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await go(there)
        await there.press("t")
        await write(there, text="with a smile")
        await there.until(lambda: cursor_line(there, "due").endswith("kept"), "the answer")
        assert answers(promised) == [(ana.id, Result.KEPT, "with a smile")]


async def test_a_check_in_is_kept_while_what_is_due_is_answered(promised: Companion) -> None:
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await there.go_to("need")
        await there.type("quiet")
        await go(there)
        await there.press("k")
        await there.until(lambda: cursor_line(there, "due").endswith("kept"), "the answer")
        assert there.field("need") == "quiet"
        await there.press("ctrl+s")
        await there.sees("I need quiet")


async def test_after_the_check_in_the_minute_goes_on_with_what_is_due(promised: Companion) -> None:
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await there.until(lambda: is_shown(there), "what is due")
        await there.go_to("need")
        await there.type("quiet")
        await there.press("ctrl+s")
        await there.until(lambda: there.focused == "due", "what is due")


async def test_it_is_about_today_only(promised: Companion) -> None:
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await there.until(lambda: is_shown(there), "what is due")
        await there.press("escape", "[")
        await there.until(lambda: not is_shown(there), "nothing due on another day")
        await there.press("g")
        assert there.focused != "due"
        await there.press("]")
        await there.until(lambda: is_shown(there), "what is due")


async def test_a_few_earlier_days_are_offered_and_none_is_asked_for(
    promised: Companion, clock: HandClock
) -> None:
    clock.move(days=5)
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await go(there)
        await there.sees("Still open, if you like")
        await there.press("end", "k")
        await there.until(lambda: promised.ledger.all(Outcome), "the answer")
        (outcome,) = promised.ledger.all(Outcome)
        assert outcome.due < outcome.day == SUNDAY + timedelta(days=5), "marked as later"


async def test_nothing_of_it_is_left_after_handing_over(promised: Companion) -> None:
    marker = "ana-only"
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await go(there)
        await there.press("t")
        await fill(there, text=marker)
        assert traces(there, marker), "the search finds what is there"
        await there.press("escape", "w")
        await there.sees("Who is writing?")
        due = there.app.screen.query_one("#due", Shelf)
        assert due.items == []
        assert not due._drawn
        assert traces(there, marker) == []
        await there.press("2")
        await go(there)
        assert cursor_line(there, "due") == "▸ ◆ I will walk with you", "each one's own come first"
        await there.press("t")
        assert there.field("text") == ""
        assert traces(there, marker) == []


async def test_what_the_other_said_leads_nobody(promised: Companion) -> None:
    ana, _ = promised.couple.people
    promise = promised.ledger.all(Promise)[0]
    promised.promises.answer(ana, promise.id, SUNDAY, Result.NOT_KEPT, "ana-said")
    async with sitting(promised, writer="Ben", size=WIDE) as there:
        await go(there)
        await there.press("end")
        assert cursor_line(there, "due") == "▸ ● When I run late, I will call"
        assert traces(there, "ana-said") == []
        await there.press("k")
        await there.sees("seen differently")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5)])
async def test_it_can_be_reached_and_seen_in_every_window(promised: Companion, size: tuple[int, int]) -> None:
    async with sitting(promised, writer="Ana", size=WIDE) as there:
        await there.until(lambda: is_shown(there), "what is due")
        await there.pilot.resize_terminal(*size)
        await there.settle()
        await there.press("escape", "g", "down", "up")
        assert there.focused == "due"
        due = there.app.screen.query_one("#due", Shelf)
        await there.until(lambda: due.is_on_screen, "it in sight")
        await there.press("k")
        await there.until(lambda: promised.ledger.all(Outcome), "the answer")
