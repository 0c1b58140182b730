"""A line of a check-in becomes a topic, a victory or a setback with one key."""

from __future__ import annotations

import pytest

from tests.ui.sitting import SUNDAY, sitting
from tests.ui.traces import traces
from trust_tui.model.kept import KeptLine, Setback, Topic, Victory
from trust_tui.services.companion import Companion


@pytest.mark.parametrize(("key", "kind"), [("ctrl+t", Topic), ("ctrl+r", Victory), ("ctrl+l", Setback)])
async def test_a_line_is_kept_with_one_key_says_so_and_can_be_undone(
    couple: Companion, key: str, kind: type[KeptLine]
) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("first line")
        await there.press("ctrl+j")
        await there.type("the second")
        await there.press(key)
        await there.sees(f"kept as a {kind.kind}")
        (kept,) = couple.ledger.all(kind)
        assert (kept.text, kept.day, kept.from_checkin) == ("the second", SUNDAY, True)

        await there.press("escape", "u")
        await there.sees(f"Undone: kept a {kind.kind}.")
        await there.sees_no(f"kept as a {kind.kind}")
        assert there.field("need") == "first line\nthe second"

    assert couple.ledger.all(kind) == []


async def test_a_line_can_become_several_things_once_each(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("own")
        await there.type("I shouted")
        await there.press("ctrl+t", "ctrl+l")
        await there.sees("kept as a topic and a setback")
        await there.press("ctrl+t")
        await there.sees("This line is already kept as a topic.")
        await there.press("ctrl+s")
        await there.sees("Kept: topic I shouted")
        await there.sees("Kept: setback I shouted")

    assert len(couple.ledger.all(Topic)) == 1


async def test_an_empty_line_says_so(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("appreciated")
        await there.press("ctrl+r")
        await there.sees("There are no words on this line yet.")

    assert couple.ledger.all(Victory) == []


@pytest.mark.parametrize("field", ["private", "words"])
async def test_what_is_private_or_no_line_is_never_kept(couple: Companion, field: str) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to(field)
        await there.type("not this")
        assert "topic" not in there.hints
        await there.press("ctrl+t", "ctrl+r", "ctrl+l")
        assert "kept as" not in there.text

    assert [*couple.ledger.all(Topic), *couple.ledger.all(Victory), *couple.ledger.all(Setback)] == []


async def test_a_kept_line_stays_closed_to_the_other_like_its_day(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        await there.go_to("need")
        await there.type("marker-ana")
        await there.press("ctrl+r", "ctrl+s")
        await there.sees("Kept: victory marker-ana")
        await there.press("w", "2", "escape")
        await there.command("Open Victories")
        await there.until(lambda: there.app.screen.query_one("TabBar").active == "victories")  # type: ignore[attr-defined]
        await there.settle()
        assert traces(there, "marker-ana") == []

        await there.press("f1", "space", "ctrl+s")
        await there.sees("Ben, your day")
        await there.sees("I need marker-ana")
        assert "Kept:" not in there.text
        await there.command("Open Victories")
        await there.sees("marker-ana")
