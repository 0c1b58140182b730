"""Boundaries as two people live with them: one proposes, the other answers, both look again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.filling import fill, hand_to, reads, write
from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from trust_tui.content import load
from trust_tui.model.boundaries import Agreement, Boundary, BoundaryEvent, BoundaryWords
from trust_tui.model.kept import Topic
from trust_tui.model.promises import Repair
from trust_tui.services.boundaries.wording import hint
from trust_tui.services.companion import Companion

pytestmark = pytest.mark.slow

WIDE = (120, 40)
OWN_PHONES = {"fine": "Phones stay our own", "not_fine": "Reading mine while I sleep"}
REVIEW_DAY = date(2027, 2, 22)


def agreed(companion: Companion, why: str = "", if_crossed: str = "") -> Boundary:
    """A boundary that both said yes to."""
    ana, ben = companion.couple.people
    words = BoundaryWords(**OWN_PHONES, why=why, if_crossed=if_crossed, review_on=REVIEW_DAY)  # type: ignore[arg-type]
    boundary = companion.boundaries.propose(ana, words)
    companion.boundaries.agree(ben, boundary.id, 1)
    return boundary


def stands(companion: Companion) -> str:
    """Where the only boundary stands."""
    (row,) = companion.boundaries.list(companion.couple.people[0], companion.clock().day)
    return row.state


async def undo(there: Sitting, what: str) -> None:
    await there.press("u")
    await there.sees(f"Undone: {what}.")


# Nothing, and the first one


async def test_an_empty_tab_says_what_a_boundary_is_and_what_to_press(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2")
        await there.sees("There are no boundaries here yet.")
        await there.sees("Press a to write one, or i to look at ideas")
        # With nothing there, nothing can go wrong either.
        await there.press(
            "y", "k", "c", "t", "o", "e", "x", "m", "l", "b", "d", "v", "enter", "end", "pagedown"
        )
        await there.sees("There are no boundaries here yet.")


async def test_what_one_proposes_is_agreed_only_when_the_other_said_yes(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "a")
        await there.sees("It holds once Ben has said yes to the same words.")
        await write(
            there,
            **OWN_PHONES,
            why="I sleep better",
            if_crossed="I will sleep next door",
            ours="ours",
            area="phones",
        )
        await there.sees("open for Ben")
        assert "Proposed" in there.text
        assert "Agreed" not in there.text
        assert "say yes" not in there.hints
        await there.press("y")
        assert stands(couple) == "proposed", "nobody says yes for the other"

        await hand_to(there, 2, "f2")
        await there.sees("Ana wrote these words.")
        await there.sees("open for your answer")
        assert "Agreed" not in there.text
        await there.press("y")
        await there.sees("You said yes to these words.")
        assert "Agreed" in there.text
        assert stands(couple) == "agreed"

        await undo(there, "agreed to a boundary")
        assert "Agreed" not in there.text
        assert stands(couple) == "proposed"

        await hand_to(there, 1, "f2")
        await undo(there, "proposed a boundary")
        await there.sees("There are no boundaries here yet.")
    assert couple.ledger.all(Agreement) == []


async def test_who_is_alone_needs_nobodys_yes(empty: Companion) -> None:
    empty.people.set_up("Ana")
    async with sitting(empty, size=WIDE) as there:
        await there.press("f2", "a")
        assert "Ben" not in there.text
        await write(there, **OWN_PHONES)
        await there.sees("Agreed")
        assert "say yes" not in there.hints


async def test_one_reads_all_of_it_and_comes_back_to_the_list(couple: Companion) -> None:
    agreed(couple, why="I sleep better", if_crossed="I will sleep next door")
    async with sitting(couple, writer="Ben", size=(80, 24)) as there:
        await there.press("f2")
        assert "I sleep better" not in there.text
        await there.press("enter")
        for words in ("What is all right Phones stay our own", "What is not Reading mine while I sleep"):
            await there.sees(words)
        await there.sees("Why it matters to me I sleep better")
        await there.sees("I will sleep next door")
        await there.press("escape")
        await there.sees_no("I sleep better")
        assert there.focused == "boundaries-list"


# Words, and other words


async def test_a_hint_is_gentle_and_keeps_nobody_from_proposing(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "a")
        await fill(there, fine="You must give me your phone")
        assert _note(there, "fine") == hint("You must give me your phone", "fine") != ""
        assert not there.app.screen.query("FormRow .problem"), "it is no mistake"
        await there.press("ctrl+s")
        await there.sees("Proposed")
    assert couple.ledger.all(Boundary)[0].fine == "You must give me your phone"


def _note(there: Sitting, name: str) -> str:
    return there.said(name)


async def test_a_hint_knows_which_field_the_words_stand_in(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "a")
        await fill(there, fine="Seeing your friends")
        assert _note(there, "fine") == ""
        await fill(there, not_fine="Seeing your friends")
        assert _note(there, "not_fine") != ""


async def test_an_idea_is_picked_changed_and_proposed(couple: Companion) -> None:
    area = load("boundary_ideas.json")["areas"][0]
    first, second = area["ideas"][:2]
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "i")
        await there.sees("Ideas, to be changed until they are yours")
        await there.sees(area["name"])
        await reads(there, first["if_crossed"])
        await there.press("down")
        await reads(there, second["if_crossed"])
        await there.press("enter")
        await there.sees("A boundary")
        assert there.field("why") == second["why"]
        await write(there, fine="Asking is always all right")
        await there.sees("Proposed")
        assert "Asking is always all right" in there.text
        await undo(there, "proposed a boundary")
        await there.sees("There are no boundaries here yet.")
    assert second["fine"] != "Asking is always all right"


async def test_an_idea_is_nobodys_until_it_is_proposed(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "i", "q")
        await there.sees("There are no boundaries here yet.")
        await there.press("i", "enter", "escape")
        await there.sees("There are no boundaries here yet.")
    assert couple.ledger.all(Boundary) == []


async def test_new_words_need_both_again_and_the_old_ones_can_be_read_beside_them(couple: Companion) -> None:
    agreed(couple)
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f2", "e")
        await there.sees("The new words need a yes from everybody again; yours is in it.")
        await write(there, fine="Phones stay our own, and out of bed")
        await there.sees("open for Ana")
        assert stands(couple) == "proposed"

        await hand_to(there, 1, "f2")
        await there.sees("Ben wrote these words.")
        await there.press("v")
        await there.sees("What it said, and what it says")
        before, after = (there.app.screen.query_one(f"#wording-{side}") for side in ("before", "after"))
        assert before.region.right <= after.region.x, "side by side"
        assert before.region.y == after.region.y
        assert "Phones stay our own" in str(before.render())
        assert "out of bed" not in str(before.render())
        assert "● Ana, 22 Nov" in str(before.render())
        assert "out of bed" in str(after.render())
        assert "◆ Ben, 22 Nov, as it is now" in str(after.render())
        await there.press("q", "y")
        await there.sees("You said yes to these words.")
        assert stands(couple) == "agreed"
        await undo(there, "agreed to a boundary")

        await hand_to(there, 2, "f2")
        await undo(there, "wrote new words for a boundary")
        assert stands(couple) == "agreed", "as it was before"
        await there.sees_no("out of bed")
        assert "v shows" not in there.text


async def test_three_wordings_are_read_two_at_a_time(couple: Companion) -> None:
    boundary = agreed(couple)
    ana = couple.couple.people[0]
    for number, words in ((1, "second words"), (2, "third words")):
        couple.boundaries.revise(ana, boundary.id, number, BoundaryWords(fine=words))
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "v")
        await there.sees("third words")
        assert "Phones stay our own" not in there.text
        await there.press("right")
        await there.sees("third words")
        await there.press("left")
        await there.sees("Phones stay our own")
        assert "third words" not in there.text
        await there.press("left", "right")
        await there.sees("third words")
        await there.press("q")
        assert there.focused == "boundaries-list"


# Talking, looking again, letting go


async def test_one_asks_for_a_talk_and_both_note_that_they_talked(couple: Companion) -> None:
    agreed(couple)
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f2", "t")
        await there.sees("I would like to talk about it")
        await write(there, text="about the nights")
        await there.sees("To talk about")
        await there.sees("about the nights")

        await hand_to(there, 1, "f2")
        await reads(there, "Ben would like to talk about it, when there is time for both of you.")
        await there.press("o")
        await write(there, text="we found a place for both phones")
        await there.sees("you talked")
        assert stands(couple) == "agreed"
        await undo(there, "noted a talk about a boundary")
        assert stands(couple) == "talk"
        await hand_to(there, 2, "f2")
        await undo(there, "asked to talk about a boundary")
        assert stands(couple) == "agreed"
        assert "about the nights" not in there.text


async def test_kept_by_both_its_day_moves_on_and_not_before(couple: Companion, clock: HandClock) -> None:
    agreed(couple)
    clock.move(days=(REVIEW_DAY - SUNDAY).days)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2")
        await reads(there, "Time to look at it again: keep it, change it, or withdraw it.")
        await there.press("k")
        await write(there, review_on="in 2 months")
        await there.sees("open for Ben")
        assert couple.ledger.all(Boundary)[0].review_on == REVIEW_DAY

        await hand_to(there, 2, "f2")
        await there.press("k")
        await there.sees("Keep it")
        await there.press("ctrl+s")
        await there.sees("to look at again in April 2027")
        assert stands(couple) == "agreed"
        assert couple.ledger.all(Boundary)[0].review_on == date(2027, 4, 22), "the sooner of the two"

        await undo(there, "kept a boundary at its review")
        assert couple.ledger.all(Boundary)[0].review_on == REVIEW_DAY
        assert stands(couple) == "review"
        await hand_to(there, 1, "f2")
        await undo(there, "kept a boundary at its review")
        await reads(there, "Time to look at it again")


async def test_at_its_review_other_words_can_be_asked_for(couple: Companion, clock: HandClock) -> None:
    agreed(couple)
    clock.move(days=(REVIEW_DAY - SUNDAY).days)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "c")
        await write(there, text="less about nights")
        await there.sees("would like other words")
        await there.sees("less about nights")
        assert stands(couple) == "talk"
        await undo(there, "asked for other words")
        assert stands(couple) == "review"


async def test_before_its_day_there_is_nothing_to_keep(couple: Companion) -> None:
    agreed(couple)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "k", "c")
        await there.sees("Phones stay our own")
        assert there.focused == "boundaries-list", "no form was opened"


async def test_a_day_of_review_that_is_no_day_is_said_beside_the_field(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "a")
        await fill(there, fine="Phones stay our own", review_on="when pigs fly")
        await there.press("ctrl+s")
        await there.until(lambda: there.is_problem("review_on"), "it")
        assert there.focused == "review_on"
        assert there.field("fine") == "Phones stay our own"
        assert there.field("review_on") == "when pigs fly"
        await write(there, review_on="every monday")
        await there.sees("One day is needed here")
        await write(there, review_on="in 3 weeks")
        await there.sees("Proposed")


async def test_either_withdraws_it_without_a_word(couple: Companion) -> None:
    agreed(couple)
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f2", "b")
        await there.sees("It is withdrawn. u takes that back.")
        await reads(there, "Nobody has to say why; new words can bring it back.")
        assert stands(couple) == "withdrawn"
        assert "look at again" not in there.text, "nobody has to any more"
        assert "Look again" not in there.text
        await undo(there, "withdrew a boundary")
        assert stands(couple) == "agreed"


async def test_a_proposal_can_be_removed_until_the_other_answers(couple: Companion) -> None:
    ana, ben = couple.couple.people
    boundary = couple.boundaries.propose(ana, BoundaryWords(fine="Phones stay our own"))
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f2", "d")
        await there.sees("Phones stay our own")
        await hand_to(there, 1, "f2")
        await there.press("d")
        await there.sees("It is removed. u brings it back.")
        await there.sees("There are no boundaries here yet.")
        await undo(there, "removed your proposal")
        await there.sees("Phones stay our own")
        couple.boundaries.agree(ben, boundary.id, 1)
        await there.press("f1", "f2", "d")
        await there.sees("Phones stay our own")
    assert couple.ledger.all(Boundary)[0].deleted is None


# Crossings


async def test_a_crossing_can_lead_to_a_talk(couple: Companion) -> None:
    agreed(couple)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "x")
        await there.sees("something to come back to, not a mark on anybody")
        await there.press("ctrl+s")
        await there.sees("There are no words here yet.")
        await write(there, text="my phone lay open")
        await there.sees("To talk about")
        await there.sees("wrote down a crossing")
        assert [topic.text for topic in couple.ledger.all(Topic)] == ["my phone lay open"]
        await undo(there, "wrote down a crossing")
        assert stands(couple) == "agreed"
    assert couple.ledger.all(Topic) == []
    assert couple.ledger.all(BoundaryEvent) == []


async def test_a_crossing_can_lead_to_a_repair_and_the_other_says_how_it_landed(couple: Companion) -> None:
    agreed(couple)
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f2", "x")
        await write(there, text="I looked at the phone", next="repair")
        await there.sees("Make it right")
        assert there.field("happened") == "I looked at the phone"
        await write(there, right="I told you at once")
        await there.sees("Making it right")
        (repair,) = couple.ledger.all(Repair)
        assert (repair.happened, repair.right) == ("I looked at the phone", "I told you at once")

        await there.press("m")
        await there.sees("What it says now is kept.")
        await write(there, right="I told you, and asked what you need")
        await there.sees("asked what you need")

        await hand_to(there, 1, "f2")
        assert "how it landed" not in there.hints
        await there.press("l")
        await write(there, text="not yet")
        await there.sees("How it landed")
        await there.sees("● Ana: not yet")
        await there.press("u")
        await there.sees_no("● Ana: not yet")


async def test_a_crossing_can_lead_to_nothing_at_all(couple: Companion) -> None:
    agreed(couple)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "x")
        await write(there, text="my phone lay open", next="")
        await there.sees("my phone lay open")
        assert stands(couple) == "agreed"
    assert couple.ledger.all(Topic) == []
    assert couple.ledger.all(Repair) == []


# Finding one's way in many


async def test_a_list_is_filtered_and_whole_again(couple: Companion) -> None:
    ana, ben = couple.couple.people
    for number in range(50):
        boundary = couple.boundaries.propose(
            ana,
            BoundaryWords(
                fine=f"Boundary number {number:03}",
                why="because" if number == 7 else "",
                area="money" if number == 9 else "",
            ),
        )
        if number == 8:
            couple.boundaries.agree(ben, boundary.id, 1)
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "f")
        await there.type("because")
        await there.sees("number 007")
        assert "number 008" not in there.text
        await there.press("enter")
        assert there.focused == "boundaries-list"
        await there.press("escape")
        await there.sees("number 048")
        for words, number in (("agreed", 8), ("money", 9), ("NUMBER 010", 10)):
            await there.press("f")
            await there.paste(words)
            await there.press("enter")
            shelf = there.app.screen.query_one("#boundaries-list")
            assert [row.title for row in shelf.items] == [f"Boundary number {number:03}"], words  # type: ignore[attr-defined]
            await there.press("escape")
        await there.press("f")
        await there.type("nowhere")
        await there.sees("Nothing here holds these words.")
        await there.press("enter", "enter", "escape")
        await there.press("end")
        await there.sees("number 008")


async def test_the_cursor_stays_with_its_boundary_while_it_changes_places(couple: Companion) -> None:
    ana = couple.couple.people[0]
    for number in range(5):
        couple.boundaries.propose(ana, BoundaryWords(fine=f"Boundary {number}"))
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f2", "down", "down", "y")
        await there.sees("You said yes to these words.")
        await there.sees("Who said yes")
        shelf = there.app.screen.query_one("#boundaries-list")
        assert shelf.item.title == "Boundary 2"  # type: ignore[attr-defined]
