"""The program as a person meets it: keys and clicks in, what stands on the screen out."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from textual import events
from textual.command import CommandList, CommandPalette
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets._toast import Toast

from trust_tui.model.moments import Moment
from trust_tui.services.companion import Companion
from trust_tui.services.preferences import Preferences
from trust_tui.store import Disk, Drafts, Ledger, Places
from trust_tui.ui.app import TrustApp
from trust_tui.ui.widgets.form_row import FormRow
from trust_tui.ui.widgets.hints import Hints

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from trust_tui.model.people import Person
    from trust_tui.services.locked import Locked
    from trust_tui.services.rescue import Rescue

SUNDAY = date(2026, 11, 22)
LONG = 30.0
"""Seconds after which nobody waits any more: far more than anything here takes."""


class HandClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, day: date = SUNDAY) -> None:
        self.at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)

    def __call__(self) -> Moment:
        return Moment.of(self.at, "Europe/Lisbon")

    def move(self, *, days: int = 0, minutes: int = 0) -> None:
        self.at += timedelta(days=days, minutes=minutes)


@dataclass
class Sitting:
    """One run of the program, with what a person does and what they see."""

    app: TrustApp
    pilot: Pilot[int]

    # What a person does

    async def press(self, *keys: str) -> None:
        """Press keys as quickly as they come, then wait until all of them have been dealt with."""
        self.post(*keys)
        await self.settle()

    def post(self, *keys: str) -> None:
        """Press keys and wait for nothing."""
        for key in keys:
            self.app.post_message(key_event(key))

    async def type(self, text: str) -> None:
        """Type a text, character by character."""
        await self.press(*text)

    async def paste(self, text: str) -> None:
        """Paste a text in one piece."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def click(self, selector: str, offset: tuple[int, int]) -> None:
        """Click at this cell of a widget."""
        assert await self.pilot.click(selector, offset=offset)
        await self.settle()

    async def click_on(self, words: str) -> None:
        """Click in the middle of words that stand on the screen."""
        for y, line in enumerate(self.lines):
            if words in line:
                x = line.index(words) + len(words) // 2
                await self.pilot.click(offset=(x, y))
                await self.settle()
                return
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    async def command(self, title: str) -> None:
        """Run the command of this title from the palette."""
        await self.press("ctrl+p")
        await self.type(title)
        await self.until(lambda: self.offered[:1] == [title], f"{title!r} in the palette")
        while isinstance(self.app.screen, CommandPalette):
            await self.press("enter")

    @property
    def offered(self) -> list[str]:
        """What the palette offers, from the top."""
        options = self.app.screen.query_one(CommandList).options
        return [str(option.prompt).partition("\n")[0] for option in options]

    # What a person sees

    @property
    def lines(self) -> list[str]:
        """The screen, line by line. Textual itself draws it; only the colours are left out."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def hints(self) -> str:
        """The line of help."""
        return str(self.app.screen.query_one(Hints).render())

    async def sees(self, words: str) -> None:
        """Wait until these words stand on the screen, however they are broken into lines."""
        await self.until(lambda: self.shows(words), f"{words!r} on the screen")

    async def sees_no(self, words: str) -> None:
        """Wait until these words are gone from the screen."""
        await self.until(lambda: not self.shows(words), f"no {words!r} on the screen")

    def shows(self, words: str) -> bool:
        """Whether these words stand on the screen, or in a notice that lies over a part of it."""
        notices = (str(toast.render()) for toast in self.app.screen.query(Toast))
        return any(words in " ".join(text.split()) for text in (self.text, *notices))

    async def until(self, is_true: Callable[[], object], what: str = "it") -> None:
        """Wait for a condition."""
        deadline = asyncio.get_running_loop().time() + LONG
        while not is_true():
            assert asyncio.get_running_loop().time() < deadline, f"waited for {what}:\n{self.text}"
            await asyncio.sleep(0.01)

    async def settle(self) -> None:
        """Wait until everything typed has reached its place and what follows from it is on the screen."""
        ahead = self.app._type_ahead
        while self.app.is_running:
            while self.app.is_running and (ahead._under_way or ahead._waiting or self.app.message_queue_size):
                await asyncio.sleep(0)
            await self.pilot._wait_for_screen()
            if not any(node.message_queue_size for node in (self.app, *self.widgets())):
                return

    # Where things are

    def said(self, field: str) -> str:
        """What is said to a field of a form, or ""."""
        return self.row(field).said

    def is_problem(self, field: str) -> bool:
        """Whether what is said to a field is a problem."""
        return bool(self.row(field).query(".note.problem"))

    def row(self, field: str) -> FormRow:
        """The row of a field."""
        return self.app.screen.query_one(f"#row-{field}", FormRow)

    @property
    def focused(self) -> str:
        """The id of what has the focus, or "" where nothing has."""
        focused = self.app.focused
        return (focused.id or "") if focused is not None else ""

    def field(self, name: str) -> str:
        """What stands in a field."""
        return self.app.screen.query_one(f"#{name}", TextArea).text

    async def go_to(self, name: str) -> None:
        """Put the focus on a widget, as tab does after a while."""
        self.app.screen.query_one(f"#{name}").focus()
        await self.settle()

    def widgets(self) -> list[Widget]:
        """Every widget there is, on every screen, shown or not."""
        return [
            node
            for screen in self.app.screen_stack
            for node in screen.walk_children(with_self=True)
            if isinstance(node, Widget)
        ]


def key_event(key: str) -> events.Key:
    """Return the event of a key, named as Textual names it or by the character that it types."""
    if len(key) > 1:
        return events.Key(key, None)
    if key.isalnum():
        return events.Key(key, key)
    name = unicodedata.name(key, "unknown").lower().replace("-", "_").replace(" ", "_")
    return events.Key(KEY_NAME_REPLACEMENTS.get(name, name), key)


def on_disk(places: Places, clock: HandClock, disk: Disk) -> Companion:
    """Open what is at these places, over a disk that may be anything but well."""
    ledger = Ledger.open(places, moment=clock(), disk=disk)
    return Companion(ledger, clock, "here", Drafts(places.drafts, disk))


@asynccontextmanager
async def sitting(
    start: Companion | Locked | Rescue,
    *,
    writer: str = "",
    size: tuple[int, int] = (100, 40),
    preferences: Preferences | None = None,
    on_failure: Callable[[BaseException], str] = lambda _error: "",
) -> AsyncIterator[Sitting]:
    """Start the program; `writer` sits down at once, as with --as."""
    person: Person | None = start.couple.named(writer) if isinstance(start, Companion) and writer else None
    app = TrustApp(start, preferences or Preferences(), person, on_failure, name=writer)
    async with app.run_test(size=size, notifications=True) as pilot:
        there = Sitting(app, pilot)
        await there.settle()
        yield there
