"""What is typed and not saved is there again, whatever happened in between."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.ui.sitting import SUNDAY, HandClock, sitting
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.services.companion import Companion
from trust_tui.ui import draft_saver

TYPED = "You had typed this and not saved it. ^s saves it; esc, then x, lets it go."


async def test_a_draft_survives_another_day_and_coming_back(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.press("space")
        await there.go_to("need")
        await there.type("half a thou")
        await there.press("escape", "[")
        await there.sees("How was yesterday, Ana?")
        assert there.field("need") == ""
        await there.sees("There are words of yours for today that you did not save. [ and ] go there.")
        await there.press("]")
        await there.sees(TYPED)
        assert there.field("need") == "half a thou"
        assert "✓hurt" in there.text

    assert couple.ledger.all(CheckIn) == []


async def test_a_draft_survives_handing_over_and_coming_back(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("private")
        await there.type("for Ana")
        await there.press("escape", "w", "2")
        await there.go_to("private")
        await there.type("for Ben")
        await there.press("escape", "w", "1")
        await there.sees(TYPED)
        assert there.field("private") == "for Ana"
        await there.press("escape", "w", "2")
        await there.sees("Ben is writing")
        assert there.field("private") == "for Ben"


async def test_a_draft_survives_leaving_and_the_next_start(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("own")
        await there.type("my part")
        await there.press("ctrl+q")
        await there.until(lambda: not there.app.is_running, "the end")

    async with sitting(couple, writer="Ana") as there:
        await there.sees(TYPED)
        assert there.field("own") == "my part"
        await there.press("ctrl+s")
        await there.sees("I own my part")

    assert couple.drafts.days(couple.couple.people[0]) == []


async def test_a_draft_is_kept_soon_after_the_last_key(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert draft_saver.DELAY <= 0.9, "a draft older than a second has to survive anything"
    monkeypatch.setattr(draft_saver, "DELAY", 0.01)
    ana = couple.couple.people[0]
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("a wa")
        await there.until(lambda: couple.drafts.waiting(ana, SUNDAY) == Answers(need="a wa"), "a draft")
        await there.type("lk")
        await there.until(lambda: couple.drafts.waiting(ana, SUNDAY) == Answers(need="a walk"), "a draft")


async def test_one_undo_too_many_empties_no_draft(couple: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_saver, "DELAY", 0.01)
    ana = couple.couple.people[0]
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("a walk")
        await there.until(lambda: couple.drafts.waiting(ana, SUNDAY) == Answers(need="a walk"), "a draft")
        await there.press("ctrl+z")
        assert there.field("need") == ""
        await there.press("escape", "[", "]")
        await there.sees(TYPED)
        assert there.field("need") == "a walk"


async def test_x_lets_a_draft_go_when_it_is_asked_twice(couple: Companion) -> None:
    ana = couple.couple.people[0]
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("never mind")
        await there.press("escape", "x")
        await there.sees("Press x once more to let go of everything you typed here and did not save.")
        assert there.field("need") == "never mind"
        await there.press("x")
        await there.sees_no("Press x once more")
        assert there.field("need") == ""

    assert couple.drafts.days(ana) == []


async def test_the_question_stays_while_the_draft_is_kept(couple: Companion) -> None:
    ana = couple.couple.people[0]
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("never mind")
        await there.press("escape", "x")
        await there.until(lambda: couple.drafts.days(ana), "the draft to be kept")
        await there.settle()
        assert "Press x once more" in " ".join(there.text.split())


async def test_typing_on_after_the_first_x_takes_the_question_back(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("keep")
        await there.press("escape", "x")
        await there.sees("Press x once more")
        await there.go_to("need")
        await there.type(" me")
        await there.sees_no("Press x once more")
        await there.press("escape", "x")
        await there.sees("Press x once more")
        assert there.field("need") == "keep me"


async def test_letting_go_of_a_change_leaves_what_was_saved(couple: Companion) -> None:
    ana = couple.couple.people[0]
    couple.checkins.save(ana, SUNDAY, Answers(need="quiet"))
    async with sitting(couple, writer="Ana") as there:
        await there.press("e")
        await there.go_to("need")
        await there.type(" and more")
        await there.press("escape", "x", "x")
        await there.sees_no("and more")
        await there.sees("Ana, your day")

    assert couple.ledger.all(CheckIn)[0].need == "quiet"


async def test_a_check_in_that_was_undone_goes_on_as_a_draft(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("quiet")
        await there.press("ctrl+s")
        await there.sees("I need quiet")
        await there.press("u")
        await there.sees("Undone: saved your check-in.")
        assert there.field("need") == "quiet"
        await there.press("[", "]")
        await there.sees(TYPED)

    assert couple.ledger.all(CheckIn) == []


async def test_yesterdays_draft_is_told_of_today(couple: Companion, clock: HandClock) -> None:
    ana = couple.couple.people[0]
    couple.drafts.keep(ana, SUNDAY - timedelta(days=3), Answers(need="a walk"))
    clock.move(days=1)
    async with sitting(couple, writer="Ana") as there:
        await there.sees("There are words of yours for Thursday 19 November that you did not save.")
