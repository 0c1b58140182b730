"""The room of the summary: each looks at their own, both say so, and it is written where they want it."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.filling import cursor_line, fill, go_to_line, hand_to, reads, write
from tests.ui.sitting import SUNDAY, Sitting, sitting
from tests.ui.test_support_rooms import enter
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.model.kept import Topic, Victory
from trust_tui.model.records import Visibility
from trust_tui.model.summary import Summary
from trust_tui.services.companion import Companion
from trust_tui.services.support.sessions import SessionWords
from trust_tui.ui.screens.form import FormScreen
from trust_tui.ui.screens.summary_page import SummaryPage

SIZES = [(120, 40), (80, 24), (40, 12)]
SHELF = "support-summary-list"
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def told(couple: Companion) -> Companion:
    """Ana and Ben with a few words each, one of them private and one closed."""
    for person in couple.couple.people:
        name = person.name
        couple.topics.add(person, f"{name} [b]topic[/b]")
        couple.checkins.save(
            person, SUNDAY - timedelta(1), Answers(("calm",), 3, 4, need=f"{name} needs", private="a secret")
        )
        couple.setbacks.add(person, SUNDAY, f"{name} secret", only_me=True)
        couple.questions.add(person, f"{name} secret question", visibility=Visibility.PRIVATE)
    ana, _ = couple.couple.people
    couple.checkins.save(ana, SUNDAY, Answers(need="Ana secret, still closed"))
    return couple


def page(there: Sitting) -> str:
    """What the page that is open says, all of it."""
    assert isinstance(there.app.screen, SummaryPage)
    return there.app.screen.content().plain


def said(there: Sitting) -> str:
    """What stands below the field of the path."""
    return there.said("path")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_each_looks_at_theirs_and_it_is_written_for_both(
    told: Companion, size: tuple[int, int], home: Path
) -> None:
    ana, ben = told.couple.people
    async with sitting(told, writer="Ana", size=size) as there:
        await enter(there, "Summary")
        await there.sees("Ana [b]topic[/b]")
        items = [each.line.text for each in there.app.screen.query_one(f"#{SHELF}").items]  # type: ignore[attr-defined]
        assert not any("Ben" in text or "secret" in text for text in items)
        await go_to_line(there, "Ana needs", SHELF)
        await there.press("space")
        await there.until(lambda: "left out" in cursor_line(there, SHELF), "left out")
        await there.press("enter")
        assert "Ana [b]topic[/b]" in page(there)
        assert "Ana needs" not in page(there)
        await there.press("escape", "u")
        await there.until(lambda: "left out" not in cursor_line(there, SHELF), "put back")
        assert there.focused == SHELF
        await there.press("space", "o")
        assert there.field("path") == "~/summary-2026-11-22"
        await there.press("escape", "y")
        await there.until(lambda: told.summary.view(ana).i_agree, "Ana's yes")
        await there.press("home")
        await there.sees("Ben has not looked at it yet")

        await hand_to(there, 2, "f7")
        await enter(there, "Summary")
        await there.sees("Ana [b]topic[/b]")
        await there.sees("Ben [b]topic[/b]")
        await go_to_line(there, "Ana [b]topic", SHELF)
        await there.press("space")  # not Ben's to leave out
        assert "left out" not in cursor_line(there, SHELF)
        await there.press("y")
        await there.until(lambda: told.summary.view(ben).is_ready, "both")
        await there.press("enter")
        assert "Ana [b]topic[/b]" in page(there)
        assert "Ben needs" in page(there)
        await there.press("escape", "o")
        await write(there, whose="both", kind=".html", path="~/ours")
        await there.sees("It is in")
        file = home / "ours.html"
        text = file.read_text("utf-8")
        assert "Ana [b]topic[/b]" in text
        assert "Ben needs" in text
        assert not any(words in text for words in ("secret", "Ana needs"))
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

        await there.press("o")
        await write(there, whose="mine", kind=".html", path="~/ours.html")
        await there.until(lambda: "is there already" in said(there), "that the name is taken")
        assert isinstance(there.app.screen, FormScreen)
        assert "ours-2.html is free" in said(there)
        await fill(there, path="~/nowhere/mine")
        await there.press("ctrl+s")
        await there.until(lambda: "There is no folder" in said(there), "that there is no such folder")
        await write(there, kind=".md", path="~/mine")
        await there.until(lambda: (home / "mine.md").exists(), "Ben's own")
        text = (home / "mine.md").read_text("utf-8")
        assert "Ben needs" in text
        assert "Ana" not in text


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_is_new_is_asked_about_again(told: Companion, size: tuple[int, int]) -> None:
    ana, ben = told.couple.people
    for person in (ana, ben):
        told.summary.agree(person)
    async with sitting(told, writer="Ana", size=size) as there:
        await enter(there, "Summary")
        await there.sees("Ben [b]topic[/b]")
        told.topics.add(ben, "Ben came later")
        told.topics.add(ana, "Ana came later")
        await there.press("f1", "f7")
        await go_to_line(there, "Ana came later", SHELF)
        assert "new: Ana came later" in cursor_line(there, SHELF)
        await there.press("home")
        await there.sees("Ben has not looked at what is new")
        await there.sees_no("Ben came later")
        await there.press("y")
        await there.until(lambda: told.summary.view(ana).i_agree, "yes to what is new")
        await there.press("y")
        await there.until(lambda: not told.summary.view(ana).i_agree, "looking again")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_days_are_chosen(told: Companion, size: tuple[int, int]) -> None:
    ana, _ = told.couple.people
    told.sessions.add(ana, SessionWords(SUNDAY - timedelta(5)))
    told.victories.add(ana, SUNDAY - timedelta(40), "long ago")
    async with sitting(told, writer="Ana", size=size) as there:
        await enter(there, "Summary")
        await there.sees("Ana [b]topic[/b]")
        await there.press("c")
        await write(there, span="12")
        await go_to_line(there, "long ago", SHELF)
        await there.press("c")
        await fill(there, span="day")
        await fill(there, first="next week")
        await there.press("ctrl+s")
        assert isinstance(there.app.screen, FormScreen)
        await write(there, first="yesterday")
        await there.until(lambda: told.summary.view(ana).span.first == SUNDAY - timedelta(1), "yesterday")
        await there.sees_no("long ago")
        await there.press("c")
        assert there.field("first") == "21 November 2026"
        await fill(there, span="session")
        await write(there, thanks="with")
        assert told.summary.view(ana).span.since_session


async def test_an_empty_room_says_what_it_is_for(couple: Companion, empty: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there, "Summary")
        await there.sees("Private words never come into it.")
        await there.press("space")
        assert couple.ledger.all(Summary) == []


async def test_who_writes_alone_needs_nobodys_yes(empty: Companion, home: Path) -> None:
    empty.people.set_up("Cleo")
    (cleo,) = empty.couple.people
    empty.checkins.save(cleo, SUNDAY, Answers(need="Cleo needs"))
    async with sitting(empty, writer="Cleo", size=(120, 40)) as there:
        await enter(there, "Summary")
        await there.sees("Cleo needs")
        assert "all right" not in there.hints
        await go_to_line(there, "Cleo needs", SHELF)
        await reads(there, "It comes along.")
        await there.press("o")
        await write(there, kind=".md", path="alone")
        await there.until(lambda: (home / "alone.md").exists(), "the file")
        assert "Cleo needs" in (home / "alone.md").read_text("utf-8")


async def test_five_thousand_of_each_open_and_move(couple: Companion) -> None:
    ana, ben = couple.couple.people
    desk = couple.summary.desk
    with couple.ledger.transaction() as tx:
        for number in range(5000):
            day = SUNDAY - timedelta(days=number % 2500)
            person = ana if number < 2500 else ben
            tx.add(desk.new(CheckIn, person.id, day, need=f"need {number}", written_on=day))
            tx.add(desk.new(Topic, person.id, day, text=f"topic {number}"))
            tx.add(desk.new(Victory, person.id, day, text=f"good {number}"))
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there, "Summary")
        await there.sees("topic 0")
        await there.press("c")
        await fill(there, span="day")
        await write(there, first="2025-12-01", whole="all")
        await go_to_line(there, "topic 2450", SHELF)
        await there.press("end")
        await there.until(lambda: "need 0" in there.text or "good 0" in there.text, "the last line")
