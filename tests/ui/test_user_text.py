"""What people typed is shown as they typed it: no markup, no command to the terminal, nothing to click."""

from __future__ import annotations

import re

import pytest
from textual.widgets import TextArea

from tests.ui.sitting import SUNDAY, HandClock, Sitting, sitting
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.people import Person
from trust_tui.model.text import one_line, shown
from trust_tui.services.companion import Companion

pytestmark = pytest.mark.slow

MARKUP = ["[/nope]", "[@click=app.quit]x[/]", "[Ann]", "[$primary]", "[b]bold", "$name [link=x]"]
COMMANDS = ["\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b2J", "\u202eevil", "\u2066in", "\x07\x00", "\ufeff\u200f"]

# C0 and C1 without line breaks, marks of direction, and halves of characters.
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def lived_in(companion: Companion, clock: HandClock, text: str) -> tuple[Person, Person]:
    """Two people, called and saying this text wherever one can, both there today."""
    with companion.ledger.transaction() as tx:
        for place, end in enumerate("AB"):
            tx.add(Person.called(f"{text}{end}", place, "here", clock()))
    ana, ben = companion.couple.people
    for person in (ana, ben):
        before = Answers((text, "calm"), 1, 2, f"{text} 1", f"{text} 2", f"{text} 3", f"{text} private")
        companion.checkins.save(person, SUNDAY, before)
        clock.move(minutes=1)
        companion.checkins.save(person, SUNDAY, Answers((text,), 3, 4, text, f"{text}\n{text} x", text, text))
        for kind in (Topic, Victory, Setback):
            companion.checkins.keep(kind, person, SUNDAY, f"{text} x")
    return ana, ben


def check(there: Sitting) -> None:
    """Nothing on the screen commands the terminal, and nothing that was typed can be clicked."""
    strips = there.app.screen._compositor.render_strips(there.app.size)
    segments = [segment for strip in strips for segment in strip]
    assert [segment.text for segment in segments if HARMFUL.search(segment.text)] == []
    assert [segment for segment in segments if segment.style and "@click" in segment.style.meta] == []
    assert there.app.is_running


async def shows(there: Sitting, *texts: str) -> None:
    for text in texts:
        await there.sees(" ".join(text.split()))
    check(there)


@pytest.mark.parametrize("text", [*MARKUP, " ".join(COMMANDS)], ids=range(len(MARKUP) + 1))
async def test_it_is_shown_as_typed_in_every_place(empty: Companion, clock: HandClock, text: str) -> None:
    ana, _ben = lived_in(empty, clock, text)
    name, other, said = one_line(ana.name), one_line(f"{text}B"), one_line(text)
    async with sitting(empty, size=(100, 50)) as there:
        await shows(there, f"1 ● {name}", f"2 ◆ {other}")
        await there.press("1")
        await shows(there, f"{name} is writing", f"● {name}, your day", f"Feeling {said}")
        await shows(
            there, f"I appreciated {shown(text)}", f"Kept: topic {shown(text)} x", f"◆ {other} Feeling"
        )

        await there.press("v")
        await shows(there, f"● {name}, until it was", f"◆ {other}, until it was", f"I own: {shown(text)} 3")
        assert "private" not in there.text
        await there.press("q", "e")
        await shows(there, f"How is it today, {name}?", "kept as a topic and a victory and a setback")
        for field in ("words", "appreciated", "need", "own", "private"):
            await there.go_to(field)
            await shows(there, shown(text))
            assert there.app.screen.query_one(f"#{field}", TextArea).text.startswith(text)

        await there.press("escape", "p")
        await shows(there, name, other)
        await there.press("escape", "s")
        await shows(there, "Only you see your two weeks now.")
        await there.press("[")
        await there.go_to("private")
        await shows(there, "How was yesterday", "not locked")
        await there.press("escape", "w", "2")
        await shows(there, f"{name}'s two weeks are not shown.", f"{other} is writing")


async def test_it_is_shown_as_typed_while_it_is_typed(couple: Companion) -> None:
    async with sitting(couple, writer="Ana") as there:
        for text in (*MARKUP, *COMMANDS):
            for field in ("words", "need", "private"):
                await there.go_to(field)
                await there.paste(text)
                await shows(there, shown(text))
                await there.press("ctrl+u")
        await there.paste(text)
        await there.press("ctrl+s")
        await there.sees("Ana, your day")


async def test_a_click_on_what_was_typed_runs_nothing(couple: Companion) -> None:
    feeling, need = "[@click=app.quit]hurried[/]", "[@click=app.quit]an early night[/]"
    ana = couple.couple.people[0]
    couple.checkins.save(ana, SUNDAY, Answers((feeling,), need=need))
    async with sitting(couple, writer="Ana") as there:
        for key in ("", "e"):
            await there.press(*key)
            for words in ("hurried", "an early night"):
                await there.click_on(words)
                assert there.app.is_running


@pytest.mark.parametrize("name", MARKUP[:2])
async def test_a_name_like_markup_can_be_typed(empty: Companion, name: str) -> None:
    async with sitting(empty) as there:
        await there.type(name)
        await shows(there, name)
        await there.press("ctrl+s")
        await shows(there, f"How is it today, {name}?", f"{name} is writing")


@pytest.mark.parametrize("name", ["漢字の名前", "👩🏽‍🚀 Ana", "e\u0301\u0323", "ﷺ עברית"])
async def test_wide_and_combined_characters_keep_within_the_screen(couple: Companion, name: str) -> None:
    couple.people.set_names((name, f"{name}2"))
    for person in couple.couple.people:
        couple.checkins.save(person, SUNDAY, Answers((name,) * 3, 3, 4, name * 20, f"{name}\n{name}"))
    async with sitting(couple) as there:
        for keys in (["1"], ["e"], ["escape", "w"]):
            await there.press(*keys)
            for size in ((120, 40), (80, 24), (40, 12)):
                await there.pilot.resize_terminal(*size)
                await there.settle()
                strips = there.app.screen._compositor.render_strips(there.app.size)
                # Measured anew: a strip believes whoever made it.
                widths = {sum(segment.cell_length for segment in strip) for strip in strips}
                assert widths == {size[0]}
