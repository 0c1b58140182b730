"""Forms keep every word: left, ended, refused, handed over; and show what was typed as it was typed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import partial

import pytest
from textual.events import MouseScrollUp
from textual.widget import Widget
from textual.widgets import Static

from tests.ui.filling import detail, fill, go_to_line, hand_to, write
from tests.ui.sitting import SUNDAY, Sitting, sitting
from tests.ui.traces import traces
from trust_tui.model.boundaries import Boundary, BoundaryWords
from trust_tui.model.promises import Result
from trust_tui.model.schedule import Schedule, understood
from trust_tui.model.text import TEXT_LIMIT
from trust_tui.services.companion import Companion
from trust_tui.ui import draft_saver
from trust_tui.ui.screens.form import FormScreen

pytestmark = pytest.mark.slow

WIDE = (120, 40)
WAITED = "You had typed this and not saved it."
FORMS = [
    ("f2", "a", {"fine": "Phones stay", "ours": "ours"}),
    ("f3", "a", {"will": "call", "to": "", "schedule": "tomor"}),
    ("f3", "z", {"last": "in 3 da"}),
    ("f4", "a", {"text": "We lau", "themes": "play"}),
]
EACH_FORM = pytest.mark.parametrize(
    ("tab", "key", "typed"), FORMS, ids=["boundary", "promise", "rest", "victory"]
)


def stands(there: Sitting, *names: str) -> dict[str, str]:
    """What stands in these fields of the form that is open."""
    screen = there.app.screen
    assert isinstance(screen, FormScreen)
    return {name: screen.values[name] for name in names}


async def ended(there: Sitting) -> None:
    await there.until(lambda: not there.app.is_running, "the end")


# Drafts


@EACH_FORM
async def test_what_was_typed_is_offered_again_after_esc_and_after_f12(
    couple: Companion, tab: str, key: str, typed: dict[str, str]
) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press(tab, key)
        assert WAITED not in there.text
        await fill(there, **typed)
        await there.press("escape")
        assert not isinstance(there.app.screen, FormScreen)
        await there.press(key)
        await there.sees(WAITED)
        assert stands(there, *typed) == typed
        # And once more: what is typed on from here is kept as well, at once.
        first = next(iter(typed))
        await there.go_to(first)
        await there.type("x")
        await there.press("f12")
        await ended(there)

    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press(tab, key)
        await there.sees(WAITED)
        assert stands(there, *typed) == typed | {first: typed[first] + "x"}

    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press(tab, key)
        assert WAITED not in there.text, "it is hers"
        assert stands(there, *typed) != typed


async def test_a_draft_is_kept_while_one_types(couple: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_saver, "DELAY", 0.01)
    ana = couple.couple.people[0]
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4", "a")
        await there.type("We la")
        key = f"victory.{ana.id}.new"
        await there.until(lambda: couple.form_drafts.waiting(key).get("text") == "We la", "a draft")
        await there.press(*["backspace"] * 5)
        await there.until(lambda: couple.form_drafts.waiting(key) == {}, "none, as nothing is typed")


async def test_what_is_saved_is_no_draft_any_more(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4", "a")
        await write(there, text="We laughed")
        await there.press("a")
        assert WAITED not in there.text
        assert stands(there, "text") == {"text": ""}
        await there.press("escape", "a")
        assert WAITED not in there.text, "nothing was typed"
    assert list(couple.form_drafts.drafts.keys()) == []


async def test_each_thing_has_a_draft_of_its_own(couple: Companion) -> None:
    ana = couple.couple.people[0]
    for number in range(2):
        couple.victories.add(ana, SUNDAY, f"card {number}")
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f4", "t")
        await fill(there, text="to card 1")
        await there.press("escape", "right", "t")
        assert stands(there, "text") == {"text": ""}
        await there.press("escape", "left", "t")
        assert stands(there, "text") == {"text": "to card 1"}


@EACH_FORM
async def test_a_form_half_filled_is_nowhere_after_handing_over(
    couple: Companion, tab: str, key: str, typed: dict[str, str]
) -> None:
    marker = "ana-only"
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press(tab, key)
        first = next(iter(typed))
        await fill(there, **{**typed, first: marker})
        assert traces(there, marker), "the search finds what is there"
        await there.press("escape")
        await there.press("w")
        await there.sees("Who is writing?")
        assert traces(there, marker) == []
        await there.press("2", tab, key)
        assert traces(there, marker) == []
        await there.press("escape")
        await hand_to(there, 1, tab)
        await there.press(key)
        assert stands(there, first) == {first: marker}


# Problems


async def test_a_problem_stands_beside_its_field_and_goes_when_one_types_on(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "a")
        await write(there, schedule="today")
        await there.sees("What will you do? A few words are enough.")
        assert there.is_problem("will")
        assert there.focused == "will"
        await there.type("c")
        await there.sees_no("What will you do?")
        assert not there.is_problem("will")


async def test_a_paste_that_is_too_long_is_refused_whole(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f4", "a")
        await there.type("We")
        await there.paste("x" * TEXT_LIMIT)
        await there.sees("Nothing was pasted; your text is as it was.")
        assert stands(there, "text") == {"text": "We"}


async def test_enter_goes_on_and_saves_where_there_is_one_field(couple: Companion) -> None:
    couple.victories.add(couple.couple.people[0], SUNDAY, "We talked")
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        await there.press("f3", "a", "enter")
        assert there.focused == "will"
        await there.press("escape", "f4", "t")
        await there.type("so good")
        await there.press("enter")
        await there.sees("◆ Ben answered")


# What was typed is shown as it was typed

TEXTS = {
    "markup": ("[/nope][@click=app.quit]x[/][$primary]%s{0}", "[/nope][@click=app.quit]x[/][$primary]%s{0}"),
    "controls": ("a\x1b]52;c;aGk=\x07b\u202ec\u2066d", "a\ufffd]52;c;aGk=\ufffdb\ufffdc\ufffdd"),
}
HOSTILE = pytest.mark.parametrize(("typed", "shown"), TEXTS.values(), ids=TEXTS)


def is_shown(there: Sitting, words: str) -> bool:
    """Whether this stands on the screen, however it is broken into lines."""
    return words in re.sub(r"[\s│]", "", there.text) or words in re.sub(r"\s", "", detail(there))


async def boundaries(there: Sitting, typed: str) -> None:
    await there.press("f2", "a")
    await write(there, fine=typed, not_fine=typed, why=typed, if_crossed=typed)
    for key in ("t", "o", "x"):
        await there.press(key)
        await write(there, text=typed)
    await there.press("e")
    await write(there, fine=f"{typed} {typed}")
    await there.press("v", "q", "b")


async def promises(there: Sitting, typed: str) -> None:
    await there.press("f3", "a")
    await write(there, when=typed, will=typed, fallback=typed, schedule="today")
    await there.press("escape", "v", "home", "n")
    await write(there, happened=typed, right=typed)
    await there.press("t")
    await write(there, text=typed)
    await there.press("r")
    await write(there, will=f"{typed}, anew", schedule="every day")
    await there.press("escape", "e")
    await write(there, will=f"{typed}, in other words")
    await there.press("z")
    await write(there, last="in 3 days", why=typed)
    await there.press("v", "v")


async def victories(there: Sitting, typed: str) -> None:
    await there.press("f4", "a")
    await write(there, text=typed, themes=typed[:20])
    await there.press("t")
    await write(there, text=typed)
    await there.press("e")
    await write(there, text=f"{typed}, changed")
    await there.press("enter", "escape", "r", "ctrl+s", "1")
    await fill(there, text=typed)
    await there.press("escape", "escape")


@HOSTILE
@pytest.mark.parametrize("evening", [boundaries, promises, victories], ids=lambda evening: evening.__name__)
async def test_what_was_typed_is_shown_as_it_was_typed(
    couple: Companion, evening: Callable[[Sitting, str], Awaitable[None]], typed: str, shown: str
) -> None:
    failures: list[BaseException] = []

    def note(error: BaseException) -> str:
        failures.append(error)
        return ""

    async with sitting(couple, writer="Ana", size=WIDE, on_failure=note) as there:
        await evening(there, typed)
        assert there.app.is_running
        await there.until(lambda: is_shown(there, shown), shown)
        await there.press("f1", "/")
        await there.paste(typed[:8].strip("\x1b\x07") or "x")
        for control in "\x1b\x07\u202e\u2066":
            assert control not in there.text
        await there.press("escape", "u", "u", "u")
        assert there.app.is_running
    assert failures == []


@HOSTILE
async def test_what_somebody_else_wrote_into_the_ledger_is_only_shown(
    couple: Companion, typed: str, shown: str
) -> None:
    ana, ben = couple.couple.people
    couple.boundaries.propose(ana, BoundaryWords(fine=typed))
    promise = couple.promises.make(ana, typed, typed, typed, ben.id, Schedule(SUNDAY, typed=typed))
    couple.promises.answer(ana, promise.id, SUNDAY, Result.NOT_KEPT, typed)
    couple.victories.add(ana, SUNDAY, typed, [typed[:20]])
    async with sitting(couple, writer="Ben", size=WIDE) as there:
        for tab, keys in (("f1", "eg"), ("f2", "tq"), ("f3", "tq"), ("f4", "t")):
            await there.press(tab)
            if tab != "f1":
                await there.until(lambda: is_shown(there, shown), f"{shown} in {tab}")
            await there.press("enter", "escape", *keys)
            assert there.app.is_running
            for control in "\x1b\x07\u202e\u2066":
                assert control not in there.text
            await there.press("escape")


# Every window


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5)])
@EACH_FORM
async def test_the_field_one_is_in_is_in_sight_in_every_window(
    couple: Companion, tab: str, key: str, typed: dict[str, str], size: tuple[int, int]
) -> None:
    async with sitting(couple, writer="Ana", size=size) as there:
        await there.press(tab, key)
        screen = there.app.screen
        await there.pilot.pause()
        if size >= (40, 12):
            await there.until(lambda: screen.query_one("#asked").scroll_y == 0, "its beginning")
        for field in screen.query("FormRow LineField, FormRow Choice"):
            assert there.focused == field.id
            await there.until(partial(is_in_sight, there, field), f"{field.id} in sight")
            await there.press("tab")


async def test_what_is_said_to_the_last_field_comes_into_sight_with_it(couple: Companion) -> None:
    ana, due = couple.couple.people[0], "every weekday at 17:30"
    words = ("the alarm rings at half past five", "ring", "say so to whoever is there, and then ring")
    couple.promises.make(ana, *words, "", understood(due, SUNDAY))
    async with sitting(couple, writer="Ana", size=(40, 12)) as there:
        await there.press("f3", "r", *["tab"] * 4)
        await there.sees("Tuesday 24 November, Wednesday 25 November")
        await there.press("ctrl+u", *"every wednesday")
        await there.sees("Due every wednesday")
        await there.sees("Wednesday 2 December, Wednesday 9 December")


async def test_what_one_types_into_stays_in_sight_whatever_moves(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(40, 12)) as there:
        await there.press("f3", "a", *["tab"] * 4)
        await there.type("tomorrow")
        screen, field = there.app.screen, there.app.focused
        assert isinstance(field, Widget)
        asked = screen.query_one("#asked")

        await asked.mount(Static("much to say\n" * 9), before=0)
        await drawn(asked)
        assert is_in_sight(there, field), there.text

        asked.scroll_to(y=0, animate=False, immediate=True)  # one that was under way when the focus went on
        await drawn(asked)
        assert is_in_sight(there, field), there.text


async def drawn(widget: Widget) -> None:
    """Wait until what changed is laid out, and what follows from that as well."""
    for _ in range(3):
        is_drawn = asyncio.Event()
        widget.call_after_refresh(is_drawn.set)
        await is_drawn.wait()


async def test_whoever_turns_the_wheel_looks_elsewhere_until_they_type(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=(40, 12)) as there:
        await there.press("f2", "a", *["tab"] * 3)
        field = there.app.focused
        assert isinstance(field, Widget)
        await there.until(partial(is_in_sight, there, field), "the field")
        asked = there.app.screen.query_one("#asked")
        for _ in range(9):
            await there.pilot._post_mouse_events([MouseScrollUp], asked, offset=(5, 2))
        await there.until(lambda: asked.scroll_y == 0, "the top")
        await there.settle()
        assert not is_in_sight(there, field)
        await there.type("x")
        await there.until(partial(is_in_sight, there, field), "the field again")


def is_in_sight(there: Sitting, field: Widget) -> bool:
    asked = there.app.screen.query_one("#asked").region
    return bool(field.size) and asked.overlaps(field.region)


async def test_a_choice_that_is_not_there_any_more_is_not_offered_again(couple: Companion) -> None:
    ana = couple.couple.people[0]
    call, walk = (
        couple.promises.make(ana, "", will, "", "", Schedule(SUNDAY, "FREQ=DAILY"))
        for will in ("call", "walk")
    )
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f3", "v")
        await go_to_line(there, "call")
        await there.press("z")
        await fill(there, why="flu", which=call.id)
        await there.press("escape")
        await go_to_line(there, "walk")
        await there.press("z")
        await there.sees("[all my promises]")
        assert stands(there, "why", "which") == {"why": "flu", "which": ""}
        await fill(there, which=walk.id)


async def test_a_form_lives_through_any_change_of_the_window(couple: Companion) -> None:
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await there.press("f2", "a")
        await fill(there, fine="Phones stay our own", if_crossed="I will go")
        for size in ((80, 24), (40, 12), (20, 5), (1, 1), (200, 60), (40, 12)):
            await there.pilot.resize_terminal(*size)
            await there.settle()
            assert stands(there, "fine", "if_crossed") == {
                "fine": "Phones stay our own",
                "if_crossed": "I will go",
            }
        focused = there.app.focused
        assert focused is not None
        await there.until(partial(is_in_sight, there, focused), "the field in sight")
        await there.press("ctrl+s")
        await there.until(lambda: couple.ledger.all(Boundary), "it saved")
