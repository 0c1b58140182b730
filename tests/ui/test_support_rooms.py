"""The rooms of Support: who helps, what stays of a session, what to ask, and whom to call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import ContentSwitcher

from tests.ui.filling import detail, fill, go_to_line, hand_to, reads, write
from tests.ui.sitting import SUNDAY, Sitting, sitting
from trust_tui.model.records import Visibility
from trust_tui.model.support import Became, Question, Session, Went
from trust_tui.services.companion import Companion
from trust_tui.services.preferences import Preferences
from trust_tui.services.support.practices import PracticeWords
from trust_tui.services.support.professionals import ProfessionalWords
from trust_tui.services.support.sessions import SessionWords
from trust_tui.store import Config
from trust_tui.ui.screens.form import FormScreen
from trust_tui.ui.screens.safety import SafetyPage

SIZES = [(120, 40), (80, 24), (40, 12)]
pytestmark = pytest.mark.slow

SOLO = ["Cleo"]


async def enter(there: Sitting, title: str) -> None:
    """Go into a room of Support, out of another one where it is open."""
    await there.press("f7")
    switcher = there.app.screen.query_one("#support ContentSwitcher", ContentSwitcher)
    while switcher.current != "support-rooms":
        await there.press("escape")
    await go_to_line(there, title, "support-rooms-list")
    await there.press("enter")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_somebody_is_written_down_changed_and_removed(couple: Companion, size: tuple[int, int]) -> None:
    ana, ben = couple.couple.people
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, "Our professionals")
        await there.sees("Nobody is written down here yet.")
        await there.press("a", "ctrl+s")
        await there.until(lambda: isinstance(there.app.screen, FormScreen), "the form, still open")
        assert couple.professionals.all(ana) == []
        await write(there, name="Maren [b]Holt[/b]", phone="01632 960 114", whose="ours")
        await there.sees("Maren [b]Holt[/b]")
        await there.press("e")
        await write(there, phone="01632 960 115")
        await there.press("enter")
        await reads(there, "01632 960 115")
        await reads(there, "What it said before")
        await there.press("escape", "a")
        await write(there, name="Anton", seen="past")
        await there.sees("Not seen any more")

        await hand_to(there, 2, "f7")
        await enter(there, "Our professionals")
        await there.sees("Maren [b]Holt[/b]")
        assert there.focused == "support-professionals-list"
        await there.press("t")
        await write(there, text="how long does it take?")
        couple.questions.add(ben, "for whoever comes next")
        await there.press("enter")
        await reads(there, "how long does it take?")
        assert "whoever" not in detail(there)
        await there.press("escape")
        assert couple.questions.to_bring(ana)[0].author == ben.id
        await there.press("d")
        assert len(couple.professionals.all(ana)) == 2, "only who wrote it down removes it"
        await hand_to(there, 1, "f7")
        await enter(there, "Our professionals")
        await there.press("d")
        await there.until(lambda: len(couple.professionals.all(ana)) == 1, "one less")
        await there.press("u")
        await there.sees("Undone: removed a professional.")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_session_with_practice_and_how_it_went_for_each(
    couple: Companion, size: tuple[int, int]
) -> None:
    ana, ben = couple.couple.people
    couple.professionals.add(ana, ProfessionalWords("Maren Holt"))
    async with sitting(couple, writer="Ana", size=size) as there:
        await enter(there, "Sessions")
        await there.sees("No session is written down yet.")
        await there.press("a")
        await fill(there, took_away="one thing at a time", next_on="every thursday")
        await there.press("ctrl+s")
        assert couple.sessions.all(ana, SUNDAY) == []
        await fill(there, next_on="tomorrow")
        await there.press("ctrl+s")
        await there.until(lambda: couple.sessions.all(ana, SUNDAY), "the session")
        (session,) = couple.sessions.all(ana, SUNDAY)
        assert (session.day, session.with_name, session.present) == (SUNDAY, "Maren Holt", (ana.id, ben.id))
        await there.press("r")
        assert there.field("by") == "23 November 2026", "it is tried until the next session"
        await write(there, when="it gets loud", then="we stop", by="today")
        await there.sees("When it gets loud: we stop")
        await there.press("t")
        await write(there, went="not", text="too tired")
        await there.until(lambda: not couple.sessions.practices.asking(ana, SUNDAY), "no question any more")
        await there.press("n")  # the cursor is on the practice: nothing to do there
        assert not isinstance(there.app.screen, FormScreen)

        await hand_to(there, 2, "f7")
        await enter(there, "Sessions")
        await there.press("y")
        await there.until(lambda: not couple.sessions.practices.asking(ben, SUNDAY), "done")
        await go_to_line(there, "we stop", "support-sessions-list")
        await there.press("enter")
        await reads(there, "too tired")
        assert "not this time" in detail(there)
        assert "done" in detail(there)
        await there.press("escape", "u")
        await there.until(lambda: couple.sessions.practices.asking(ben, SUNDAY), "asked again")
        await go_to_line(there, "one thing at a time", "support-sessions-list")
        await there.press("n")
        await write(there, next_on="3 dec")
        await there.press("escape")
        await there.sees("Next session on Thursday 3 December")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_question_is_brought_from_anywhere_and_what_became_of_it(
    couple: Companion, size: tuple[int, int]
) -> None:
    _, ben = couple.couple.people
    async with sitting(couple, writer="Ana", size=size) as there:
        await there.press("f2", "B")
        await write(there, text="how do others do this?")
        await there.sees("It waits in Support")
        await there.press("B")
        await write(there, text="a secret question", visibility="private")
        await enter(there, "Questions to bring")
        await there.sees("how do others do this?")
        await there.sees("A question only for you")
        await there.sees_no("a secret question")
        await there.press("k")
        await there.sees("kept for next time")
        await there.press("y")
        await write(there, text="in many ways")
        await go_to_line(there, "how do others", "support-questions-list")
        await there.press("enter")
        await reads(there, "in many ways")
        await there.press("escape")
        await go_to_line(there, "only for you", "support-questions-list")
        await there.press("enter")
        await reads(there, "It is hidden here")
        assert "a secret question" not in detail(there)
        await there.press("e")
        assert there.field("text") == "a secret question"
        await there.press("escape")

        await hand_to(there, 2, "f7")
        await there.sees_no("to bring\n  One question")
        await enter(there, "Questions to bring")
        await there.sees("how do others do this?")
        await there.sees_no("only for you")
        await there.press("l")
        await there.until(lambda: couple.questions.all(ben)[0].became is Became.LET_GO, "let go")
        await there.press("u")
        await there.sees("Undone: let go of a question.")

        await hand_to(there, 1, "f7")
        await enter(there, "Questions to bring")
        await go_to_line(there, "only for you", "support-questions-list")
        await there.press("s")
        await there.sees("a secret question")
        assert any(each.text == "a secret question" for each in couple.questions.all(ben))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_ones_own_country_comes_first_and_another_takes_one_key(
    couple: Companion, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_IE.UTF-8")
    path = tmp_path / "settings.toml"
    async with sitting(couple, writer="Ana", size=size, preferences=Preferences(Config(path))) as there:
        await enter(there, "Helplines")
        await there.sees("Your country")
        await there.press("enter")
        await reads(there, "found at")
        assert "Ireland" in detail(there)
        await reads(there, "Numbers change.")
        await there.press("escape")
        await go_to_line(there, "Portugal", "support-helplines-list")
        await there.press("y")
        await there.until(lambda: Preferences(Config(path)).country == "PT", "Portugal")
        await there.press("home", "enter")
        await reads(there, "Portugal")
        await there.press("f8")
        page = there.app.screen
        assert isinstance(page, SafetyPage)
        assert "Helplines: Portugal" in page.content().plain


async def test_what_is_private_is_on_nobody_elses_screen_nor_unasked_on_ones_own(couple: Companion) -> None:
    ana, _ = couple.couple.people
    private = Visibility.PRIVATE
    quiet = couple.professionals.add(
        ana, ProfessionalWords("Dr Quiet", note="a secret", is_ours=False, visibility=private)
    )
    coming = SUNDAY + timedelta(3)
    words = SessionWords(
        SUNDAY - timedelta(2), quiet.id, took_away="a secret", next_on=coming, visibility=private
    )
    session = couple.sessions.add(ana, words)
    practice = couple.sessions.practices.add(ana, session.id, PracticeWords("a secret try", by=SUNDAY))
    couple.sessions.practices.say(ana, practice.id, Went.NOT, "a secret reason")
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await there.press("f7")
        await there.sees_no("Next session")
        for title, seen in (("Our professionals", "Somebody only you see"), ("Sessions", "only for you")):
            await enter(there, title)
            await there.sees(seen)
            await there.press("enter")
            await reads(there, "It is hidden here")
            assert "secret" not in there.text
            assert "Quiet" not in there.text
        await there.press("B")
        await there.sees("D…, only for me")
        await there.press("escape")
        await hand_to(there, 2, "f7")
        await there.sees_no("Next session")
        await enter(there, "Our professionals")
        await there.sees("Nobody is written down here yet.")
        await enter(there, "Sessions")
        await there.sees("No session is written down yet.")


async def test_who_writes_alone_has_all_of_it(empty: Companion) -> None:
    empty.people.set_up(*SOLO)
    (cleo,) = empty.couple.people
    async with sitting(empty, writer="Cleo", size=(80, 24)) as there:
        await enter(there, "Our professionals")
        await there.press("a")
        await write(there, name="Maren", whose="only")
        await there.sees("Maren")
        await enter(there, "Sessions")
        await there.press("a")
        await write(there, took_away="breathe", visibility="private")
        await there.sees("breathe")
        await there.press("r")
        await write(there, then="ten breaths", by="today")
        await there.sees("How did it go?")
        await there.press("B")
        await write(there, text="why")
        assert [each.text for each in empty.questions.to_bring(cleo)] == ["why"]


async def test_five_thousand_of_each_open_and_move(couple: Companion) -> None:
    ana, ben = couple.couple.people
    desk = couple.sessions.desk
    with couple.ledger.transaction() as tx:
        for number in range(5000):
            day = SUNDAY - timedelta(days=number)
            tx.add(desk.new(Session, ana.id, day, took_away=f"session {number}"))
            tx.add(desk.new(Question, ben.id, day, text=f"question {number}"))
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await enter(there, "Sessions")
        await there.sees("session 0")
        await there.press("end")
        await there.sees("session 4999")
        await enter(there, "Questions to bring")
        await there.press("end")
        await there.sees("question 4999")


async def test_what_one_was_told_is_gone_when_the_other_sits_down(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(80, 24)) as there:
        await there.press("B")
        await write(there, text="a secret question", visibility="private")
        await there.sees("It waits in Support")
        await there.press("w")
        await there.sees("Who is writing?")
        assert not list(there.app._notifications), "gone at once, not after a while"
        assert "It waits in Support" not in there.text
